"""The kinds of file that are kept: an allow-list. What a file is, its content says; its name is only compared."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MediaKind:
    """A kind of file. `suffixes`: as people name it, the first is ours; `pillow`: how its pictures are decoded."""

    media_type: str
    label: str
    suffixes: tuple[str, ...]
    pillow: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        return self.suffixes[0]


JPEG = MediaKind("image/jpeg", "JPEG 图片", (".jpg", ".jpeg", ".jpe", ".mpo"), ("JPEG", "MPO"))
PNG = MediaKind("image/png", "PNG 图片", (".png",), ("PNG",))
WEBP = MediaKind("image/webp", "WebP 图片", (".webp",), ("WEBP",))
TIFF = MediaKind("image/tiff", "TIFF 图片", (".tif", ".tiff"), ("TIFF",))
HEIC = MediaKind("image/heic", "HEIC 图片", (".heic", ".heif"), ("HEIF",))
PDF = MediaKind("application/pdf", "PDF", (".pdf",))
OFD = MediaKind("application/ofd", "OFD", (".ofd",))
DOCX = MediaKind(
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word 文档（docx）", (".docx",)
)
XLSX = MediaKind(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel 工作簿（xlsx）", (".xlsx",)
)
GPKG = MediaKind("application/geopackage+sqlite3", "GeoPackage", (".gpkg",))
SHAPEFILE = MediaKind("application/zip", "Shapefile 压缩包", (".zip",))
MP4 = MediaKind("video/mp4", "MP4 视频", (".mp4", ".m4v", ".3gp"))
MOV = MediaKind("video/quicktime", "MOV 视频", (".mov", ".qt"))
M4A = MediaKind("audio/mp4", "M4A 录音", (".m4a",))
TEXT = MediaKind("text/plain", "文本", (".txt", ".log", ".md"))
CSV = MediaKind("text/csv", "CSV 表", (".csv", ".tsv"))

KINDS = (JPEG, PNG, WEBP, TIFF, HEIC, PDF, OFD, DOCX, XLSX, GPKG, SHAPEFILE, MP4, MOV, M4A, TEXT, CSV)
BY_TYPE = {kind.media_type: kind for kind in KINDS}
SHOWN_AS = "image/jpeg"
"""What every viewing copy is."""
ACTIVE_NAMES = """
exe com scr pif msi dll bat cmd ps1 vbs vbe js jse mjs wsf wsh hta lnk url reg jar sh py php jsp asp aspx
htm html xhtml shtml mht mhtml svg svgz xml xsl swf docm dotm xlsm xltm xlam xlsb pptm iso img vhd apk chm desktop
"""
ACTIVE = frozenset(f".{name}" for name in ACTIVE_NAMES.split())
"""Suffixes that make a system run something or a browser open a page: refused whatever is inside."""


def labels() -> str:
    """All that is kept, for a sentence."""
    return "、".join(kind.label for kind in KINDS)
