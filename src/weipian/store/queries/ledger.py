"""Everything that the books now say of the plots, one line a plot."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.queries.rectification import parts_of
from weipian.store.queries.rectification_records import Part
from weipian.store.queries.sight import seen_in
from weipian.store.sight import EVERYTHING, Sight
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


FEW = 100
"""Plots that are asked for by their ids; of more it is as cheap to read all."""


def ids_of(numbers: Collection[str]) -> list[int]:
    """The open plots that are so numbered, a few."""
    return list(models.Plot.objects.filter(number__in=list(numbers), closed=False).values_list("id", flat=True))


def lines(sight: Sight = EVERYTHING, *, reasons: bool = True, beside: Collection[int] | None = None) -> list[Line]:
    """Every open plot that is seen, by number; all of them for what the programme itself works out.

    `reasons`: False leaves out what the proposals say at length, for who only counts. `beside`: only plots of the
    patches of these plots need be there.
    """
    wanted = models.Plot.objects.filter(seen_in(sight, "patch__number"), closed=False)
    few = beside if beside is not None and len(beside) <= FEW else None
    if few is not None:
        wanted = wanted.filter(patch__number__in=models.Plot.objects.filter(pk__in=few).values("patch__number"))
    columns = ("id", "number", "patch_id", "area_um2", "township", "state")
    plots = list(wanted.order_by("number").values_list(*columns))
    only = None if few is None else {row[2] for row in plots}
    patches = _patches(only)
    standing = _standing(None if few is None else {one["number"] for one in patches.values()})
    found: dict[int, Line] = {}
    for key, number, patch_id, area, where, state in plots:
        patch = patches[patch_id]
        due, project = standing.get(patch["number"], (None, ""))
        found[key] = Line(
            id=key,
            plot=number,
            patch=patch["number"],
            patch_id=patch_id,
            batch=patch["batch__name"],
            period=patch["batch__period"],
            category=Category(patch["category"]),
            supplementary=patch["supplementary"],
            issued=patch["issued"],
            issued_area=patch["issued_area"],
            issued_unit=patch["issued_unit"],
            area_um2=area,
            township=where,
            state=State(state),
            due=due,
            project=project,
        )
    return _with_records(found, reasons, None if few is None else found.keys())


PATCH_COLUMNS = (
    "number",
    "batch__name",
    "batch__period",
    "category",
    "supplementary",
    "issued",
    "issued_area",
    "issued_unit",
)


def _patches(only: Collection[int] | None) -> dict[int, dict[str, Any]]:
    wanted = models.Patch.objects.all() if only is None else models.Patch.objects.filter(pk__in=only)
    return {row["id"]: row for row in wanted.values("id", *PATCH_COLUMNS)}


def _standing(only: Collection[str] | None) -> dict[str, tuple[date | None, str]]:
    wanted = models.Standing.objects.all() if only is None else models.Standing.objects.filter(number__in=only)
    rows = wanted.values_list("number", "due", "project__name")
    return {number: (due, project or "") for number, due, project in rows}


@dataclass(frozen=True, slots=True)
class Stands:
    """A row of the list of patches, as far as the ledger changes it."""

    id: int
    number: str
    state: str
    due: date | None
    determination: str


def standings(numbers: Collection[str]) -> list[Stands]:
    """How the named patches stand."""
    wanted = models.Standing.objects.order_by("id")
    if len(numbers) <= FEW:
        wanted = wanted.filter(number__in=list(numbers))
    rows = wanted.values_list("id", "number", "state", "due", "determination")
    return [Stands(*row) for row in rows if row[1] in numbers]


Only = Collection[int] | None
"""Plots by id, where few are read; None: all."""


def _with_records(found: dict[int, Line], reasons: bool, only: Only) -> list[Line]:
    laid, proposed = _laid(found, only), _proposed(found, reasons, only)
    determined, right = _kept(models.Determination, DETERMINED, only), _kept(models.PuttingRight, RIGHT, only)
    site, filed, parts = _facts(only), _filed(only), parts_of(only)
    return [
        replace(
            line,
            laid=laid.get(key, {}),
            proposed=proposed.get(key),
            determined=determined.get(key),
            right=right.get(key),
            parts=tuple(parts.get(key, ())),
            site=site.get(key),
            filed=filed[key][0] if key in filed else None,
            filed_areas=filed[key][1] if key in filed else {},
            marks=filed[key][2] if key in filed else {},
        )
        for key, line in found.items()
    ]


DETERMINED = ("determination", "conclusion", "nature", "because", "review", "reviewed", "final")
RIGHT = ("measure", "ordered", "outcome", "outcome_on", "can_recultivate", "can_approve")


def _current(model: type[models.Superseded], only: Only, *columns: str) -> Iterable[tuple[Any, ...]]:
    objects = model._default_manager.filter(current=True)
    if only is not None:
        objects = objects.filter(plot__in=list(only))
    rows: Iterable[tuple[Any, ...]] = objects.order_by("id").values_list("plot_id", *columns)
    return rows


def _kept(model: type[models.Superseded], columns: tuple[str, ...], only: Only) -> dict[int, Kept]:
    return {
        plot: Kept(key, event, {name: as_text(value) for name, value in zip(columns, values, strict=True)})
        for plot, key, event, *values in _current(model, only, "id", "event", *columns)
    }


def as_text(value: object) -> str:
    """A column's value as the ledger keeps it: NULL is nothing, flags 1 and 0, dates ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _facts(only: Only) -> dict[int, Kept]:
    return {
        plot: Kept(key, event, json.loads(facts))
        for plot, key, event, facts in _current(models.SiteFacts, only, "id", "event", "facts")
    }


def _filed(only: Only) -> dict[int, tuple[Kept, Texts, Texts]]:
    found: dict[int, tuple[Kept, Texts, Texts]] = {}
    for plot, key, event, areas, marks in _current(models.Filed, only, "id", "event", "areas", "marks"):
        flags = {name: as_text(bool(value)) for name, value in json.loads(marks).items()}
        found[plot] = (Kept(key, event, {}), json.loads(areas), flags)
    return found


KINDS, CHECKED = {one.value: one for one in LayerKind}, {one.value: one for one in Checked}
"""A measurement has a dozen rows a plot: looked up, not read anew."""


def _laid(found: Mapping[int, Line], only: Only) -> dict[int, dict[LayerKind, Laid]]:
    laid: dict[int, dict[LayerKind, Laid]] = {}
    columns = ("kind", "checked", "area_um2", "detail")
    for plot, kind, checked, area, detail in _current(models.Measurement, only, *columns):
        if plot in found:
            laid.setdefault(plot, {})[KINDS[kind]] = Laid(CHECKED[checked], area, detail)
    return laid


def _proposed(found: Mapping[int, Line], reasons: bool, only: Only) -> dict[int, Proposed]:
    columns = ("conclusion", "nature", "rule", "answer" if reasons else "rule", "gates", "event")
    rows = _current(models.Proposal, only, *columns)
    return {
        plot: Proposed(conclusion, nature, rule, answer, tuple(json.loads(gates)), event)
        for plot, conclusion, nature, rule, answer, gates, event in rows
        if plot in found
    }


def layer_versions() -> list[tuple[str, str]]:
    """The current layers: kind, and which version as of when."""
    rows = models.LayerVersion.objects.filter(current=True).order_by("kind").values_list("kind", "version", "as_of")
    return [(LayerKind(kind).label, f"第{version}版（{as_of}）") for kind, version, as_of in rows]
