"""Unpacking a ZIP that someone sent: bounded in size, count and place."""

from __future__ import annotations

import shutil
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath
from typing import IO

from weipian.fence.limits import Profile
from weipian.terms.errors import InputError

_WANTED = (".shp", ".gpkg", ".geojson", ".json", ".parquet")
_RATIO, _RATIO_FROM = 300, 100 * 2**20


def unpack(path: Path, into: Path, profile: Profile, wanted: str | None) -> Path:
    """Unpack and give the one source inside. Raises InputError: unsafe, too big, none or several inside."""
    try:
        with zipfile.ZipFile(path) as archive:
            bounded(archive, path, profile)
            for entry in archive.infolist():
                if not entry.is_dir():
                    _extract(archive, entry, into, path.name)
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, RuntimeError, zlib.error) as error:
        code = "archive_locked" if "password" in str(error) else "source_truncated"
        raise InputError(code, where=path.name) from None
    return _one_source(into, path.name, wanted)


def bounded(archive: zipfile.ZipFile, path: Path, profile: Profile, *, most: int | None = None) -> None:
    """Raises InputError where what is inside is more than the profile (or `most` bytes) allows, or a bomb."""
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    bomb = total > _RATIO_FROM and total > _RATIO * max(1, path.stat().st_size)
    if bomb or total > min(profile.unpacked, most or profile.unpacked) or len(entries) > profile.entries:
        raise InputError("archive_too_big", where=path.name, entries=len(entries), mib=total // 2**20)


def entry_name(entry: zipfile.ZipInfo) -> str:
    """The name as its maker wrote it: old Windows tools write GBK without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, into: Path, where: str) -> None:
    name = entry_name(entry).replace("\\", "/")
    inside = PurePosixPath(name)
    linked = stat.S_ISLNK(entry.external_attr >> 16)
    if inside.is_absolute() or ".." in inside.parts or ":" in name or "\x00" in name or linked:
        raise InputError("archive_unsafe", where=where, name=name)
    if name.lower().endswith(".zip"):
        raise InputError("archive_nested", where=where, name=name)
    target = into / inside
    target.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(entry) as source, target.open("wb") as sink:
        shutil.copyfileobj(_Bounded(source, entry.file_size), sink, 1 << 20)


class _Bounded:
    """A stream that ends in an error after `size` bytes."""

    def __init__(self, source: IO[bytes], size: int) -> None:
        self.source, self.left = source, size

    def read(self, count: int = -1, /) -> bytes:
        data = self.source.read(count)
        self.left -= len(data)
        if self.left < 0:
            raise zipfile.BadZipFile
        return data


def _one_source(folder: Path, where: str, wanted: str | None) -> Path:
    found = sorted(item for item in folder.rglob("*") if _is_source(item))
    if wanted:
        named = [item for item in found if wanted in (item.name, item.stem)]
        found = named or found
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError("archive_empty", where=where)
    raise InputError("archive_several", where=where, names="、".join(item.name for item in found[:20]))


def _is_source(item: Path) -> bool:
    if item.is_dir():
        return any(part.suffix.lower() == ".gdbtable" for part in item.iterdir())
    return item.suffix.lower() in _WANTED and not item.name.startswith("._")
