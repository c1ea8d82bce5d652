"""What was found on site and at the desk, marked, and opined of gates: of the plots in sight."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.actors import About
from weipian.store.queries.about import departments_of
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.sight import seen_by_plot, seen_in
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class PlotToInspect:
    """An open plot with what is written of it now: ids of its current records, facts, filed areas, marks."""

    id: int
    number: str
    patch_id: int
    patch: str
    about: About
    line: frozenset[int]
    site: int | None
    facts: Mapping[str, str]
    filed: int | None
    areas: Mapping[str, str]
    marks: Mapping[str, int]


PLOT = ("id", "number", "patch_id", "patch__number", "township", "state", "parent_id")


def plots_to_inspect(numbers: Collection[str], sight: Sight) -> dict[str, PlotToInspect]:
    """The open plots in sight of these numbers; a patch's number stands for a plot only where it was never cut."""
    rows = [row for some in _some(list(numbers)) for row in _plots(sight, some)]
    handed = departments_of(list({row[3] for row in rows}))
    ids = [row[0] for row in rows]
    site, filed = _site(ids), _filed(ids)
    parents = _parents(rows)
    return {
        row[1]: PlotToInspect(
            row[0],
            row[1],
            row[2],
            row[3],
            About(row[4], State(row[5]), handed.get(row[3], frozenset())),
            frozenset(_line(row[0], row[6], parents)),
            *site.get(row[0], (None, {})),
            *filed.get(row[0], (None, {}, {})),
        )
        for row in rows
    }


def _plots(sight: Sight, numbers: Sequence[str]) -> list[tuple[Any, ...]]:
    wanted = models.Plot.objects.filter(seen_in(sight, "patch__number"), closed=False, number__in=numbers)
    return list(wanted.exclude(state=State.WITHDRAWN.value).order_by("id").values_list(*PLOT))


def _some(values: list[Any]) -> Iterable[list[Any]]:
    return (values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE))


def _site(ids: list[int]) -> dict[int, tuple[int, dict[str, str]]]:
    rows = (
        row
        for some in _some(ids)
        for row in models.SiteFacts.objects.filter(current=True, plot_id__in=some).values_list("plot_id", "id", "facts")
    )
    return {plot: (key, json.loads(facts)) for plot, key, facts in rows}


def _filed(ids: list[int]) -> dict[int, tuple[int, dict[str, str], dict[str, int]]]:
    rows = (
        row
        for some in _some(ids)
        for row in models.Filed.objects.filter(current=True, plot_id__in=some).values_list(
            "plot_id", "id", "areas", "marks"
        )
    )
    return {plot: (key, json.loads(areas), json.loads(marks)) for plot, key, areas, marks in rows}


def _parents(rows: Sequence[tuple[Any, ...]]) -> dict[int, int | None]:
    """Every plot that these were cut from → what it was cut from itself."""
    found: dict[int, int | None] = {}
    wanted = {row[6] for row in rows if row[6] is not None}
    while wanted:
        fresh = dict(models.Plot.objects.filter(id__in=sorted(wanted)).values_list("id", "parent_id"))
        found |= fresh
        wanted = {parent for parent in fresh.values() if parent is not None} - set(found)
    return found


def _line(key: int, parent: int | None, parents: Mapping[int, int | None]) -> Iterable[int]:
    yield key
    while parent is not None:
        yield parent
        parent = parents.get(parent)


def evidence_plots(keys: Collection[int]) -> dict[int, int | None]:
    """Evidence that stands → the plot that it belongs to."""
    rows = (
        row
        for some in _some(sorted(keys))
        for row in models.Evidence.objects.filter(current=True, id__in=some)
        .exclude(sha256=None)
        .values_list("id", "plot_id")
    )
    return dict(rows)


@dataclass(frozen=True, slots=True)
class InspectionHere:
    """An inspection as it was recorded."""

    id: int
    plot: str
    patch: str
    township: str
    state: State
    kind: str
    day: date
    inspectors: str
    told: str
    facts: Mapping[str, str]
    by: str
    evidence: tuple[int, ...]
    sheet: int | None


INSPECTION = (
    "id", "plot__number", "patch__number", "plot__township", "plot__state", "kind", "day", "inspectors", "told",
    "facts", "account__label", "sheet_id",
)  # fmt: skip


def inspections(sight: Sight, plot: str | None = None) -> list[InspectionHere]:
    """In the order in which they were recorded."""
    wanted = models.Inspection.objects.filter(seen_by_plot(sight), current=True)
    wanted = wanted.exclude(plot__state=State.WITHDRAWN.value)
    if plot is not None:
        wanted = wanted.filter(plot__number=plot)
    rows = list(wanted.order_by("id").values_list(*INSPECTION))
    named: dict[int, list[int]] = {}
    for key, evidence in models.InspectionEvidence.objects.order_by("id").values_list("inspection_id", "evidence_id"):
        named.setdefault(key, []).append(evidence)
    return [_inspection(row, named.get(row[0], [])) for row in rows]


