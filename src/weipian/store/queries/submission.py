"""Returns, the platform's list, later additions and problem lists, read; of the plots in sight."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight
from weipian.terms.submission import LaterKind, PlatformStatus, ProblemLevel, ProblemState, ReturnState

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Returned:
    """A plot's return as it stands; people by their accounts' names."""

    id: int
    plot_id: int
    patch_id: int
    state: ReturnState
    entries: Texts
    filled_by: str
    filled_by_id: int
    filled_on: date
    self_checked_on: date | None
    checked_by: str
    checked_by_id: int | None
    checked_on: date | None
    released_on: date | None
    first_released_on: date | None
    reason: str
    taking: int | None
    replaces: int | None


COLUMNS = (
    "id", "plot_id", "patch_id", "state", "entries", "filled_by__name", "filled_by_id", "filled_on", "self_checked_on",
    "checked_by__name", "checked_by_id", "checked_on", "released_on", "first_released_on", "reason", "taking_id",
    "replaces_id",
)  # fmt: skip


def returns() -> dict[int, Returned]:
    """Plot → its current return; all of them, for whoever narrows them by their plots."""
    rows = models.Submission.objects.filter(current=True).order_by("id").values_list(*COLUMNS)
    return {row[1]: _returned(row) for row in rows}


def ever_sent_back() -> frozenset[int]:
    """Plots whose return was sent back at any time, by whomever."""
    rows = models.Submission.objects.filter(state=ReturnState.RETURNED.value)
    return frozenset(rows.values_list("plot_id", flat=True))


def returns_of(taking: int) -> list[Returned]:
    """The returns that one table filled in, as they stood then."""
    rows = models.Submission.objects.filter(taking_id=taking).order_by("id").values_list(*COLUMNS)
    return [_returned(row) for row in rows]


def _returned(row: tuple[Any, ...]) -> Returned:
    key, plot, patch, state, entries, *rest = row
    texts = ["" if rest[at] is None else rest[at] for at in (0, 4, 9)]
    rest[0], rest[4], rest[9] = texts
    return Returned(key, plot, patch, ReturnState(state), json.loads(entries), *rest)


def row_values(keys: Collection[int]) -> dict[int, dict[str, Any]]:
    """All columns of returns but what every row has, by id: to write them anew."""
    left = {"id", "event", "current"}
    names = [field.attname for field in models.Submission._meta.concrete_fields if field.attname not in left]
    found: dict[int, dict[str, Any]] = {}
    every = sorted(keys)
    for at in range(0, len(every), AT_ONCE):
        rows = models.Submission.objects.filter(id__in=every[at : at + AT_ONCE]).order_by("id").values("id", *names)
        found |= {row.pop("id"): {**row, "entries": json.loads(row["entries"])} for row in rows}
    return found


def current_ids(taking: int) -> set[int]:
    """Those of the returns that a table filled in which nothing has replaced."""
    return set(models.Submission.objects.filter(taking_id=taking, current=True).values_list("id", flat=True))


def looked_at(keys: Collection[int]) -> dict[int, frozenset[str]]:
    """Return → the checks that were looked at before it went on."""
    found: dict[int, set[str]] = {}
    every = sorted(keys)
    for at in range(0, len(every), AT_ONCE):
        rows = models.LookedAt.objects.filter(submission_id__in=every[at : at + AT_ONCE]).order_by("id")
        for key, code in rows.values_list("submission_id", "code"):
            found.setdefault(key, set()).add(code)
    return {key: frozenset(codes) for key, codes in found.items()}


def parties() -> dict[str, str]:
    """Patch number → its responsible party, where one is attached and not erased."""
    rows = models.Standing.objects.exclude(party=None).order_by("id").values_list("number", "party__name")
    return {number: name for number, name in rows if name}


@dataclass(frozen=True, slots=True)
class OnPlatform:
    """A row of the platform's newest list; `plot_id` None where the number is nobody's here."""

    id: int
    plot_id: int | None
    number: str
    status: PlatformStatus
    entries: Texts
    day: date


def platform_rows() -> list[OnPlatform]:
    """The newest list."""
    rows = models.PlatformRow.objects.filter(current=True).order_by("id")
    columns = ("id", "plot_id", "number", "status", "entries", "taking__day")
    return [
        OnPlatform(key, plot, number or "", PlatformStatus(status), json.loads(entries), day)
        for key, plot, number, status, entries, day in rows.values_list(*columns)
    ]


@dataclass(frozen=True, slots=True)
class ProblemHere:
    """A problem; `number` the plot's or patch's, or what the list wrote where it is nobody's."""

    number: int
    id: int
    taking: int
    level: ProblemLevel
    plot_id: int | None
    patch_id: int | None
    named: str
    matched: bool
    township: str
    matter: str
    received: date
    due: date
    state: ProblemState
    answer: str


