"""What the books tell of the townships' and units' year, day by day: counted, never a plot's number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from weipian.store import models
from weipian.terms.acting import State


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of a township or unit on a day. `name`: of a batch or period, `kind`: of the period."""

    whose: str
    day: date
    count: int
    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ReviewHeld:
    """A review. `plots`: township → how many of its plots stood on the agenda; `came`: which units."""

    number: str
    form: str
    on: date
    title: str
    state: str
    plots: Mapping[str, int]
    came: frozenset[str]


@dataclass(frozen=True, slots=True)
class CountedBooks:
    """By township: batches, assignments, orders, closes; by unit: assignments, handovers, reminders, answers."""

    batches: tuple[Counted, ...]
    assigned: tuple[Counted, ...]
    assigned_units: tuple[Counted, ...]
    ordered: tuple[Counted, ...]
    closed: tuple[Counted, ...]
    handed: tuple[Counted, ...]
    urged: tuple[Counted, ...]
    answered: tuple[Counted, ...]
    reviews: tuple[ReviewHeld, ...]


def counted_books() -> CountedBooks:
    """Everything at once: a fixed number of questions. What was taken out is not counted."""
    assigned = models.Assignment.objects.filter(current=True)
    orders = models.RectificationOrder.objects.filter(current=True).exclude(plot__state=State.WITHDRAWN.value)
    answers = models.HandoverAnswer.objects.filter(current=True)
    return CountedBooks(
        batches=_batches(),
        assigned=_by_day(assigned.filter(department=""), "township"),
        assigned_units=_by_day(assigned.exclude(department=""), "department"),
        ordered=_by_day(orders, "plot__township"),
        closed=_closed(),
        handed=_handed(),
        urged=_by_day(models.HandoverReminder.objects.all(), "handover__department"),
        answered=_by_day(answers, "handover__department"),
        reviews=_reviews(),
    )


def _by_day(wanted: Any, whose: str) -> tuple[Counted, ...]:
    rows = wanted.order_by().values_list(whose, "day").annotate(Count("id"))
    return _sorted(Counted(name, day, count) for name, day, count in rows)


def _sorted(found: Iterable[Counted]) -> tuple[Counted, ...]:
    return tuple(sorted(found, key=lambda one: (one.day, one.name, one.kind, one.whose)))


def _batches() -> tuple[Counted, ...]:
    rows = models.Standing.objects.exclude(state=State.WITHDRAWN.value).order_by()
    known = {key: (name, day) for key, name, day in models.Batch.objects.values_list("id", "name", "received")}
    counts = rows.values_list("batch_id", "township").annotate(Count("id"))
    return _sorted(Counted(town, known[key][1], count, known[key][0]) for key, town, count in counts)


def _closed() -> tuple[Counted, ...]:
    rows = models.PeriodPlot.objects.filter(close__current=True, belongs=True).order_by()
    closes = models.PeriodClose.objects.filter(current=True).values_list("id", "kind", "key", "day")
    known = {key: (kind, name, day) for key, kind, name, day in closes}
    found = []
    for key, town, count in rows.values_list("close_id", "township").annotate(Count("id")):
        kind, name, day = known[key]
        found.append(Counted(town, day, count, name, kind))
    return _sorted(found)


def _handed() -> tuple[Counted, ...]:
    """By the log's day, since the handover has none of its own."""
    rows = models.Handover.objects.filter(current=True).order_by().values_list("event", "department")
    counts = list(rows.annotate(Count("id")))
    events = models.Event.objects.filter(seq__in={event for event, *_ in counts}).values_list("seq", "at")
    when = {seq: date.fromisoformat(str(at)[:10]) for seq, at in events}
    days: dict[tuple[str, date], int] = {}
    for event, unit, count in counts:
        days[unit, when[event]] = days.get((unit, when[event]), 0) + count
    return _sorted(Counted(unit, day, count) for (unit, day), count in days.items())


def _reviews() -> tuple[ReviewHeld, ...]:
    items = models.AgendaItem.objects.filter(current=True).exclude(plot__state=State.WITHDRAWN.value).order_by()
    plots: dict[int, dict[str, int]] = {}
    for review, town, count in items.values_list("review_id", "plot__township").annotate(Count("id")):
        plots.setdefault(review, {})[town] = count
    came: dict[int, set[str]] = {}
    for review, unit in models.Attendance.objects.filter(current=True).values_list("review_id", "department"):
        came.setdefault(review, set()).add(unit)
    rows = models.Review.objects.order_by("on", "id").values_list("id", "number", "form", "on", "title", "state")
    return tuple(
        ReviewHeld(number, form, on, title, state, plots.get(key, {}), frozenset(came.get(key, ())))
        for key, number, form, on, title, state in rows
    )
