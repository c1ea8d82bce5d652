"""Documents: PDF by its two ends, the zipped ones by their listing and every entry's check sum."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from weipian.fence.archive import bounded, entry_name
from weipian.fence.limits import Profile
from weipian.terms.errors import InputError
from weipian.vault import kinds
from weipian.vault.kinds import MediaKind
from weipian.vault.looking.looked import Looked, Note
from weipian.vault.looking.signs import ARCHIVES, PROGRAMS
from weipian.vault.looking.strangers import require_no_archive

TAIL = 2048
ACTIVE_IN_PDF = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia)\b")
PART_NAMES = """
shp shx dbf prj cpg sbn sbx qix fix idm ind qmd qml sld xml cst lyr
"""
PARTS = frozenset(f".{name}" for name in PART_NAMES.split())
"""What belongs to a Shapefile."""
MACROS = re.compile(r"(^|/)(vbaProject\.bin|vbaData\.xml|macrosheets/|activeX/)", re.IGNORECASE)
UNPACKED = Profile("evidence", 0, 0, 0.0, 2**30, 5000)
Z = zipfile.ZipFile


def look_at_pdf(path: Path) -> Looked:
    """Raises InputError where it is cut short or an archive hides in it; what is active in it is said."""
    data = path.read_bytes()
    end = data.rfind(b"%%EOF", max(0, len(data) - TAIL))
    if end < 0 or (b"startxref" not in data and b"/Root" not in data):
        raise InputError("evidence_cut_short", kind=kinds.PDF.label)
    require_no_archive(path)
    behind = data[end + 5 :].strip()
    if behind.startswith((*PROGRAMS, *ARCHIVES, b"<", b"PK")):
        raise InputError("evidence_two_things", what="另一个文件")
    notes = []
    if ACTIVE_IN_PDF.search(data):
        notes.append(Note("said_evidence_active"))
    if re.search(rb"/Encrypt\b", data):
        notes.append(Note("said_evidence_locked"))
    return Looked(kinds.PDF, {}, tuple(notes))


def look_at_zip(path: Path) -> Looked:
    """Which of the zipped kinds it is. Raises InputError for any other archive, and for bombs, macros, passwords."""
    try:
        with zipfile.ZipFile(path) as archive:
            bounded(archive, path, UNPACKED)
            _require_plain(archive, path)
            kind = _kind_of(archive)
            notes = tuple(_notes(archive))
            _read_all(archive)
    except (zipfile.BadZipFile, EOFError, ValueError, OSError, RuntimeError, NotImplementedError, zlib.error):
        raise InputError("evidence_broken", kind="压缩的文档") from None
    return Looked(kind, {}, notes)


def _require_plain(archive: Z, path: Path) -> None:
    """Entries that lie within the file and within a folder; nothing before, between (overlapping) or behind."""
    size, packed = path.stat().st_size, 0
    for entry in archive.infolist():
        name = entry_name(entry).replace("\\", "/")
        inside = PurePosixPath(name)
        linked = stat.S_ISLNK(entry.external_attr >> 16)
        if inside.is_absolute() or ".." in inside.parts or ":" in name or "\x00" in name or linked:
            raise InputError("archive_unsafe", name=name)
        if entry.flag_bits & 1:
            raise InputError("evidence_old_office")
        packed += entry.compress_size
    if packed > size:
        raise InputError("archive_too_big", entries=len(archive.infolist()), mib=packed >> 20)
    tail = _end(path, 22 + len(archive.comment))
    if not tail.startswith(b"PK\x05\x06"):
        raise InputError("evidence_two_things", what="压缩包以外的内容")


def _end(path: Path, count: int) -> bytes:
    with path.open("rb") as stream:
        stream.seek(-count, 2)
        return stream.read()


def _kind_of(archive: Z) -> MediaKind:
    names = {entry_name(entry).replace("\\", "/") for entry in archive.infolist()}
    if "[Content_Types].xml" in names:
        return _office(archive, names)
    if "OFD.xml" in names:
        return kinds.OFD
    files = [PurePosixPath(name) for name in names if not name.endswith("/")]
    shapes = {path.with_suffix("") for path in files if path.suffix.lower() == ".shp"}
    if not shapes or any(path.suffix.lower() not in PARTS for path in files):
        raise InputError("evidence_archive")
    lower = {str(path).lower() for path in files}
    for shape in shapes:
        if not all(f"{shape}{end}".lower() in lower for end in (".dbf", ".shx")):
            raise InputError("evidence_shapefile_parts", name=f"{shape}.shp")
        _require_shapes(archive, next(one for one in archive.infolist() if _same(one, f"{shape}.shp")))
    return kinds.SHAPEFILE


def _same(entry: zipfile.ZipInfo, name: str) -> bool:
    return entry_name(entry).replace("\\", "/").lower() == name.lower()


def _require_shapes(archive: Z, entry: zipfile.ZipInfo) -> None:
    with archive.open(entry) as stream:
        head = stream.read(100)
    if head[:4] != b"\x00\x00\x27\x0a" or int.from_bytes(head[24:28], "big") * 2 != entry.file_size:
        raise InputError("evidence_broken", kind=kinds.SHAPEFILE.label)


def _office(archive: Z, names: set[str]) -> MediaKind:
    types = archive.read("[Content_Types].xml")[: 1 << 20].lower()
    if any(MACROS.search(name) for name in names) or b"macroenabled" in types:
        raise InputError("evidence_macros")
    if "word/document.xml" in names:
        return kinds.DOCX
    if "xl/workbook.xml" in names:
        return kinds.XLSX
    raise InputError("evidence_kind_unknown", kinds=kinds.labels())


def _notes(archive: Z) -> Iterator[Note]:
    """What an office program might fetch or run when it opens the document."""
    for entry in archive.infolist():
        name = entry.filename.lower()
        if "/embeddings/" in name or "/externallinks/" in name:
            yield Note("said_evidence_active")
            return
        if name.endswith(".rels") and b"attachedtemplate" in archive.read(entry)[: 1 << 20].lower():
            yield Note("said_evidence_active")
            return


def _read_all(archive: Z) -> None:
    """Every entry to its end, by its own check sum; `bounded` has limited what they say they hold."""
    for entry in archive.infolist():
        left = entry.file_size
        with archive.open(entry) as stream:
            while chunk := stream.read(1 << 20):
                left -= len(chunk)
                if left < 0:
                    raise zipfile.BadZipFile
