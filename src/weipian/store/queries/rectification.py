"""The records of rectification by plot: constant questions, however many plots."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from weipian.store import models
from weipian.store.queries.overlay import FEW
from weipian.store.queries.rectification_records import (
    Accepted,
    Answer,
    Application,
    InPlace,
    Order,
    Part,
    Progress,
    Records,
)
from weipian.terms.rectification import CheckResult, Step
from weipian.terms.words import Measure, Outcome

RECORD = ("id", "event", "day", "told", "account__label")


def records_of(plots: Mapping[int, int]) -> dict[int, Records]:
    """Plot id → its records; `plots`: plot id → id of its patch."""
    rows = _Reading(plots.keys())
    orders, progress, parts = rows.orders(), rows.progress(), rows.parts()
    accepted, placed, applied = rows.accepted(), rows.in_place(), _applications(set(plots.values()))
    return {
        plot: Records(
            orders.get(plot),
            tuple(progress.get(plot, ())),
            tuple(parts.get(plot, ())),
            tuple(accepted.get(plot, ())),
            tuple(placed.get(plot, ())),
            tuple(applied.get(patch, ())),
        )
        for plot, patch in plots.items()
    }


def parts_of(plots: Collection[int] | None = None) -> dict[int, list[Part]]:
    """Plot id → its parts; None: of all plots."""
    return _Reading(plots).parts()


class _Reading:
    """One question a table; few plots are asked for by id."""

    def __init__(self, plots: Collection[int] | None) -> None:
        self.plots = plots

    def _rows(self, model: Any, *columns: str) -> Iterable[tuple[Any, ...]]:
        wanted = model.objects.filter(current=True)
        if self.plots is not None and len(self.plots) <= FEW:
            wanted = wanted.filter(plot_id__in=list(self.plots))
        rows = wanted.order_by("id").values_list("plot_id", *RECORD, *columns)
        return (row for row in rows if self.plots is None or row[0] in self.plots)

    def orders(self) -> dict[int, Order]:
        columns = (
            "number", "measure", "also", "township", "person", "due", "scan_id", "before_id", "before__outcome",
            "sheet_id", "replaces_id",
        )  # fmt: skip
        return {row[0]: _order(row) for row in self._rows(models.RectificationOrder, *columns)}

    def progress(self) -> dict[int, list[Progress]]:
        rows = list(self._rows(models.RectificationProgress, "step"))
        named: dict[int, list[int]] = {}
        shown = models.RectificationEvidence.objects.all()
        if len(rows) <= FEW:
            shown = shown.filter(progress_id__in=[row[1] for row in rows])
        for key, evidence in shown.order_by("id").values_list("progress_id", "evidence_id"):
            named.setdefault(key, []).append(evidence)
        return _grouped((row[0], Progress(*_record(row), Step(row[6]), tuple(named.get(row[1], ())))) for row in rows)

    def parts(self) -> dict[int, list[Part]]:
        columns = ("name", "measure", "cultivated", "farmland", "redline", "outcome", "outcome_on", "replaces_id")
        return _grouped((row[0], _part(row)) for row in self._rows(models.RectifiedPart, *columns))

    def accepted(self) -> dict[int, list[Accepted]]:
        rows = self._rows(models.SelfAcceptance, "part", "accepted_by", "scan_id")
        return _grouped((row[0], Accepted(*_record(row), row[6], row[7] or "", row[8])) for row in rows)

    def in_place(self) -> dict[int, list[InPlace]]:
        rows = self._rows(models.RightInPlace, "part", "basis")
        return _grouped((row[0], InPlace(*_record(row), row[6], json.loads(row[7]))) for row in rows)


One = TypeVar("One")


def _grouped(pairs: Iterable[tuple[int, One]]) -> dict[int, list[One]]:
    found: dict[int, list[One]] = {}
    for key, one in pairs:
        found.setdefault(key, []).append(one)
    return found


def _record(row: tuple[Any, ...]) -> tuple[int, int, date, str, str]:
    return row[1], row[2], row[3], row[4] or "", row[5]


def _order(row: tuple[Any, ...]) -> Order:
    number, measure, also, township, person, due, scan, before, was, sheet, replaces = row[6:]
    return Order(
        *_record(row),
        number=number,
        measure=Measure(measure),
        also=tuple(map(Measure, filter(None, also.split(",")))),
        township=township,
        person=person or "",
        due=due,
        scan=scan,
        before=before,
        before_outcome=was or "",
        sheet=sheet,
        replaces=replaces,
    )


def _part(row: tuple[Any, ...]) -> Part:
    name, measure, cultivated, farmland, redline, outcome, outcome_on, replaces = row[6:]
    areas = (Fraction(cultivated), _area(farmland), _area(redline))
    return Part(*_record(row), name, Measure(measure), *areas, Outcome(outcome), outcome_on, replaces)


def _area(text: str) -> Fraction | None:
    return Fraction(text) if text else None


def _applications(patches: Collection[int]) -> dict[int, list[Application]]:
    columns = ("id", "event", "day", "told", "account__label", "result", "number", "scan_id", "application_id")
    rows = models.UpperApplicationAnswer.objects.filter(current=True).order_by("id").values_list(*columns)
    answers = {
        row[8]: Answer(row[0], row[1], row[2], row[3] or "", row[4], CheckResult(row[5]), row[6], row[7])
        for row in rows
    }
    wanted = models.UpperApplication.objects.filter(current=True).order_by("id")
    applied = wanted.values_list("patch_id", *RECORD, "number", "basis", "scan_id")
    return _grouped(
        (row[0], Application(*_record(row), row[6], json.loads(row[7]), row[8], answers.get(row[1])))
        for row in applied
        if row[0] in patches
    )


RIGHT = ("measure", "ordered", "outcome", "outcome_on", "can_recultivate", "can_approve")


@dataclass(frozen=True, slots=True)
class Right:
    """The current row of a plot in `rectification`."""

    id: int
    values: Mapping[str, Any]


def rights_of(plots: Collection[int]) -> dict[int, Right]:
    """Plot id → its current row."""
    wanted = models.PuttingRight.objects.filter(current=True)
    if len(plots) <= FEW:
        wanted = wanted.filter(plot_id__in=list(plots))
    rows = wanted.order_by("id").values_list("plot_id", "id", *RIGHT)
    return {row[0]: Right(row[1], dict(zip(RIGHT, row[2:], strict=True))) for row in rows if row[0] in plots}


def right_values(key: int) -> dict[str, Any]:
    """A row of `rectification`, current or not, as values to write anew."""
    found: dict[str, Any] = models.PuttingRight.objects.filter(id=key).values(*RIGHT).get()
    return found


def ordered_plots() -> frozenset[str]:
    """Numbers of the plots that have an order of ours."""
    return frozenset(models.RectificationOrder.objects.filter(current=True).values_list("plot__number", flat=True))


def sheet_orders(sheet: int) -> list[tuple[int, int, str, bool]]:
    """The orders that came with a table: id, plot id, plot number, whether it still stands."""
    rows = models.RectificationOrder.objects.filter(sheet_id=sheet).order_by("id")
    return list(rows.values_list("id", "plot_id", "plot__number", "current"))
