"""Backups altered by somebody who knows their form: ZIPs rewritten, hashes and signatures made again."""

from __future__ import annotations

import hashlib
import json
import zipfile
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Entries = dict[str, bytes]


def entries_of(path: Path) -> Entries:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path: Path, target: Path, change: Callable[[Entries], None], *, resign: bool = False) -> Path:
    """The same backup with other entries, its own hash made to fit; also manifest and signature, with another key."""
    found = entries_of(path)
    change(found)
    if resign:
        _resign(found)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in found.items():
            archive.writestr(name, content)
        archive.comment = b"weipian-backup sha256 " + b"0" * 64
    return sealed(target)


def sealed(path: Path) -> Path:
    """The file's own hash, made to fit."""
    content = path.read_bytes()[:-64]
    path.write_bytes(content + hashlib.sha256(content).hexdigest().encode())
    return path


def _resign(found: Entries) -> None:
    key = Ed25519PrivateKey.generate()
    manifest = json.loads(found.pop("manifest.json"))
    found.pop("manifest.sig")
    manifest["key"] = b64encode(key.public_key().public_bytes_raw()).decode()
    manifest["members"] = [
        {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in found.items()
    ]
    text = json.dumps(manifest).encode()
    found["manifest.json"] = text
    found["manifest.sig"] = b64encode(key.sign(b"weipian-backup\n" + text))
