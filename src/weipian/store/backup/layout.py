"""What a backup is: a ZIP with the tables as lines of JSON, the files as they are, a manifest, and its signature."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from weipian.record.audit import CARD
from weipian.record.canon import bytes_of, text_of
from weipian.record.ed25519 import verified
from weipian.record.head import Head

FORMAT, VERSION = "weipian-backup", 1
README, MANIFEST, SIGNATURE = "README.txt", "manifest.json", "manifest.sig"
ROWS, FILES = "rows/", "files/"
CARD_MEMBER = FILES + CARD
FOLDERS = ("layers", "images", "vault", "secret")
"""Of a workspace, what is not in the database; caches, addresses and half-written files stay behind."""
LEFT_OUT = ("layers/ready/", "images/coming/", "vault/views/", "vault/coming/", "secret/database.url")
PASSING = re.compile(r"\.(partial|lock|tmp)$")
SEAL = b"weipian-backup sha256 "
"""The ZIP's comment begins so and ends with the SHA-256 (hex) of all of the file before these last 64 characters."""
HEX = 64
NAME = re.compile(r"[^\x00-\x1f\x7f\\:*?\"<>|]+")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that mean a device on Windows."""
LONGEST = 240


@dataclass(frozen=True, slots=True)
class Member:
    """One entry as it should be."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `key`: the workspace's public one, base64; `head`: where the log stood; `tables`: rows by
    table; `event`: the one of its own making."""

    key: str
    workspace: str
    policy: str
    form: str
    database: str
    made_at: str
    weipian: str
    head: Head
    event: int | None
    tables: Mapping[str, int]
    members: tuple[Member, ...]

    def text(self) -> str:
        """Canonical JSON: what is signed."""
        return text_of({"format": FORMAT, "version": VERSION, **asdict(self)})

    @property
    def bytes(self) -> int:
        return sum(member.bytes for member in self.members)


def manifest_of(text: str) -> Manifest:
    """The manifest that a text holds. Raises ValueError where it holds none, or one of a later version."""
    try:
        said: dict[str, Any] = json.loads(text)
        if (said.pop("format"), said.pop("version")) != (FORMAT, VERSION):
            raise ValueError("another format")
        head = Head(**said.pop("head"))
        members = tuple(Member(**one) for one in said.pop("members"))
        return Manifest(head=head, members=members, **said)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no manifest") from error


def message(manifest: bytes) -> bytes:
    """What the workspace's key signs."""
    return FORMAT.encode() + b"\n" + manifest


def genuine(manifest: bytes, signature: str, key: str) -> bool:
    """Whether the signature is that of the key (both base64) over the manifest's bytes."""
    return verified(bytes_of(key), message(manifest), bytes_of(signature))


def is_safe(name: str) -> bool:
    """Whether an entry's name is one that we write: of a known folder, going nowhere else, on any system."""
    if name in (README, MANIFEST, SIGNATURE, CARD_MEMBER):
        return True
    if name.startswith(ROWS):
        return re.fullmatch(r"rows/[a-z][a-z0-9_]*\.jsonl", name) is not None
    head, *parts = name.split("/")
    return head + "/" == FILES and len(parts) > 1 and parts[0] in FOLDERS and all(map(_is_plain, parts))


def _is_plain(part: str) -> bool:
    whole = NAME.fullmatch(part) is not None and len(part.encode()) <= LONGEST
    return whole and part[-1] not in ". " and not part.startswith("..") and not RESERVED.fullmatch(part)


def table_of(name: str) -> str:
    """The table whose rows an entry holds; \"\" where it holds none."""
    return name.removeprefix(ROWS).removesuffix(".jsonl") if name.startswith(ROWS) else ""


def file_of(name: str) -> str:
    """Where in a workspace an entry's file belongs; \"\" where it is none."""
    return name.removeprefix(FILES) if name.startswith(FILES) else ""


def is_kept(path: str) -> bool:
    """Whether a file, by its path in the workspace, goes into a backup."""
    return not (path.startswith(LEFT_OUT) or PASSING.search(path))
