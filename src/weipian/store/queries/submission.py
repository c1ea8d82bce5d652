"""Returns, the platform's list, later additions and problem lists, read; of the plots in sight."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

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
    return {row[1]: returned(row) for row in rows}


def has_filled(account: int) -> bool:
    """Whether somebody has ever filled in a return."""
    return bool(models.Submission.objects.filter(filled_by_id=account).exists())


def ever_sent_back() -> frozenset[int]:
    """Plots whose return was sent back at any time, by whomever."""
    rows = models.Submission.objects.filter(state=ReturnState.RETURNED.value)
    return frozenset(rows.values_list("plot_id", flat=True))


def returned(row: tuple[Any, ...]) -> Returned:
    """A row of COLUMNS."""
    key, plot, patch, state, entries, *rest = row
    texts = ["" if rest[at] is None else rest[at] for at in (0, 4, 9)]
    rest[0], rest[4], rest[9] = texts
    return Returned(key, plot, patch, ReturnState(state), json.loads(entries), *rest)


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
    """A row of the platform's newest list; `plot_id` None where the number was nobody's when it was taken in."""

    id: int
    taking: int
    plot_id: int | None
    number: str
    status: PlatformStatus
    entries: Texts
    day: date


def platform_rows() -> list[OnPlatform]:
    """The newest list."""
    rows = models.PlatformRow.objects.filter(current=True).order_by("id")
    columns = ("id", "taking_id", "plot_id", "plot__number", "number", "status", "entries", "taking__day")
    return [
        OnPlatform(key, taking, plot, number or wrote or "", PlatformStatus(status), json.loads(entries), day)
        for key, taking, plot, number, wrote, status, entries, day in rows.values_list(*columns)
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
    "id", "origin_id", "origin__taking_id", "taking_id", "level", "plot_id", "patch_id", "number", "plot__number",
    "patch__number", "plot__township", "patch__township", "matter", "received", "due", "state", "answer",
)  # fmt: skip


def problems(sight: Sight) -> list[ProblemHere]:
    """Problems in order of their day. A number that was nobody's when the list came is matched anew at every look;
    those that are still nobody's are for who sees everything.
    """
    wanted = models.Problem.objects.filter(current=True).order_by("due", "id")
    narrowed = not sight.everything or bool(sight.within)
    if narrowed:
        plots = models.Plot.objects.filter(seen_in(sight, "patch__number"))
        wanted = wanted.filter(Q(patch_id__in=plots.values("patch_id")) | Q(patch_id=None))
        wanted = wanted.exclude(plot__isnull=False, plot_id__in=models.Plot.objects.exclude(id__in=plots.values("id")))
    rows = list(wanted.values_list(*PROBLEM))
    known = known_since(sight, {row[7] for row in rows if row[6] is None and row[7]})
    found = [_problem(row, known.get(row[7] or "")) for row in rows]
    return [one for one in found if one.matched or not narrowed]


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


@dataclass(frozen=True, slots=True)
class Known:
    """Whose a number is: a plot's, else a patch's."""

    plot_id: int | None
    patch_id: int
    township: str


def known_since(sight: Sight, numbers: Collection[str]) -> dict[str, Known]:
    """Those of the numbers that are an open plot's or its patch's, in sight."""
    open_plots = models.Plot.objects.filter(seen_in(sight, "patch__number"), closed=False).order_by("id")
    columns, every = ("id", "number", "patch_id", "patch__number", "township"), sorted(numbers)
    found: dict[str, Known] = {}
    for at in range(0, len(every), AT_ONCE):
        some = every[at : at + AT_ONCE]
        rows = open_plots.filter(Q(number__in=some) | Q(patch__number__in=some)).values_list(*columns)
        for key, plot, patch_id, patch, township in rows:
            found.setdefault(patch, Known(None, patch_id, township))
            found[plot] = Known(key, patch_id, township)
    return {number: one for number, one in found.items() if number in numbers}


def _problem(row: tuple[Any, ...], known: Known | None) -> ProblemHere:
    key, origin, first, taking, level, plot, patch, number, plot_number, patch_number, of_plot, of_patch, *rest = row
    matter, received, due, state, answer = rest
    if patch is None and known is not None:
        plot, patch, of_plot = known.plot_id, known.patch_id, known.township
    return ProblemHere(
        number=origin or key, id=key, taking=first or taking, level=ProblemLevel(level), plot_id=plot, patch_id=patch,
        named=plot_number or patch_number or number or "", matched=patch is not None,
        township=of_plot or of_patch or "", matter=matter or "", received=received, due=due,
        state=ProblemState(state), answer=answer or "",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LaterHere:
    """What was entered afterwards on the second platform. `by`: whose account booked it, `at` when; `held`: its paper
    is still there.
    """

    id: int
    plot_id: int
    plot: str
    what: LaterKind
    day: date
    evidence: int
    held: bool
    note: str
    by: str
    at: str


def later_additions(sight: Sight) -> list[LaterHere]:
    """Of the plots in sight, in order."""
    plots = models.Plot.objects.filter(seen_in(sight, "patch__number"))
    rows = models.LaterAddition.objects.filter(current=True, plot_id__in=plots.values("id")).order_by("id")
    columns = (
        "id", "plot_id", "plot__number", "what", "day", "evidence_id", "evidence__sha256", "note", "account__label",
    )  # fmt: skip
    events = models.Event.objects.filter(seq__in=rows.values("event")).values_list("seq", "at")
    times = dict(events)
    return [
        LaterHere(key, plot_id, plot, LaterKind(what), day, paper, sha is not None, note or "", by, times[event])
        for event, key, plot_id, plot, what, day, paper, sha, note, by in rows.values_list("event", *columns)
    ]