def _inspection(row: tuple[Any, ...], evidence: Sequence[int]) -> InspectionHere:
    key, plot, patch, township, state, kind, day, inspectors, told, facts, by, sheet = row
    said = json.loads(facts or "{}")
    return InspectionHere(
        key,
        plot,
        patch,
        township,
        State(state),
        kind,
        day,
        inspectors or "",
        told or "",
        said,
        by,
        tuple(evidence),
        sheet,
    )


@dataclass(frozen=True, slots=True)
class MarkHere:
    """A mark that a plot has now. `why` empty, `day` None: it came with a ledger and nobody said why."""

    plot: str
    patch: str
    township: str
    state: State
    category: str
    mark: str
    value: bool
    why: str
    day: date | None
    by: str
    event: int


def marks(sight: Sight) -> list[MarkHere]:
    """Every mark that is said of the open plots in sight: what holds is the ledger's record, why is told beside it."""
    seen = models.Plot.objects.filter(seen_in(sight, "patch__number"), closed=False)
    seen = seen.exclude(state=State.WITHDRAWN.value)
    told = {
        (plot, mark): row
        for plot, mark, *row in models.PatchMark.objects.filter(current=True)
        .order_by("id")
        .values_list("plot_id", "mark", "value", "why", "day", "account__label")
    }
    columns = ("plot_id", "plot__number", "plot__patch__number", "plot__township", "plot__state")
    rows = models.Filed.objects.filter(current=True, plot_id__in=seen.values("id")).order_by("plot__number")
    found = []
    for key, plot, patch, township, state, category, kept, event in rows.values_list(
        *columns, "plot__patch__category", "marks", "event"
    ):
        for mark, value in sorted(json.loads(kept).items()):
            said = told.get((key, mark))
            own = said if said and said[0] == bool(value) else (None, "", None, "")
            here = (plot, patch, township, State(state), category, mark, bool(value))
            found.append(MarkHere(*here, own[1] or "", own[2], own[3], event))
    return found


def mark_reasons() -> dict[int, dict[str, tuple[bool, str]]]:
    """Plot → mark → what was said of it last, and why; of all plots, for whoever narrows them."""
    found: dict[int, dict[str, tuple[bool, str]]] = {}
    rows = models.PatchMark.objects.filter(current=True).order_by("id").values_list("plot_id", "mark", "value", "why")
    for plot, mark, value, why in rows:
        found.setdefault(plot, {})[mark] = (value, why or "")
    return found


def current_marks(plots: Collection[int], mark: str) -> list[int]:
    """The rows that tell why these plots have a mark, or have it no more."""
    return [
        key
        for some in _some(sorted(plots))
        for key in models.PatchMark.objects.filter(current=True, mark=mark, plot_id__in=some)
        .order_by("id")
        .values_list("id", flat=True)
    ]


@dataclass(frozen=True, slots=True)
class OpinionHere:
    """An opinion at a gate, with the areas that it was given on."""

    id: int
    patch: str
    gate: str
    day: date
    present: str
    opinion: str
    responsible: str
    basis: Mapping[str, str]
    scan: int | None
    by: str
    event: int


OPINION = (
    "id", "patch__number", "gate", "day", "present", "opinion", "responsible", "basis", "scan_id", "account__label",
    "event",
)  # fmt: skip


def opinions() -> dict[tuple[str, str], OpinionHere]:
    """(patch, gate) → the opinion that stands."""
    found = {}
    for row in models.GateOpinion.objects.filter(current=True).order_by("id").values_list(*OPINION):
        key, patch, gate, day, present, opinion, responsible, basis, scan, by, event = row
        texts = (present or "", opinion or "", responsible or "")
        found[patch, gate] = OpinionHere(key, patch, gate, day, *texts, json.loads(basis), scan, by, event)
    return found


def patch_plots(patch: str) -> frozenset[int]:
    """Every plot that a patch has or had."""
    return frozenset(models.Plot.objects.filter(patch__number=patch).values_list("id", flat=True))


def patches_plots(patches: Collection[str]) -> dict[str, frozenset[int]]:
    """The same of several patches."""
    found: dict[str, set[int]] = {}
    for some in _some(sorted(patches)):
        rows = models.Plot.objects.filter(patch__number__in=some).order_by("id").values_list("patch__number", "id")
        for patch, key in rows:
            found.setdefault(patch, set()).add(key)
    return {patch: frozenset(keys) for patch, keys in found.items()}


def require_evidence(keys: Collection[int], plots: Collection[int], where: str) -> None:
    """Evidence must stand and belong to one of the plots. Raises InputError."""
    belongs = evidence_plots(keys)
    for key in keys:
        if belongs.get(key) not in plots:
            raise InputError("evidence_of_another_plot", where=where, evidence=key)
