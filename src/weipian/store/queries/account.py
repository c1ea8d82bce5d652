"""What the books once said of the plots, for the ratio's history; and what was judged of the national average."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight
from weipian.terms.acting import Act, State
from weipian.terms.here import day_of_text
from weipian.terms.words import Category, LayerKind


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement of the national average; "" what was erased."""

    id: int
    current: bool
    day: date
    told: str
    figure: str
    paper: str
    by: str


def judgements() -> list[Judged]:
    """All of them, the newest last."""
    columns = ("id", "current", "day", "told", "figure", "paper", "account__label")
    rows = models.AverageJudgement.objects.order_by("id").values_list(*columns)
    return [
        Judged(key, current, day, told or "", figure, paper or "", by)
        for key, current, day, told, figure, paper, by in rows
    ]


@dataclass(frozen=True, slots=True)
class PlotOnce:
    """A plot that is or was open; `made`: the event that made it."""

    id: int
    plot: str
    township: str
    closed: bool
    made: int
    issued: date
    category: Category
    supplementary: bool


@dataclass(frozen=True, slots=True)
class Once:
    """A record of a plot as it was written, current or not."""

    id: int
    event: int
    current: bool
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Books:
    """All records that the ratio ever read, by plot, in the order of writing."""

    plots: Sequence[PlotOnce]
    determined: Mapping[int, Sequence[Once]]
    finals: Mapping[int, Sequence[tuple[int, date]]]
    right: Mapping[int, Sequence[Once]]
    filed: Mapping[int, Sequence[Once]]
    measured: Mapping[int, Sequence[Once]]
    days: Mapping[int, date]
    closings: Mapping[int, Sequence[tuple[int, bool]]]
    """Plot → events that closed (True) or opened it again."""
    taken_back: Mapping[tuple[str, int], int]
    """Table and id of a record that an undo took back → the event."""
    parts: Mapping[int, Mapping[str, Sequence[Once]]] = field(default_factory=dict)
    """Plot → name of a part that is put right for itself → its records: `PART`."""


DETERMINED = ("determination", "final", "reviewed")
RIGHT = ("outcome", "outcome_on", "ordered")
PART = ("cultivated", "outcome", "outcome_on", "day")


def books(sight: Sight) -> Books:
    """Everything, in as many questions whatever there is."""
    plots = _plots(sight)
    wanted = {one.id for one in plots}
    closings, taken_back = _marks()
    return Books(
        plots=plots,
        determined=_once(models.Determination, DETERMINED, wanted),
        finals=_finals(wanted),
        right=_once(models.PuttingRight, RIGHT, wanted),
        filed=_once(models.Filed, ("areas",), wanted),
        measured=_once(models.Measurement, ("detail",), wanted, kind=LayerKind.LAND_USE.value),
        days=_days(),
        closings=closings,
        taken_back=taken_back,
        parts=_parts(wanted),
    )


def _parts(wanted: set[int]) -> dict[int, dict[str, list[Once]]]:
    found: dict[int, dict[str, list[Once]]] = {}
    for plot, rows in _once(models.RectifiedPart, ("name", *PART), wanted).items():
        for one in rows:
            name, *values = one.values
            own = found.setdefault(plot, {}).setdefault(name, [])
            own.append(Once(one.id, one.event, one.current, tuple(values)))
    return found


def _plots(sight: Sight) -> list[PlotOnce]:
    """Land plots that count: neither mining nor taken out."""
    wanted = models.Plot.objects.filter(seen_in(sight, "patch__number")).exclude(state=State.WITHDRAWN.value)
    wanted = wanted.exclude(patch__category=Category.MINING.value).order_by("number")
    columns = (
        "id", "number", "township", "closed", "event", "patch__issued", "patch__category", "patch__supplementary"
    )  # fmt: skip
    return [
        PlotOnce(key, number, town, closed, made, issued, Category(category), more)
        for key, number, town, closed, made, issued, category, more in wanted.values_list(*columns)
    ]


def _once(
    model: type[models.Superseded], columns: Sequence[str], wanted: set[int], **only: object
) -> dict[int, list[Once]]:
    found: dict[int, list[Once]] = {}
    every = model._default_manager.filter(**only).order_by("id")
    rows = every.values_list("plot_id", "id", "event", "current", *columns)
    for plot, key, event, current, *values in rows:
        if plot in wanted:
            found.setdefault(plot, []).append(Once(key, event, current, tuple(values)))
    return found


def _finals(wanted: set[int]) -> dict[int, list[tuple[int, date]]]:
    """Plot → id of a determination and the day of the paper that makes it final."""
    found: dict[int, list[tuple[int, date]]] = {}
    for plot, key, day in models.FinalPaper.objects.order_by("id").values_list("plot_id", "determination_id", "on"):
        if plot in wanted:
            found.setdefault(plot, []).append((key, day))
    return found


def _days() -> dict[int, date]:
    """Event → the day on which it was written, in China."""
    known: dict[str, date] = {}
    found = {}
    for seq, at in models.Event.objects.order_by("seq").values_list("seq", "at"):
        if at not in known:
            known[at] = day_of_text(at)
        found[seq] = known[at]
    return found


MARKING = tuple(act.value for act in Act if act in (Act.PLOT_SPLIT, Act.PLOT_MERGED) or act.value.endswith("_undone"))
"""Acts that close plots, open them again, or take records back with nothing in their place."""


def _marks() -> tuple[dict[int, list[tuple[int, bool]]], dict[tuple[str, int], int]]:
    closings: dict[int, list[tuple[int, bool]]] = {}
    taken_back: dict[tuple[str, int], int] = {}
    for seq, table, key, values in _written():
        if table == models.Plot._meta.db_table and "closed" in values:
            closings.setdefault(key, []).append((seq, bool(values["closed"])))
        elif values.get("current") in (False, 0):
            taken_back[(table, key)] = seq
    return closings, taken_back


def _written() -> Iterator[tuple[int, str, int, Mapping[str, Any]]]:
    """Rows written by the marking acts: event, table, id, values. What was erased says nothing any more."""
    rows = dict(models.Event.objects.filter(act__in=MARKING).order_by("seq").values_list("seq", "rows"))
    own = models.Event.objects.filter(act__in=MARKING).values("seq")
    bodies = models.Payload.objects.filter(seq__in=own).exclude(body=None).order_by("seq")
    for seq, body in bodies.values_list("seq", "body"):
        for image, sealed in zip(json.loads(rows[seq]), json.loads(body)["rows"], strict=True):
            if sealed is not None and sealed.get("values") is not None:
                yield seq, image["table"], image["key"], sealed["values"]
