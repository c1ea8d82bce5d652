"""Everything that is booked of one plot, each with the event that wrote it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.queries.overlay import Figures, PlotHere, figures_of, plot_numbered
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.sight import seen_in
from weipian.store.queries.tables_of import tables_of
from weipian.store.sight import Sight
from weipian.terms.acting import Act
from weipian.terms.words import Category

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as people ask for it: when, who, what."""

    seq: int
    at: str
    actor: str
    act: str
    subject: str

    @property
    def label(self) -> str:
        """What was done, in words."""
        return next((word.label for word in Act if word.value == self.act), self.act)


@dataclass(frozen=True, slots=True)
class Written:
    """A current record of the plot, and the event that wrote it."""

    event: int
    values: Json


@dataclass(frozen=True, slots=True)
class Issue:
    """The patch as it was issued."""

    number: str
    version: int
    category: Category
    supplementary: bool
    issued: date
    area: str
    unit: str
    earlier_image: date | None
    later_image: date | None
    batch: str
    batch_version: int
    period: str
    source: str | None
    received: date
    event: int


@dataclass(frozen=True, slots=True)
class Story:
    """A plot with all that is booked of it, as it is stored: `programme.report.explain.seen` masks what is personal.

    `booked`: the tables that have a row of it or of its patch, former rows too.
    """

    plot: PlotHere
    plot_event: int
    issue: Issue
    due: date | None
    project: str
    party: str
    party_kind: str
    parent: str
    parts: tuple[str, ...]
    figures: tuple[Figures, ...]
    site: Written | None
    filed: Written | None
    proposed: Written | None
    determined: Written | None
    right: Written | None
    events: Mapping[int, Happened]
    booked: frozenset[str]


ISSUE = (
    "number", "version", "category", "supplementary", "issued", "issued_area", "issued_unit", "earlier_image",
    "later_image", "batch__name", "batch__version", "batch__period", "batch__source", "batch__received", "event",
)  # fmt: skip
HANGING = ("due", "project__name", "party__name", "party__kind")
DETERMINED = ("review", "reviewed", "determination", "conclusion", "nature", "because", "final")
TOLD_AT_ONCE = 30
"""Plots: times the tables of `OF_PLOT`, still under 999 numbers in one question."""


def story_of(number: str, sight: Sight) -> Story:
    """All of one plot. Raises InputError `plot_unknown`, also where it is not seen."""
    return next(stories_of([plot_numbered(number, sight)], sight))


def stories_of(plots: Sequence[PlotHere], sight: Sight) -> Iterator[Story]:
    """All of each plot, in their order; a fixed number of questions for every so many."""
    for at in range(0, len(plots), TOLD_AT_ONCE):
        yield from _stories(plots[at : at + TOLD_AT_ONCE], sight)


def _stories(plots: Sequence[PlotHere], sight: Sight) -> Iterator[Story]:
    ids = [plot.id for plot in plots]
    written_by = dict(models.Plot.objects.filter(id__in=ids).values_list("id", "event"))
    issues, hanging = _issues({plot.patch_id for plot in plots}), _hanging({plot.patch for plot in plots})
    parents = models.Plot.objects.filter(id__in={plot.parent for plot in plots if plot.parent is not None})
    names = dict(parents.values_list("id", "number"))
    parts, figures = _parts(ids, sight), _figures(ids)
    wrote = tables_of({plot.id: plot.patch for plot in plots})
    tables = {table for one in wrote.values() for table in one}
    records = {
        name: _written(model, ids, *columns) if model._meta.db_table in tables else {}
        for name, (model, columns) in RECORDS.items()
    }
    known = {plot.id: {written_by[plot.id], issues[plot.patch_id].event} for plot in plots}
    events = _events(plots, known, wrote)
    for plot in plots:
        due, project, party, kind = hanging.get(plot.patch, (None, None, None, None))
        yield Story(
            plot=plot,
            plot_event=written_by[plot.id],
            issue=issues[plot.patch_id],
            due=due,
            project=project or "",
            party=party or "",
            party_kind=kind or "",
            parent="" if plot.parent is None else names[plot.parent],
            parts=tuple(parts.get(plot.id, ())),
            figures=tuple(sorted(figures.get(plot.id, ()), key=lambda one: one.kind.value)),
            events=events[plot.id],
            booked=frozenset((*wrote[plot.id], *wrote[plot.patch])),
            **{name: rows.get(plot.id) for name, rows in records.items()},
        )


