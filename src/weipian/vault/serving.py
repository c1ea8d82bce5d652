"""How a file may leave over the web: pictures as copies of our own, everything else to be saved, never to be run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from weipian.vault.keeping import require_there
from weipian.vault.kinds import BY_TYPE, SHOWN_AS
from weipian.vault.places import Places
from weipian.vault.viewing import view_of

ANYTHING = "application/octet-stream"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}
"""No browser guesses another type, runs it, or shows it inside another site's page."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What has to be known of a piece of evidence to hand it out."""

    id: int
    sha256: str
    media_type: str
    name: str

    @property
    def plain_name(self) -> str:
        """A name that is safe on every system: our number and the suffix of what it really is."""
        return f"{self.id:06d}{BY_TYPE[self.media_type].suffix}"


@dataclass(frozen=True, slots=True)
class Serving:
    """Where the bytes are, and the headers that go with them."""

    path: Path
    media_type: str
    headers: Mapping[str, str]


def serving(places: Places, stored: Stored, which: str = "view") -> Serving:
    """`which`: view, thumbnail or original. Raises InputError where there is no copy, or the original is gone.

    An original always leaves as bytes to be saved, whatever it is; a copy is the JPEG that we made.
    """
    if which == "original":
        require_there(places, stored.sha256)
        return _served(places.original(stored.sha256), ANYTHING, _to_save(stored))
    path = view_of(places, stored.sha256, stored.media_type, which)
    return _served(path, SHOWN_AS, f'inline; filename="{stored.id:06d}-{which}.jpg"')


def _served(path: Path, media_type: str, disposition: str) -> Serving:
    length = str(path.stat().st_size)
    headers = {"Content-Type": media_type, "Content-Length": length, "Content-Disposition": disposition}
    return Serving(path, media_type, headers | ALWAYS)


def _to_save(stored: Stored) -> str:
    """RFC 6266: a plain name for all, the given one for who can read it; with the suffix of what it really is."""
    suffixes = BY_TYPE[stored.media_type].suffixes
    given = stored.name if stored.name.lower().endswith(suffixes) else f"{stored.name}{suffixes[0]}"
    return f"attachment; filename=\"{stored.plain_name}\"; filename*=UTF-8''{quote(given, safe='')}"
