"""What is handed to a GIS: layers of shapes with typed columns, how they look, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from weipian.geometry.crs import Crs


class Kind(Enum):
    """How a column's values are kept: areas are texts with their decimals, exact in every format that can be."""

    TEXT = "text"
    MU = "mu"
    M2 = "m2"
    RATIO = "ratio"
    AS_ISSUED = "as_issued"
    DAY = "day"
    FLAG = "flag"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `short`: its name in a Shapefile, at most ten bytes; `label`: what people call it."""

    name: str
    short: str
    label: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Look:
    """How one value shows: colour, hatch, sign and letter together, so that grey print can be read.

    hatch: lines, cross, dots, level, upright, none; sign: triangle, circle, ring, square, pentagon, diamond. Without a
    sign it is an outline alone, thick where it has a letter.
    """

    value: str
    label: str
    letter: str
    colour: str
    hatch: str
    sign: str

    @property
    def title(self) -> str:
        """As legends have it."""
        return f"{self.label}（{self.letter}）" if self.sign else self.label


@dataclass(frozen=True, slots=True)
class Style:
    """A named style: `by` is the column whose value chooses the look, `label` the one that is written beside it,
    from scale 1 : `labels_from` on.
    """

    name: str
    by: str
    looks: tuple[Look, ...]
    label: str
    labels_from: int = 25_000


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """`columns[name][i]` belongs to `wkb[i]`, in `crs`. The first style is the one that a GIS applies on opening."""

    name: str
    fields: tuple[Field, ...]
    columns: Mapping[str, Sequence[object]]
    wkb: Sequence[bytes]
    crs: Crs
    styles: tuple[Style, ...] = ()

    def __len__(self) -> int:
        return len(self.wkb)


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself. `at`: when the books last changed, the time stamp of the file's inside."""

    title: str
    notice: str
    facts: Mapping[str, str]
    at: str
