"""A plot's two pictures as values: bytes and all that is known of them, or why there is none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from weipian.terms.acting import Secrecy
from weipian.terms.images import Moment


@dataclass(frozen=True, slots=True)
class Used:
    """An image that a chip was cut from."""

    number: int
    label: str
    sha256: str
    secrecy: Secrecy


@dataclass(frozen=True, slots=True)
class Chip:
    """`picture`: JPEG, the same bytes for the same books; `over`: the frame to be laid over it as SVG, "" where it is
    drawn in. `asked`: the day that the patch names, None where it names
    none. `window`: west, south, east, north in metres of `crs`, the same for both. `plot_seen`, `window_seen`: shares.
    `scale`: 1:n where the picture is printed `WIDTH_MM` wide. `said`: what whoever looks at it must know.
    """

    moment: Moment
    picture: bytes
    width: int
    height: int
    taken: date
    asked: date | None
    source: str
    used: tuple[Used, ...]
    secrecy: Secrecy
    pixel_m: float
    crs: str
    window: tuple[float, float, float, float]
    scale: int
    plot_seen: float
    window_seen: float
    said: tuple[str, ...]
    over: str = ""

    media_type = "image/jpeg"

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.picture).hexdigest()

    @property
    def caption(self) -> str:
        """One line: which, when, from what, how fine."""
        return f"{self.moment.label}影像　{self.taken}　{self.source}　{pixel_text(self.pixel_m)}"

    @property
    def alt(self) -> str:
        """What a screen reader says."""
        return "；".join((self.caption.replace("　", "，"), "红线为地块界线", *self.said))


@dataclass(frozen=True, slots=True)
class NoChip:
    """There is no picture of this moment, and why."""

    moment: Moment
    asked: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Registered:
    """Whether the earlier image was moved onto the later one, by how many metres, and how many parts agreed."""

    applied: bool
    east_m: float
    north_m: float
    agreeing: int
    parts: int
    said: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Before and after of one plot. `registered` None where there are not two pictures."""

    plot: str
    before: Chip | NoChip
    after: Chip | NoChip
    registered: Registered | None

    @property
    def chips(self) -> tuple[Chip, ...]:
        return tuple(one for one in (self.before, self.after) if isinstance(one, Chip))

    @property
    def missing(self) -> tuple[NoChip, ...]:
        return tuple(one for one in (self.before, self.after) if isinstance(one, NoChip))


def pixel_text(pixel_m: float) -> str:
    """How fine an image is: 「0.5 米」."""
    return f"{pixel_m:.2g} 米" if pixel_m < 10 else f"{pixel_m:.0f} 米"
