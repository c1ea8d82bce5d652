"""A backup file being written: entry by entry, every byte hashed, put in its place only when it is whole."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from weipian.store.backup.layout import HEX, MANIFEST, SEAL, SIGNATURE, Manifest, Member, message
from weipian.terms.errors import InputError

CHUNK = 1 << 20
LONG_AGO = (1980, 1, 1, 0, 0, 0)
OURS = 0o600
BINARY = getattr(os, "O_BINARY", 0)
"""Windows turns line ends about where it is not asked for bytes."""
Step = Callable[[int], None]
"""Called with bytes that were done."""


class Sealed:
    """A file that can only be added to, hashed as it grows, but for its last 64 bytes."""

    def __init__(self, out: BinaryIO) -> None:
        self.out, self.sha256, self.tail = out, hashlib.sha256(), b""

    def write(self, data: bytes) -> int:
        self.out.write(data)
        held = self.tail + bytes(data)
        cut = max(len(held) - HEX, 0)
        self.sha256.update(held[:cut])
        self.tail = held[cut:]
        return len(data)

    def flush(self) -> None:
        self.out.flush()

    def close(self) -> None:
        """Left to whoever opened it."""

    def seal(self) -> str:
        """Puts the hash where the last 64 bytes were; gives the SHA-256 of the whole file."""
        inside = self.sha256.hexdigest().encode()
        self.out.seek(-HEX, os.SEEK_END)
        self.out.write(inside)
        self.sha256.update(inside)
        return self.sha256.hexdigest()


class Writing:
    """The entries so far; `step` is told of every byte."""

    def __init__(self, archive: zipfile.ZipFile, step: Step) -> None:
        self.archive, self.step = archive, step
        self.members: list[Member] = []

    def add(self, name: str, chunks: Iterable[bytes], *, packed: bool, mode: int = OURS) -> Member:
        """One entry; `packed` where it is worth it; `mode`: who may read and write the file."""
        entry = zipfile.ZipInfo(name, LONG_AGO)
        entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        entry.external_attr = (stat.S_IFREG | stat.S_IMODE(mode) & 0o777) << 16
        found, size = hashlib.sha256(), 0
        with self.archive.open(entry, "w", force_zip64=True) as out:
            for chunk in chunks:
                out.write(chunk)
                found.update(chunk)
                size += len(chunk)
                self.step(len(chunk))
        self.members.append(Member(name, size, found.hexdigest()))
        return self.members[-1]

    def close(self, manifest: Manifest, sign: Callable[[bytes], bytes]) -> None:
        """Manifest and signature."""
        text = manifest.text().encode()
        self.add(MANIFEST, [text], packed=True)
        self.add(SIGNATURE, [b64encode(sign(message(text)))], packed=False)
        self.archive.comment = SEAL + b"0" * HEX


@contextmanager
def written(target: Path, step: Step, done: list[str]) -> Iterator[Writing]:
    """A new file at `target`, or none at all; its SHA-256 is put into `done`. Raises InputError."""
    _clear_older(target)
    partial = partial_of(target)
    try:
        with os.fdopen(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL | BINARY, 0o600), "wb") as out:
            sealed = Sealed(out)
            with zipfile.ZipFile(sealed, "w", compresslevel=1) as archive:
                yield Writing(archive, step)
            done.append(sealed.seal())
            out.flush()
            os.fsync(out.fileno())
        require_new(target)
        partial.rename(target)
        settle(target.parent)
    except OSError as error:
        raise InputError("backup_not_written", where=str(target), reason=error.strerror or str(error)) from error
    finally:
        partial.unlink(missing_ok=True)


def require_new(target: Path) -> None:
    """Raises InputError where something stands there: a backup never takes another's place."""
    if target.exists() or target.is_symlink():
        raise InputError("backup_exists", where=str(target))


def partial_of(target: Path, what: str = "") -> Path:
    return target.with_name(f".{target.name}.{what}{os.getpid()}.partial")


def _clear_older(target: Path) -> None:
    """What runs that were killed left of this very file; those that still run keep theirs."""
    for path in target.parent.glob(f".{_escaped(target.name)}.*.partial"):
        pid = path.name.removesuffix(".partial").rpartition(".")[2].lstrip("abcdefghijklmnopqrstuvwxyz-")
        if pid.isdecimal() and not _runs(int(pid)):
            with suppress(OSError):
                path.unlink()


def _escaped(name: str) -> str:
    return "".join(f"[{one}]" if one in "*?[" else one for one in name)


def _runs(pid: int) -> bool:
    if os.name == "nt":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def settle(folder: Path) -> None:
    """A folder's entries are on the disk too, where the system can say so."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def chunks_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk


def gathered(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines in pieces of about a megabyte."""
    held: list[bytes] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= CHUNK:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)
