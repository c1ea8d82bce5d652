"""A backup file opened by whoever doubts it: nothing is taken from it before every byte was checked."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from weipian.store.backup.layout import (
    CARD_MEMBER,
    HEX,
    MANIFEST,
    README,
    ROWS,
    SEAL,
    SIGNATURE,
    Manifest,
    Member,
    genuine,
    is_safe,
    manifest_of,
)
from weipian.store.backup.writing import CHUNK, Step
from weipian.terms.errors import InputError

BROKEN = (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError, zlib.error)
"""What the library says of an archive that is none."""
MOST_MANIFEST = 1 << 28


class Opened:
    """A backup whose every byte was checked. `sha256`: of the whole file."""

    def __init__(self, path: Path, archive: zipfile.ZipFile, manifest: Manifest, sha256: str) -> None:
        self.path, self.archive, self.manifest, self.sha256 = path, archive, manifest, sha256

    def open(self, name: str) -> IO[bytes]:
        return self.archive.open(name)

    def mode_of(self, name: str) -> int:
        """Who may read and write an entry's file."""
        return self.archive.getinfo(name).external_attr >> 16 & 0o777 or 0o600


@contextmanager
def opened(path: Path, step: Step) -> Iterator[Opened]:
    """The backup at `path`, checked to its last bit; `step` is told of bytes. Raises InputError naming the entry."""
    with ExitStack() as stack:
        try:
            source = stack.enter_context(path.open("rb"))
            archive = stack.enter_context(_archive(source, path))
            found = _checked(source, archive, path, step)
        except OSError as error:
            raise InputError("backup_unreadable", where=str(path), reason=error.strerror or str(error)) from error
        yield found


def _checked(source: BinaryIO, archive: zipfile.ZipFile, path: Path, step: Step) -> Opened:
    """First what is wrong with an entry, since that can be named; what then still does not fit is the archive's own."""
    whole, sha256 = _is_whole(source, archive.comment, step)
    try:
        manifest = _manifest(archive, path)
        _require_entries(archive, manifest, path)
        _require_content(archive, manifest, path, step)
    except BROKEN as error:
        raise InputError("backup_damaged", where=str(path), name="ZIP") from error
    if not whole:
        raise InputError("backup_damaged", where=str(path), name="ZIP 目录或文件头")
    return Opened(path, archive, manifest, sha256)


def size_to_check(path: Path) -> int:
    """Bytes that `opened` will tell of, more or less. Raises InputError."""
    try:
        return 2 * path.stat().st_size
    except OSError as error:
        raise InputError("backup_unreadable", where=str(path), reason=error.strerror or "") from error


def _archive(source: BinaryIO, path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except BROKEN as error:
        raise InputError("backup_no_backup", where=str(path)) from error


def _is_whole(source: BinaryIO, comment: bytes, step: Step) -> tuple[bool, str]:
    """Whether the file's own hash fits; and the SHA-256 of all of it."""
    size = source.seek(0, os.SEEK_END)
    source.seek(0)
    found, left = hashlib.sha256(), size - HEX
    while left > 0 and (chunk := source.read(min(CHUNK, left))):
        found.update(chunk)
        left -= len(chunk)
        step(len(chunk))
    said, inside = source.read(HEX), found.hexdigest().encode()
    found.update(said)
    return comment == SEAL + inside and said == inside, found.hexdigest()


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """The manifest, signed by the key that it names."""
    names = archive.namelist()
    for name in (MANIFEST, SIGNATURE):
        if names.count(name) != 1 or archive.getinfo(name).file_size > MOST_MANIFEST:
            raise InputError("backup_no_backup", where=str(path))
    text, signature = archive.read(MANIFEST), archive.read(SIGNATURE).decode("ascii")
    try:
        manifest = manifest_of(text.decode())
    except ValueError:
        raise InputError("backup_damaged", where=str(path), name=MANIFEST) from None
    if not genuine(text, signature, manifest.key):
        raise InputError("backup_forged", where=str(path))
    return manifest


def _require_entries(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    """What is there is what the manifest says, no more and no less, and nothing that would go elsewhere."""
    found = archive.infolist()
    seen: set[str] = set()
    for entry in found:
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if not is_safe(entry.filename) or kind not in (0, stat.S_IFREG) or entry.filename.casefold() in seen:
            raise InputError("backup_entry", where=str(path), name=entry.filename)
        seen.add(entry.filename.casefold())
    said = {member.name for member in manifest.members} | {MANIFEST, SIGNATURE}
    there = {entry.filename for entry in found}
    for name in sorted(there - said):
        raise InputError("backup_extra", where=str(path), name=name)
    needed = {README, CARD_MEMBER, *(f"{ROWS}{table}.jsonl" for table in manifest.tables)}
    for name in sorted((said | needed) - there):
        raise InputError("backup_lacks", where=str(path), name=name)


def _require_content(archive: zipfile.ZipFile, manifest: Manifest, path: Path, step: Step) -> None:
    for member in manifest.members:
        try:
            good = _fits(archive, member, step)
        except BROKEN:
            good = False
        if not good:
            raise InputError("backup_damaged", where=str(path), name=member.name)


def _fits(archive: zipfile.ZipFile, member: Member, step: Step) -> bool:
    found, size = hashlib.sha256(), 0
    with archive.open(member.name) as source:
        while size <= member.bytes and (chunk := source.read(CHUNK)):
            found.update(chunk)
            size += len(chunk)
            step(len(chunk))
    return (size, found.hexdigest()) == (member.bytes, member.sha256)
