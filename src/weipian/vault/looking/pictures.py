"""Pictures: decoded to the last row within bounds, nothing hidden in them; viewing copies made on the way."""

from __future__ import annotations

import io
import mmap
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from weipian.terms.errors import InputError
from weipian.vault import kinds
from weipian.vault.kinds import MediaKind
from weipian.vault.looking import exif
from weipian.vault.looking.boxes import walk_boxes
from weipian.vault.looking.ends import end_of_jpeg, end_of_png
from weipian.vault.looking.looked import Looked, Note
from weipian.vault.looking.strangers import require_alone

PIXELS = 120_000_000
"""A phone's largest picture has 108 million; what claims more is a flood or a map sheet."""
FRAMES = 500
QUALITY = 85


def look_at_picture(path: Path, kind: MediaKind, views: Mapping[int, Path]) -> Looked:
    """Raises InputError where it is cut short, too large or two things at once. `views`: longer side → where to."""
    notes = list(_whole(path, kind))
    if kind is kinds.HEIC and not _reads_heic():
        return Looked(kind, {}, (*notes, Note("said_evidence_no_heic")))
    with _opened(path, kind) as image:
        facts = exif.facts_of(image)
        pages = int(getattr(image, "n_frames", 1))
        if pages > 1 and kind is kinds.TIFF:
            notes.append(Note("said_evidence_pages", {"pages": pages}))
        make_views(image, views)
    return Looked(kind, facts, tuple(notes))


def show(path: Path, kind: MediaKind, views: Mapping[int, Path]) -> None:
    """Viewing copies alone, of an original that was looked at before."""
    if kind is kinds.HEIC and not _reads_heic():
        raise InputError("evidence_no_view", kind=kind.label)
    with _opened(path, kind) as image:
        make_views(image, views)


def _whole(path: Path, kind: MediaKind) -> Iterator[Note]:
    """Where the picture ends, and what stands behind; phones put film and depth there."""
    if kind is kinds.HEIC:
        walk_boxes(path, needed=(b"meta",))
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        end: int | None = len(data)
        if kind is kinds.JPEG:
            end = end_of_jpeg(data)
        elif kind is kinds.PNG:
            end = end_of_png(data)
        elif kind is kinds.WEBP:
            end = 8 + int.from_bytes(data[4:8], "little")
        if end is None or end > len(data):
            raise InputError("evidence_cut_short", kind=kind.label)
        require_alone(path, data, end)  # type: ignore[arg-type]
        behind = len(data[end:].strip(b"\x00"))
    if behind:
        yield Note("said_evidence_behind", {"bytes": behind})


@contextmanager
def _opened(path: Path, kind: MediaKind) -> Iterator[Any]:
    """The picture, decoded. Its size is asked before a pixel is."""
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path, formats=kind.pillow) as image:
                width, height = image.size
                if width * height > PIXELS or getattr(image, "n_frames", 1) > FRAMES:
                    raise InputError("evidence_pixels", width=width, height=height, most=PIXELS // 1_000_000)
                image.load()
                yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise InputError("evidence_pixels", width="?", height="?", most=PIXELS // 1_000_000) from None
    except UnidentifiedImageError:
        raise InputError("evidence_broken", kind=kind.label) from None
    except MemoryError:
        raise
    except (
        OSError,
        SyntaxError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        ArithmeticError,
        EOFError,
        AttributeError,
    ):
        raise InputError("evidence_broken", kind=kind.label) from None
    except Exception as error:
        if type(error).__module__.startswith("struct"):
            raise InputError("evidence_broken", kind=kind.label) from None
        raise


def make_views(image: Any, views: Mapping[int, Path]) -> None:
    """Re-encoded pixels: turned as it was held, opaque, nothing of the original's data beside them."""
    from PIL import Image, ImageOps

    shown = None
    for side in sorted(views, reverse=True):
        if shown is None:
            turned = ImageOps.exif_transpose(_eight_bits(image))
            turned.thumbnail((side, side))
            shown = _opaque(turned)
        else:
            shown = shown.copy()
            shown.thumbnail((side, side))
        bare = Image.frombytes("RGB", shown.size, shown.tobytes())
        into = io.BytesIO()
        bare.save(into, "JPEG", quality=QUALITY, optimize=True)
        views[side].write_bytes(into.getvalue())


def _eight_bits(image: Any) -> Any:
    """Scans of 16 bits come down to what a screen shows."""
    if image.mode.startswith("I") or image.mode == "F":
        low, high = image.getextrema()
        scale = 255 / (high - low) if high > low else 1
        return image.point(lambda value: (value - low) * scale if high > low else value).convert("L")
    return image


def _opaque(image: Any) -> Any:
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(paper, clear).convert("RGB")
    return image.convert("RGB")


def _reads_heic() -> bool:
    """pillow-heif is not part of the default install."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener()
    return True
