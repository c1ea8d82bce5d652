"""What an overlay figure of one plot shows, as values. Shapes in metres of one Gauss–Krüger zone, x the easting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import shapely

from weipian.figures.grounds import Ground
from weipian.terms.area import Area


@dataclass(frozen=True, slots=True)
class LandShape:
    """A land-use shape near the plot, with its class code."""

    shape: shapely.Geometry
    code: str


@dataclass(frozen=True, slots=True)
class ClassShare:
    """How much of the plot lies on a class, as it is booked."""

    code: str
    area: Area


@dataclass(frozen=True, slots=True)
class LandUse:
    """`source`: which version, as of when; `said`: in place of areas, why there are none, or what they lack."""

    source: str
    shapes: Sequence[LandShape] = ()
    shares: Sequence[ClassShare] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """An approval (or another record) that the plot lies on."""

    name: str
    area: Area


@dataclass(frozen=True, slots=True)
class GroundLayer:
    """One of the layers. `area` None: not known, and then `said` says why."""

    ground: Ground
    label: str
    source: str
    shapes: Sequence[shapely.Geometry] = ()
    area: Area | None = None
    said: str = ""
    records: Sequence[Record] = ()


@dataclass(frozen=True, slots=True)
class PlotFigure:
    """All that stands on the sheet."""

    number: str
    subtitle: str
    shape: shapely.Geometry
    area: Area
    crs: str
    land: LandUse
    grounds: Sequence[GroundLayer]
    notice: str = ""
    prefix: str = field(default="plot-")
