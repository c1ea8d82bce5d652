"""Viewing copies and thumbnails: made when a picture is put in, and again when somebody misses one."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from weipian.terms.errors import InputError
from weipian.vault.keeping import require_intact
from weipian.vault.kinds import BY_TYPE
from weipian.vault.looking.eye import Eye
from weipian.vault.places import SIZES, Places, made_lastingly

JPEG_START = b"\xff\xd8\xff"


@contextmanager
def drafts(places: Places) -> Iterator[dict[int, Path]]:
    """Longer side → where a copy is to be written for now; gone afterwards unless put in place."""
    made_lastingly(places.coming)
    stem = f"{os.getpid()}-{secrets.token_hex(8)}"
    found = {side: places.coming / f"{stem}-{side}.jpg" for side in SIZES.values()}
    try:
        yield found
    finally:
        for path in found.values():
            with suppress(OSError):
                path.unlink(missing_ok=True)


def put_views(places: Places, sha256: str, made: Mapping[int, Path]) -> None:
    """What was made takes its place; a full disk costs the copies alone, they can be made again."""
    with suppress(OSError):
        for which, side in SIZES.items():
            if made[side].is_file():
                target = places.view(sha256, which)
                target.parent.mkdir(parents=True, exist_ok=True)
                made[side].replace(target)


def view_of(places: Places, sha256: str, media_type: str, which: str) -> Path:
    """The copy's place, made where it is missing. Raises InputError where there can be none."""
    path, kind = places.view(sha256, which), BY_TYPE[media_type]
    if not kind.pillow:
        raise InputError("evidence_no_view", kind=kind.label)
    if _is_jpeg(path):
        return path
    require_intact(places, sha256)
    with drafts(places) as made, Eye() as eye:
        eye.show(places.original(sha256), kind, made)
        put_views(places, sha256, made)
    if not path.is_file():
        raise InputError("vault_full", where=str(places.root))
    return path


def _is_jpeg(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return stream.read(3) == JPEG_START
    except OSError:
        return False
