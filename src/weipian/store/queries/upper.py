"""Checks from the level above and the county's answers: of the plots in sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.queries.sight import seen_by_plot
from weipian.store.sight import Sight
from weipian.terms.acting import State


@dataclass(frozen=True, slots=True)
class UpperHere:
    """A check from above with the county's answer to it; `answer` empty: not answered yet."""

    id: int
    plot: str
    plot_id: int
    patch: str
    township: str
    state: State
    body: str
    unit: str
    day: date
    accompanied: str
    finding: str
    evidence: int | None
    by: str
    answer: str = ""
    reason: str = ""
    answered: date | None = None
    scan: int | None = None
    answer_id: int | None = None


UPPER = (
    "id", "plot__number", "plot_id", "patch__number", "plot__township", "plot__state", "body", "unit", "day",
    "accompanied", "finding", "evidence_id", "account__label",
)  # fmt: skip


def upper_checks(sight: Sight) -> list[UpperHere]:
    """Of the plots in sight, those without an answer first."""
    wanted = models.UpperCheck.objects.filter(seen_by_plot(sight), current=True)
    wanted = wanted.exclude(plot__state=State.WITHDRAWN.value).order_by("id")
    answers = {
        row[0]: row[1:]
        for row in models.UpperAnswer.objects.filter(current=True)
        .order_by("id")
        .values_list("check_of_id", "answer", "reason", "day", "scan_id", "id")
    }
    found = [_upper(row, answers.get(row[0])) for row in wanted.values_list(*UPPER)]
    return sorted(found, key=lambda one: (bool(one.answer), one.day, one.id))


def _upper(row: tuple[Any, ...], answer: tuple[Any, ...] | None) -> UpperHere:
    key, plot, plot_id, patch, township, state, body, unit, day, accompanied, finding, evidence, by = row
    told = (unit or "", day, accompanied or "", finding or "", evidence, by)
    said = (answer[0], answer[1] or "", *answer[2:]) if answer else ()
    return UpperHere(key, plot, plot_id, patch, township, State(state), body, *told, *said)
