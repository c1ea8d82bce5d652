"""What a paper is made of: frozen values that can be written as JSON. Pictures go by name, their bytes beside them.

Texts are plain Chinese; a line break begins a new paragraph. Nothing here says how it looks: that is `parts/*.typ`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Cover:
    """A page of its own: the title large, below it lines of what it is about. `kicker`: small words over the title."""

    title: str
    kicker: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    owner: str = ""
    note: str = ""
    """In a frame, red: 「本卷尚缺 3 项，不得装订」."""


@dataclass(frozen=True, slots=True)
class Index:
    """Every Heading of level 1 after it, with the page that it stands on; where something is owed, 待补."""

    title: str = "目　录"


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins a section. Level 1 stands in the index and begins a page unless `new_page` is False."""

    title: str
    level: int = 1
    new_page: bool = True
    owed: str = ""
    """Words of what is missing in it: the index shows 待补, the heading too."""


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs, two characters in, both edges even."""

    paragraphs: tuple[str, ...]
    indent: bool = True
    small: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """A table of names and values, `columns` pairs beside one another; a row with `wide` values goes alone."""

    rows: tuple[tuple[str, str], ...]
    columns: int = 2
    wide: frozenset[str] = frozenset()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a head that is repeated on each page. `widths`: parts of the whole; `right`: columns of numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    right: frozenset[int] = frozenset()
    title: str = ""
    note: str = ""
    total: bool = False
    """The last row is the sum: set strong."""
    none: str = ""
    """What to say where there are no rows; required then."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture across the page (SVG, PNG, JPEG) with its caption. `height_mm` 0: as the picture's own shape asks."""

    picture: str
    caption: str
    alt: str
    notes: tuple[str, ...] = ()
    width_mm: int = 0
    height_mm: int = 0
    frame: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """One of two pictures beside each other; without `picture`, `why` says why there is none. `over`: a drawing laid
    over it, as wide as the picture and maybe higher."""

    title: str
    picture: str = ""
    alt: str = ""
    why: str = ""
    lines: tuple[str, ...] = ()
    over: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two pictures of one size beside each other: before and after."""

    left: Side
    right: Side
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Plate:
    """A photo with what is said of it: number, place, heading, time, who took it, the file's digest."""

    title: str
    picture: str = ""
    alt: str = ""
    why: str = ""
    rows: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Plates:
    """Photos, two on a page, each whole."""

    plates: tuple[Plate, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a sheet: what is asked, what was said, who signed. `signed` "" leaves a line to sign on."""

    label: str
    text: str
    signed: str = ""
    day: str = ""
    to_sign: bool = True
    height_mm: int = 0
    owed: bool = False
    """Nothing was said yet: 待补 is printed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An opinion sheet: facts on top, then boxes with their signatures, in one frame. `title` "" after a Heading."""

    title: str
    boxes: tuple[Box, ...]
    facts: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """待补: what must be here and is not, who owes it, by which clause. Never looks like an empty section."""

    what: str
    who: str = ""
    clause: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A frame with a few words: a doubt, 「未检查」, a note on where the facts come from."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class End:
    """The end sheet 备考表: facts, the list of digests, the log's head as words and as a QR code, lines to sign."""

    rows: tuple[tuple[str, str], ...]
    hashes: tuple[tuple[str, str], ...] = ()
    """(what, SHA-256 in hexadecimal)."""
    head: str = ""
    qr: str = ""
    """What the QR says; drawn here."""
    to_sign: tuple[str, ...] = ("立卷人", "检查人", "立卷时间")
    title: str = "备考表"
    """"" after a Heading that says it already."""


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


@dataclass(frozen=True, slots=True)
class Spine:
    """The back of a bound volume as a page: to be cut out. `width_mm` of the back."""

    lines: tuple[str, ...]
    width_mm: int = 30


UNNUMBERED = -1
Part = (
    Cover | Index | Heading | Text | Facts | Grid | Figure | Pair | Plates | Sheet | Gap | Remark | End | Break | Spine
)


@dataclass(frozen=True, slots=True, eq=False)
class Paper:
    """One paper. The same value gives the same bytes, on every machine with the same fonts."""

    title: str
    author: str
    day: date
    """Goes into the document's date and timestamp: the day of issue, never the clock."""
    parts: tuple[Part, ...]
    number: str = ""
    head: str = ""
    """Left in the running head; `number` stands right."""
    foot: str = ""
    """Left in the foot, small: edition and the log's head; the page number stands right."""
    secrecy: str = ""
    mark: str = ""
    """Red in the running head of every page: 「待补 3 项」, 「虚构数据」."""
    first_page: int = 1
    """Running numbers through a volume's papers."""
    pages_of: int = 0
    """The volume's last page; 0: this paper's own; `UNNUMBERED`: its pages have no numbers."""
    subject: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
