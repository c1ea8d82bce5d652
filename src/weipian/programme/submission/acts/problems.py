"""A prefecture's or the region's problem list: taken in, matched, corrected, every row answered (plan 三(一), C4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.programme.submission.acts.filling import next_rows
from weipian.programme.submission.acts.loading import Here, here
from weipian.programme.submission.acts.releasing import BACK
from weipian.programme.submission.steps import problem_due, states_of
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Problem, Submission, Taking
from weipian.store.queries.submission import ProblemHere, problems, taking_of
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.submission import Move, ProblemLevel, ProblemState, TakingKind


@dataclass(frozen=True, slots=True)
class Given:
    """A row of a list as it was read; `due` its own day, if it has one."""

    number: str
    matter: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class ListTaken:
    """How many rows, those that are nobody's number here; when they are due; the number of the table."""

    rows: int
    unmatched: tuple[str, ...]
    dues: tuple[date, ...]
    number: int | None


def take_problems(
    desk: Desk, rows: Sequence[Given], level: ProblemLevel, received: date, *, dry_run: bool = False
) -> ListTaken:
    """Matched by plot, else by patch; what matches nothing is kept, and to be answered too. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.PROBLEMS_TAKEN)
    if not rows:
        raise InputError("problems_empty")
    if dry_run:
        found = [_row(desk, one, level, received, here(desk.policy, seen(desk))) for one in rows]
        return _said(found, None)
    with acting(desk, Act.PROBLEMS_TAKEN, "taking") as act:
        every = here(desk.policy, seen(desk))
        number = act.add(Taking, kind=TakingKind.PROBLEMS.value, day=received)
        found = [{**_row(desk, one, level, received, every), "taking_id": number} for one in rows]
        act.add_many(Problem, found)
        act.subject = f"taking:{number}"
    return _said(found, number)


def _said(found: Sequence[Mapping[str, Any]], number: int | None) -> ListTaken:
    unmatched = tuple(str(row["number"]) for row in found if row["number"])
    return ListTaken(len(found), unmatched, tuple(sorted({row["due"] for row in found})), number)


def _row(desk: Desk, one: Given, level: ProblemLevel, received: date, every: Mapping[str, Here]) -> dict[str, Any]:
    plot = every.get(one.number)
    patch = plot.line.patch_id if plot else next(
        (each.line.patch_id for each in every.values() if each.line.patch == one.number), None
    )  # fmt: skip
    return {
        "level": level.value,
        "plot_id": plot.line.id if plot else None,
        "patch_id": patch,
        "number": None if patch else one.number,
        "matter": one.matter,
        "received": received,
        "due": problem_due(desk.policy, level, received, one.due),
        "state": ProblemState.OPEN.value,
    }


def undo_problems(desk: Desk, number: int | None) -> tuple[int, int]:
    """A list taken back, as long as nothing of it was corrected or answered. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.IMPORT_UNDONE)
    with acting(desk, Act.IMPORT_UNDONE, "taking") as act:
        found = taking_of(number, [TakingKind.PROBLEMS.value])
        if found is None:
            raise InputError("taking_unknown", where=str(number or ""))
        rows = [one for one in problems(seen(desk)) if one.taking == found[0]]
        if any(one.state is not ProblemState.OPEN for one in rows):
            raise InputError("taking_built_on", where=str(found[0]))
        act.replace(Problem, [one.id for one in rows], [])
        act.change(Taking, found[0], current=False)
        act.subject = f"taking:{found[0]}"
    return found[0], len(rows)


def problem(desk: Desk, number: int) -> ProblemHere:
    """Raises InputError, also for one that is not in sight."""
    found = next((one for one in problems(seen(desk)) if one.number == number), None)
    if found is None:
        raise InputError("problem_unknown", where=str(number))
    return found


def correct(desk: Desk, number: int) -> list[str]:
    """The problem is a real one: the returns that it names are re-opened, with it as their reason. Gives the plots."""
    require_may(desk.policy, desk.actor, Act.PROBLEM_ANSWERED)
    one = problem(desk, number)
    if one.state is not ProblemState.OPEN:
        raise InputError("problem_not_open", where=str(number), state=one.state.label)
    wanted = [
        each for each in _named(here(desk.policy, seen(desk)), one) if each.state in states_of(desk.policy, Move.REOPEN)
    ]
    if not wanted:
        raise InputError("problem_no_return", where=one.named or str(number))
    with acting(desk, Act.PROBLEM_ANSWERED, f"problem:{number}") as act:
        rows = next_rows(wanted, Move.REOPEN, lambda _: {**BACK, "reason": f"{one.level.label}问题清单：{one.matter}"})
        act.replace(Submission, *rows)
        act.replace(Problem, [one.id], [{**_again(one), "state": ProblemState.CORRECTING.value}])
    return [each.line.plot for each in wanted]


def _named(every: Mapping[str, Here], one: ProblemHere) -> list[Here]:
    """The open plots that a problem is about: the plot, or all of the patch."""
    if not one.matched:
        return []
    if one.plot_id is not None:
        return [each for each in every.values() if each.line.id == one.plot_id]
    return [each for each in every.values() if each.line.patch == one.named]


def answer(desk: Desk, answers: Mapping[int, str], day: date) -> list[int]:
    """Answers in words, all or none. One that is being corrected is answered once it is released again."""
    require_may(desk.policy, desk.actor, Act.PROBLEM_ANSWERED)
    known, every = {one.number: one for one in problems(seen(desk))}, here(desk.policy, seen(desk))
    ready = [_ready(known.get(number), number, text, every) for number, text in answers.items()]
    subject = f"problem:{next(iter(answers))}" if len(answers) == 1 else "problems"
    with acting(desk, Act.PROBLEM_ANSWERED, subject) as act:
        rows = [
            {
                **_again(one),
                "state": ProblemState.ANSWERED.value,
                "answer": text,
                "answered_on": day,
                "answered_by_id": desk.actor.account,
            }
            for one, text in ready
        ]
        act.replace(Problem, [one.id for one, _ in ready], rows)
    return list(answers)


def _ready(one: ProblemHere | None, number: int, text: str, every: Mapping[str, Here]) -> tuple[ProblemHere, str]:
    if one is None:
        raise InputError("problem_unknown", where=str(number))
    if not text.strip():
        raise InputError("problem_answer_empty", where=str(number))
    if one.state is ProblemState.CORRECTING:
        waiting = [each.line.plot for each in _named(every, one) if each.sub and not each.state.is_out]
        if waiting:
            raise InputError("problem_not_released", where=str(number), plots="、".join(waiting))
    return one, text.strip()


def _again(one: ProblemHere) -> dict[str, Any]:
    """A problem's row said once more; an answer may be mended by another."""
    return {
        "taking_id": one.taking,
        "origin_id": one.number,
        "level": one.level.value,
        "plot_id": one.plot_id,
        "patch_id": one.patch_id,
        "number": None if one.matched else one.named,
        "matter": one.matter,
        "received": one.received,
        "due": one.due,
        "answer": one.answer or None,
        "answered_on": None,
        "answered_by_id": None,
    }
