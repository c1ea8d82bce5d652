"""A plot with all that the books now say of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from weipian.store.queries.rectification_records import Part
from weipian.terms.acting import Checked, State
from weipian.terms.words import Category, LayerKind

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Laid:
    """A plot on a kind of layer; `area_um2` None where it is not known. `kept`: its detail as it is booked."""

    checked: Checked
    area_um2: int | None
    kept: str

    @property
    def detail(self) -> Mapping[str, Any]:
        """Read when it is asked for: most askers want the area alone."""
        found: Mapping[str, Any] = json.loads(self.kept)
        return found


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the rules proposed. `kept`: the whole answer as it is booked, some 20 kB."""

    conclusion: str
    nature: str
    rule: str
    kept: str
    gates: tuple[Mapping[str, Any], ...]
    event: int

    @property
    def answer(self) -> Mapping[str, Any]:
        """Read when it is asked for: it costs more than all the rest of a line."""
        found: Mapping[str, Any] = json.loads(self.kept)
        return found


@dataclass(frozen=True, slots=True)
class Kept:
    """A current record of a plot: its id, the event that wrote it, its values as texts."""

    id: int
    event: int
    values: Texts


@dataclass(frozen=True, slots=True)
class Line:
    """A plot with all its current records. `due` and `project` are its patch's."""

    id: int
    plot: str
    patch: str
    patch_id: int
    batch: str
    period: str
    category: Category
    supplementary: bool
    issued: date
    issued_area: str
    issued_unit: str
    area_um2: int
    township: str
    state: State
    due: date | None
    project: str
    laid: Mapping[LayerKind, Laid] = field(default_factory=dict)
    proposed: Proposed | None = None
    determined: Kept | None = None
    filed_areas: Texts = field(default_factory=dict)
    marks: Texts = field(default_factory=dict)
    filed: Kept | None = None
    site: Kept | None = None
    right: Kept | None = None
    parts: tuple[Part, ...] = ()
