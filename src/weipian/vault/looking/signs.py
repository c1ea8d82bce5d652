"""The first bytes: which kind a file claims to be. Whether it is one, is looked at afterwards."""

from __future__ import annotations

from weipian.terms.errors import InputError
from weipian.vault import kinds
from weipian.vault.kinds import MediaKind

HEAD = 4096
OFFICE_OF_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (
    b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe",
    b"L\x00\x00\x00\x01\x14\x02",
)  # fmt: skip
ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
HEIF_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
MOVIE_BRANDS = frozenset(
    (
        b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"mmp4", b"avc1", b"M4V ", b"dash", b"MSNV",
        b"3gp4", b"3gp5", b"3gp6", b"3g2a",
    )
)  # fmt: skip


def claimed(head: bytes) -> MediaKind | None:
    """The kind that the first bytes claim; None for what may be text. Raises InputError for what is never kept."""
    if head.startswith(b"\xff\xd8\xff"):
        return kinds.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return kinds.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return kinds.WEBP
    if head[:4] in (b"II*\x00", b"MM\x00*"):
        return kinds.TIFF
    if head.startswith(b"%PDF-"):
        return kinds.PDF
    if head.startswith(b"SQLite format 3\x00") and head[68:72] in (b"GPKG", b"GP10", b"GP11"):
        return kinds.GPKG
    if head[4:8] == b"ftyp":
        return _of_brand(head)
    return _of_zip_or_worse(head)


def _of_brand(head: bytes) -> MediaKind:
    brand = head[8:12]
    if brand in HEIF_BRANDS:
        return kinds.HEIC
    if brand == b"qt  ":
        return kinds.MOV
    if brand == b"M4A ":
        return kinds.M4A
    if brand in MOVIE_BRANDS:
        return kinds.MP4
    raise InputError("evidence_kind_unknown", kinds=kinds.labels())


def _of_zip_or_worse(head: bytes) -> MediaKind | None:
    if head.startswith(b"PK\x03\x04"):
        return kinds.SHAPEFILE  # which of the zipped kinds, its listing says
    if head.startswith(OFFICE_OF_OLD):
        raise InputError("evidence_old_office")
    if head.startswith(PROGRAMS):
        raise InputError("evidence_program")
    if head.startswith(ARCHIVES) or head[257:262] == b"ustar" or head.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        raise InputError("evidence_archive")
    return None
