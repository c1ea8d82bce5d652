"""The lines read out of the books: one question a table, however many plots."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from weipian.store import models
from weipian.store.queries.in_turns import in_turns
from weipian.store.queries.kept_by_patch import KeptByPatch
from weipian.store.queries.ledger_line import Kept, Laid, Line, Proposed, Texts
from weipian.store.queries.rectification import parts_of
from weipian.store.queries.rectification_records import Part
from weipian.store.queries.sight import seen_by_plot, seen_in
from weipian.store.queries.written import in_parts
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.acting import Checked, State
from weipian.terms.words import Category, LayerKind

PLOT = ("id", "number", "patch_id", "area_um2", "township", "state")
PATCH = ("number", "batch__name", "batch__period", "category", "supplementary", "issued", "issued_area", "issued_unit")
DETERMINED = ("determination", "conclusion", "nature", "because", "review", "reviewed", "final")
RIGHT = ("measure", "ordered", "outcome", "outcome_on", "can_recultivate", "can_approve")
KINDS, CHECKED = {one.value: one for one in LayerKind}, {one.value: one for one in Checked}
"""A measurement has a dozen rows a plot: looked up, not read anew."""
MANY = 4_000
"""Patches from which on it is cheaper to read all."""
_kept_lines = KeptByPatch[list[Line]]()


@dataclass(frozen=True, slots=True)
class Records:
    """Every current record of some plots, by plot."""

    laid: Mapping[int, Mapping[LayerKind, Laid]]
    proposed: Mapping[int, Proposed]
    determined: Mapping[int, Kept]
    right: Mapping[int, Kept]
    site: Mapping[int, Kept]
    filed: Mapping[int, tuple[Kept, Texts, Texts]]
    parts: Mapping[int, Collection[Part]]


def in_sight(sight: Sight, *, reasons: bool = True) -> list[Line]:
    """Every open plot that is seen, by number."""
    seen = seen_in(sight, "patch__number")
    whose = Q() if sight.everything and not sight.within else Q(pk__in=_open(seen).values("patch_id"))
    return _joined(_plots(seen), whose, _records(seen_by_plot(sight), None, reasons))


def beside_plots(sight: Sight, plots: Collection[int], *, reasons: bool = True) -> list[Line]:
    """Of the patches of these plots, a few, every open plot that is seen, by number."""
    numbers = models.Plot.objects.filter(pk__in=list(plots)).values("patch__number")
    return _few(seen_in(sight, "patch__number") & Q(patch__number__in=numbers), reasons)


def of_patches(numbers: Collection[str]) -> list[Line]:
    """Of these patches every open plot, by number; without reasons."""
    if len(numbers) > MANY:
        return [line for line in in_sight(EVERYTHING, reasons=False) if line.patch in numbers]
    return [line for some in in_parts(list(numbers)) for line in _few(Q(patch__number__in=list(some)), reasons=False)]


def kept_in_sight(sight: Sight) -> list[Line]:
    """As `in_sight` without reasons, from what this process keeps."""
    rows = list(in_turns(_open(seen_in(sight, "patch__number")), "number", "id", "patch__number"))
    kept = _kept_lines.of({patch for _, patch in rows}, _by_patch)
    by_id = {line.id: line for own in kept.values() for line in own}
    if any(key not in by_id for key, _ in rows):  # cut or put together between the two questions
        return in_sight(sight, reasons=False)
    return [by_id[key] for key, _ in rows]


def _by_patch(patches: Collection[str]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {one: [] for one in patches}
    for line in of_patches(set(patches)):
        found[line.patch].append(line)
    return found


def _few(wanted: Q, reasons: bool) -> list[Line]:
    rows = _plots(wanted)
    keys = [row[0] for row in rows]
    return _joined(rows, Q(pk__in={row[2] for row in rows}), _records(Q(plot_id__in=keys), keys, reasons))


def with_reasons(sight: Sight, found: Iterable[Line]) -> list[Line]:
    """The same, with what their proposals say at length."""
    proposals = models.Proposal.objects.filter(seen_by_plot(sight), current=True)
    answers = dict(in_turns(proposals, "id", "plot_id", "answer"))
    return [
        replace(line, proposed=replace(line.proposed, kept=answers[line.id]))
        if line.proposed is not None and line.id in answers
        else line
        for line in found
    ]


def _open(wanted: Q) -> QuerySet[models.Plot]:
    return models.Plot.objects.filter(wanted, closed=False)


def _plots(wanted: Q) -> list[tuple[Any, ...]]:
    return list(_open(wanted).order_by("number").values_list(*PLOT))


def _joined(plots: Iterable[tuple[Any, ...]], whose: Q, records: Records) -> list[Line]:
    """`whose`: of which patches."""
    patches = models.Patch.objects.filter(whose)
    known = {row["id"]: row for row in patches.values("id", *PATCH)}
    wanted = Q(number__in=patches.values("number")) if whose else Q()
    rows = models.Standing.objects.filter(wanted).values_list("number", "due", "project__name")
    standing = {number: (due, project or "") for number, due, project in rows}
    return [_line(plot, known[plot[2]], standing, records) for plot in plots]


def _line(
    plot: tuple[Any, ...], patch: Mapping[str, Any], standing: Mapping[str, tuple[date | None, str]], records: Records
) -> Line:
    key, number, patch_id, area, township, state = plot
    due, project = standing.get(patch["number"], (None, ""))
    filed = records.filed.get(key)
    return Line(
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
        township=township,
        state=State(state),
        due=due,
        project=project,
        laid=records.laid.get(key, {}),
        proposed=records.proposed.get(key),
        determined=records.determined.get(key),
        right=records.right.get(key),
        parts=tuple(records.parts.get(key, ())),
        site=records.site.get(key),
        filed=filed[0] if filed else None,
        filed_areas=filed[1] if filed else {},
        marks=filed[2] if filed else {},
    )


def _records(whose: Q, plots: Collection[int] | None, reasons: bool) -> Records:
    return Records(
        _laid(whose),
        _proposed(whose, reasons),
        _kept(models.Determination, DETERMINED, whose),
        _kept(models.PuttingRight, RIGHT, whose),
        _facts(whose),
        _filed(whose),
        parts_of(plots),
    )


def _current(model: type[models.Superseded], whose: Q, *columns: str) -> Iterable[tuple[Any, ...]]:
    objects = model._default_manager.filter(whose, current=True)
    rows: Iterable[tuple[Any, ...]] = objects.order_by("id").values_list("plot_id", *columns)
    return rows


def _kept(model: type[models.Superseded], columns: tuple[str, ...], whose: Q) -> dict[int, Kept]:
    return {
        plot: Kept(key, event, {name: as_text(value) for name, value in zip(columns, values, strict=True)})
        for plot, key, event, *values in _current(model, whose, "id", "event", *columns)
    }


def as_text(value: object) -> str:
    """A column's value as the ledger keeps it: NULL is nothing, flags 1 and 0, dates ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _facts(whose: Q) -> dict[int, Kept]:
    return {
        plot: Kept(key, event, json.loads(facts))
        for plot, key, event, facts in _current(models.SiteFacts, whose, "id", "event", "facts")
    }


def _filed(whose: Q) -> dict[int, tuple[Kept, Texts, Texts]]:
    found: dict[int, tuple[Kept, Texts, Texts]] = {}
    for plot, key, event, areas, marks in _current(models.Filed, whose, "id", "event", "areas", "marks"):
        flags = {name: as_text(bool(value)) for name, value in json.loads(marks).items()}
        found[plot] = (Kept(key, event, {}), json.loads(areas), flags)
    return found


def _laid(whose: Q) -> dict[int, dict[LayerKind, Laid]]:
    laid: dict[int, dict[LayerKind, Laid]] = {}
    columns = ("kind", "checked", "area_um2", "detail")
    for plot, kind, checked, area, detail in _current(models.Measurement, whose, *columns):
        laid.setdefault(plot, {})[KINDS[kind]] = Laid(CHECKED[checked], area, detail)
    return laid


def _proposed(whose: Q, reasons: bool) -> dict[int, Proposed]:
    columns = ("conclusion", "nature", "rule", "answer" if reasons else "rule", "gates", "event")
    return {
        plot: Proposed(conclusion, nature, rule, answer, tuple(json.loads(gates)), event)
        for plot, conclusion, nature, rule, answer, gates, event in _current(models.Proposal, whose, *columns)
    }
