"""Problems corrected and answered, one by one or by a table (plan 三(一), C5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.programme.submission.acts.filling import next_rows
from weipian.programme.submission.acts.loading import Here, here
from weipian.programme.submission.acts.releasing import BACK
from weipian.programme.submission.acts.unmoved import require_unmoved
from weipian.programme.submission.steps import states_of
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Problem, Submission, Taking
from weipian.store.queries.submission import ProblemHere, problems
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.submission import Move, ProblemState, TakingKind
from weipian.work.progress import Step, unwatched


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
        require_unmoved(wanted)
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
        act.replace(Problem, [one.id for one, _ in ready], [_answered(desk, one, text, day) for one, text in ready])
    return list(answers)


@dataclass(frozen=True, slots=True)
class Answered:
    """The problems that a table answered; the others with why; the number of the table, None where it was tried."""

    numbers: tuple[int, ...]
    refused: tuple[InputError, ...]
    taking: int | None


def answer_table(
    desk: Desk, answers: Mapping[int, str], day: date, *, dry_run: bool = False, step: Step = unwatched
) -> Answered:
    """The rows of a table of answers: good rows go on, one batch that can be undone. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.PROBLEM_ANSWERED)
    known, every = {one.number: one for one in problems(seen(desk))}, here(desk.policy, seen(desk))
    ready, refused = dict[int, tuple[ProblemHere, str]](), list[InputError]()
    for number, text in answers.items():
        step()
        try:
            one, said = _ready(known.get(number), number, text, every)
        except InputError as error:
            refused.append(error)
            continue
        if (one.state, one.answer) != (ProblemState.ANSWERED, said):
            ready[number] = one, said
    if dry_run or (refused and not ready):
        return Answered(tuple(ready), tuple(refused), None)
    if not ready:
        raise InputError("answers_nothing_new")
    with acting(desk, Act.PROBLEM_ANSWERED, "taking") as act:
        taking = act.add(Taking, kind=TakingKind.ANSWERS.value, day=day)
        act.subject = f"taking:{taking}"
        rows = [{**_answered(desk, one, text, day), "taking_id": taking} for one, text in ready.values()]
        act.replace(Problem, [one.id for one, _ in ready.values()], rows)
    return Answered(tuple(ready), tuple(refused), taking)


def _answered(desk: Desk, one: ProblemHere, text: str, day: date) -> dict[str, Any]:
    return {
        **_again(one),
        "state": ProblemState.ANSWERED.value,
        "answer": text,
        "answered_on": day,
        "answered_by_id": desk.actor.account,
    }


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
