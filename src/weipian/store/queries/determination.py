"""Plots with all that a proposal is made from, and whether any of it is newer than the last proposal."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Max

from weipian.store import models
from weipian.store.queries.layers import LayerHere, all_layers
from weipian.store.queries.overlay import FEW, Figures, approvals_booked, open_plots
from weipian.store.queries.rectification import parts_of
from weipian.store.queries.rectification_records import Part
from weipian.terms.acting import Checked, State
from weipian.terms.words import Category, LayerKind, Measure

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Papered:
    """An approval as it is booked as a record of its own; `in_systems` None: nobody has looked."""

    number: str
    kind: str
    authority: str
    effective: date | None
    in_systems: bool | None
    event: int
    looked_up: date | None = None
    looked_up_by: str = ""
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Earlier:
    """The current proposal of a plot."""

    id: int
    policy: str
    conclusion: str
    event: int


@dataclass(frozen=True, slots=True)
class Case:
    """An open plot. `site`, `filed` are texts as they were written down, by our keys.

    `root_…`: of a part, what was written down of the whole patch before it was cut. `parts`: what is put right for
    itself.
    """

    id: int
    plot: str
    patch: str
    category: Category
    issued: date
    earlier_image: date | None
    later_image: date | None
    area_um2: int
    township: str
    state: State
    figures: Mapping[LayerKind, Figures] = field(default_factory=dict)
    site: Texts = field(default_factory=dict)
    filed: Texts = field(default_factory=dict)
    measure: Measure = Measure.NONE
    proposed: Earlier | None = None
    root_site: Texts = field(default_factory=dict)
    root_filed: Texts = field(default_factory=dict)
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Books:
    """What every case refers to."""

    layers: Mapping[int, LayerHere]
    approvals: Mapping[str, Papered]


def books() -> Books:
    """Layer versions by id, approvals by number."""
    return Books({layer.id: layer for layer in all_layers()}, {one.number: one for one in _approvals()})


def _approvals() -> list[Papered]:
    columns = ("number", "kind", "authority", "effective", "in_systems", "event", "looked_up", "looked_up_by", "area")
    return [Papered(*row) for row in models.Approval.objects.filter(current=True).order_by("id").values_list(*columns)]


def patches_to_propose(names: Sequence[str], policy: str, *, every: bool) -> list[str]:
    """The patches of the open plots (named ones where names are given) whose inputs are newer than their proposals."""
    plots = open_plots(names)
    if every:
        return sorted({plot.patch for plot in plots})
    newest, last = _newest_inputs(), _last_proposals(policy)
    return sorted({plot.patch for plot in plots if newest.get(plot.id, plot.since) > last.get(plot.id, 0)})


def _last_proposals(policy: str) -> dict[int, int]:
    rows = models.Proposal.objects.filter(current=True, policy=policy).values_list("plot_id", "event")
    return dict(rows.iterator())


def _newest_inputs() -> dict[int, int]:
    """Plot → the newest event that wrote something which a proposal is made from."""
    found: dict[int, int] = {}
    for model in (models.Measurement, models.SiteFacts, models.Filed, models.PuttingRight):
        rows = model._default_manager.filter(current=True).values_list("plot_id").annotate(Max("event"))
        for plot, event in rows.iterator():
            found[plot] = max(found.get(plot, 0), event)
    events = {one.number: one.event for one in _approvals()}
    if events:
        for plot, detail in approvals_booked().items():
            numbers = [record["values"].get("number", "") for record in detail.get("records", ())]
            found[plot] = max([found.get(plot, 0), *(events.get(number, 0) for number in numbers)])
    return found


PLOT = (
    "id", "number", "patch__number", "patch__category", "patch__issued", "patch__earlier_image",
    "patch__later_image", "area_um2", "township", "state",
)  # fmt: skip


def cases_of(patches: Collection[str]) -> list[Case]:
    """Every open plot of some patches, by number."""
    wanted = models.Plot.objects.filter(closed=False)
    if len(patches) <= FEW:
        wanted = wanted.filter(patch__number__in=list(patches))
    rows = [row for row in wanted.order_by("number").values_list(*PLOT) if row[2] in patches]
    ids = {row[0] for row in rows}
    figures, site, filed = _figures(ids), _json(models.SiteFacts, "facts", ids), _json(models.Filed, "areas", ids)
    measures, proposed, marks = _measures(ids), _proposed(ids), _marks(ids)
    roots, parts = _roots(rows), parts_of(ids)
    root_site = _json(models.SiteFacts, "facts", set(roots.values()))
    root_filed = _json(models.Filed, "areas", set(roots.values()))
    return [
        _case(
            row,
            figures=figures.get(row[0], {}),
            site={**marks.get(row[0], {}), **site.get(row[0], {})},
            filed=filed.get(row[0], {}),
            measure=Measure(measures.get(row[0], "")),
            proposed=proposed.get(row[0]),
            root_site=root_site.get(roots.get(row[0], 0), {}),
            root_filed=root_filed.get(roots.get(row[0], 0), {}),
            parts=tuple(parts.get(row[0], ())),
        )
        for row in rows
    ]


def _case(row: tuple[Any, ...], **found: Any) -> Case:
    key, number, patch, category, issued, earlier, later, area, township, state = row
    own = (key, number, patch, Category(category), issued, earlier, later, area, township, State(state))
    return Case(*own, **found)


def _roots(rows: Sequence[tuple[Any, ...]]) -> dict[int, int]:
    """Part → the plot that was the whole patch; plots are numbered after it."""
    parts = {row[0]: row[2] for row in rows if row[1] != row[2]}
    wanted = models.Plot.objects.filter(number__in=sorted(set(parts.values())))
    whole = dict(wanted.values_list("number", "id"))
    return {part: whole[patch] for part, patch in parts.items() if patch in whole}


def _rows(model: Any, plots: Collection[int], *columns: str) -> Iterable[tuple[Any, ...]]:
    wanted = model.objects.filter(current=True)
    if len(plots) <= FEW:
        wanted = wanted.filter(plot_id__in=list(plots))
    rows = wanted.order_by("id").values_list("plot_id", *columns).iterator()
    return (row for row in rows if row[0] in plots)


def _figures(plots: Collection[int]) -> dict[int, dict[LayerKind, Figures]]:
    found: dict[int, dict[LayerKind, Figures]] = {}
    columns = ("id", "kind", "layer_id", "checked", "area_um2", "detail", "event")
    for plot, key, kind, layer, checked, area, detail, event in _rows(models.Measurement, plots, *columns):
        one = Figures(key, plot, LayerKind(kind), layer, Checked(checked), area, json.loads(detail), event)
        found.setdefault(plot, {})[one.kind] = one
    return found


def _json(model: Any, column: str, plots: Collection[int]) -> dict[int, Texts]:
    return {plot: json.loads(text) for plot, text in _rows(model, plots, column)}


def _marks(plots: Collection[int]) -> dict[int, Texts]:
    """Marks as the texts of an inspection: whether a patch is sensitive is a mark, and a fact of the visit."""
    found = _json(models.Filed, "marks", plots)
    return {plot: {name: str(flag) for name, flag in marks.items()} for plot, marks in found.items()}


def _measures(plots: Collection[int]) -> dict[int, str]:
    return dict(_rows(models.PuttingRight, plots, "measure"))


def _proposed(plots: Collection[int]) -> dict[int, Earlier]:
    rows = _rows(models.Proposal, plots, "id", "policy", "conclusion", "event")
    return {plot: Earlier(*row) for plot, *row in rows}