RECORDS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "site": (models.SiteFacts, ("facts",)),
    "filed": (models.Filed, ("areas", "marks")),
    "proposed": (models.Proposal, ("policy", "conclusion", "nature", "rule", "answer", "gates")),
    "determined": (models.Determination, DETERMINED),
    "right": (models.PuttingRight, ("measure", "ordered", "outcome", "outcome_on")),
}
"""What of a story is written in a table of its own, under its name."""


def _parts(plots: Collection[int], sight: Sight) -> dict[int, list[str]]:
    """Those that are seen: a plot may have been cut along a township's line."""
    wanted = models.Plot.objects.filter(seen_in(sight, "patch__number"), parent_id__in=plots)
    return _grouped(wanted.order_by("id").values_list("parent_id", "number"))


def _figures(plots: Collection[int]) -> dict[int, list[Figures]]:
    return _grouped((one.plot, one) for one in figures_of(plots))


def _issues(patches: Collection[int]) -> dict[int, Issue]:
    rows = models.Patch.objects.filter(id__in=patches).values_list("id", *ISSUE)
    return {key: Issue(row[0], row[1], Category(row[2]), *row[3:]) for key, *row in rows}


def _hanging(patches: Collection[str]) -> dict[str, tuple[Any, ...]]:
    rows = models.Standing.objects.filter(number__in=patches).order_by("-id").values_list("number", *HANGING)
    return {number: tuple(row) for number, *row in rows}


STRUCTURES = frozenset({"facts", "areas", "marks", "answer", "gates"})


def _written(model: Any, plots: Collection[int], *columns: str) -> dict[int, Written]:
    """Plot → the newest that stands."""
    rows = model.objects.filter(plot_id__in=plots, current=True).order_by("id")
    found = {}
    for plot, event, *row in rows.values_list("plot_id", "event", *columns):
        values = zip(columns, row, strict=True)
        found[plot] = Written(event, {name: json.loads(text) if name in STRUCTURES else text for name, text in values})
    return found


def _events(
    plots: Sequence[PlotHere], known: Mapping[int, set[int]], wrote: Mapping[str | int, Mapping[str, set[int]]]
) -> dict[int, dict[int, Happened]]:
    """Plot → every event that wrote something of it, former rows too, or that names it."""
    numbers = {plot: set(some) for plot, some in known.items()}
    for plot in plots:
        numbers[plot.id] |= set().union(*wrote[plot.id].values(), *wrote[plot.patch].values())
    subjects = {f"plot:{plot.id}": plot.id for plot in plots}
    named = models.Event.objects.filter(subject__in=subjects).values_list("subject", "seq")
    for subject, seq in named:
        numbers[subjects[subject]].add(seq)
    told = _happened(set().union(*numbers.values()))
    return {plot: {seq: told[seq] for seq in sorted(some) if seq in told} for plot, some in numbers.items()}


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


def _happened(numbers: Collection[int]) -> dict[int, Happened]:
    every, found = sorted(numbers), dict[int, Happened]()
    for at in range(0, len(every), AT_ONCE):
        wanted = models.Event.objects.filter(seq__in=every[at : at + AT_ONCE])
        rows = wanted.values_list("seq", "at", "actor", "act", "subject")
        found |= {row[0]: Happened(*row) for row in rows}
    return found
