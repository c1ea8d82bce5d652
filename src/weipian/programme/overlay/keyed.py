"""A booked layer with what some of its features say, under our keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weipian.geometry.measure import Indexed, Overlaps
from weipian.programme.overlay.ground import Floats, Ints, Objects, Surface
from weipian.terms.errors import Refusal


class Picked(Sequence[object]):
    """A column of which only some features were read; asked by feature."""

    def __init__(self, features: Ints, values: Sequence[object]) -> None:
        self.place = {feature: place for place, feature in enumerate(features.tolist())}
        self.values = values

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, feature: Any) -> Any:
        return self.values[self.place[int(feature)]]


@dataclass(frozen=True, slots=True, eq=False)
class Keyed:
    """A `Surface` whose touched features have texts: `columns[key][feature]`."""

    surface: Surface
    columns: Mapping[str, Sequence[object]]

    @property
    def name(self) -> str:
        return self.surface.name

    @property
    def rows(self) -> Sequence[int] | Ints:
        return self.surface.rows

    @property
    def refused(self) -> tuple[Refusal, ...]:
        return self.surface.refused

    @property
    def refused_boxes(self) -> Floats:
        return self.surface.refused_boxes

    @property
    def said(self) -> tuple[str, ...]:
        return self.surface.said

    def touched(self, patches: Indexed) -> Overlaps:
        return self.surface.touched(patches)

    def clashes(self, touched: Overlaps) -> Overlaps:
        return self.surface.clashes(touched)

    def planar(self, indices: Sequence[int] | Ints) -> Objects:
        return self.surface.planar(indices)