PROBLEM = (
    "id", "origin_id", "taking_id", "level", "plot_id", "patch_id", "number", "plot__number", "patch__number",
    "plot__township", "patch__township", "matter", "received", "due", "state", "answer",
)  # fmt: skip


def problems(sight: Sight) -> list[ProblemHere]:
    """Problems in order of their day; those of nobody's number are for who sees everything."""
    wanted = models.Problem.objects.filter(current=True).order_by("due", "id")
    if not sight.everything or sight.within:
        plots = models.Plot.objects.filter(seen_in(sight, "patch__number"))
        wanted = wanted.filter(patch_id__in=plots.values("patch_id"))
        wanted = wanted.exclude(plot__isnull=False, plot_id__in=models.Plot.objects.exclude(id__in=plots.values("id")))
    return [_problem(row) for row in wanted.values_list(*PROBLEM)]


@dataclass(frozen=True, slots=True)
class ProblemDays:
    """A problem by its days; `plot_id` None where it names the patch as a whole. `answered`: None while it waits."""

    plot_id: int | None
    patch: str
    due: date
    answered: date | None


def problem_days() -> list[ProblemDays]:
    """Of those that name something of ours."""
    rows = models.Problem.objects.filter(current=True, patch__isnull=False).order_by("id")
    found = rows.values_list("plot_id", "patch__number", "due", "answered_on", "state")
    return [
        ProblemDays(plot, patch, due, on if state == ProblemState.ANSWERED.value else None)
        for plot, patch, due, on, state in found
    ]


def _problem(row: tuple[Any, ...]) -> ProblemHere:
    key, origin, taking, level, plot, patch, number, plot_number, patch_number, of_plot, of_patch, matter, *rest = row
    received, due, state, answer = rest
    return ProblemHere(
        number=origin or key, id=key, taking=taking, level=ProblemLevel(level), plot_id=plot, patch_id=patch,
        named=plot_number or patch_number or number or "", matched=patch is not None,
        township=of_plot or of_patch or "", matter=matter or "", received=received, due=due,
        state=ProblemState(state), answer=answer or "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LaterHere:
    """What was entered afterwards on the second platform."""

    id: int
    plot: str
    what: LaterKind
    day: date
    evidence: int
    note: str


def later_additions(sight: Sight) -> list[LaterHere]:
    """Of the plots in sight, in order."""
    plots = models.Plot.objects.filter(seen_in(sight, "patch__number"))
    rows = models.LaterAddition.objects.filter(current=True, plot_id__in=plots.values("id")).order_by("id")
    columns = ("id", "plot__number", "what", "day", "evidence_id", "note")
    return [
        LaterHere(key, plot, LaterKind(what), day, evidence, note or "")
        for key, plot, what, day, evidence, note in rows.values_list(*columns)
    ]


def taking_of(number: int | None, kinds: Collection[str]) -> tuple[int, str] | None:
    """A table that was taken in and not undone, by number, or the last one: its number and kind."""
    rows = models.Taking.objects.filter(current=True, kind__in=list(kinds)).order_by("-id").values_list("id", "kind")
    return next(((key, kind) for key, kind in rows if number in (None, key)), None)
