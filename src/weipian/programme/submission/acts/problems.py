"""A prefecture's or the region's problem list: taken in, matched, taken back (plan 三(一), C5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.programme.submission.steps import problem_due
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Problem, Taking
from weipian.store.queries.submission import Known, known_since, problems
from weipian.store.queries.takings import current_problems, problems_before, taking_of
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.submission import ProblemLevel, ProblemState, TakingKind
from weipian.work.progress import Step, unwatched


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
    desk: Desk,
    rows: Sequence[Given],
    level: ProblemLevel,
    received: date,
    *,
    dry_run: bool = False,
    step: Step = unwatched,
) -> ListTaken:
    """Matched by plot, else by patch; what matches nothing is kept, and to be answered too. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.PROBLEMS_TAKEN)
    if not rows:
        raise InputError("problems_empty")
    if dry_run:
        return _said(_matched(desk, rows, level, received, step), None)
    with acting(desk, Act.PROBLEMS_TAKEN, "taking") as act:
        number = act.add(Taking, kind=TakingKind.PROBLEMS.value, day=received)
        found = [{**row, "taking_id": number} for row in _matched(desk, rows, level, received, step)]
        act.add_many(Problem, found)
        act.subject = f"taking:{number}"
    return _said(found, number)


def _said(found: Sequence[Mapping[str, Any]], number: int | None) -> ListTaken:
    unmatched = tuple(str(row["number"]) for row in found if row["number"])
    return ListTaken(len(found), unmatched, tuple(sorted({row["due"] for row in found})), number)


def _matched(
    desk: Desk, rows: Sequence[Given], level: ProblemLevel, received: date, step: Step
) -> list[dict[str, Any]]:
    known, found = known_since(seen(desk), {one.number for one in rows}), []
    for one in rows:
        found.append(_row(desk, one, level, received, known.get(one.number)))
        step()
    return found


def _row(desk: Desk, one: Given, level: ProblemLevel, received: date, known: Known | None) -> dict[str, Any]:
    return {
        "level": level.value,
        "plot_id": known.plot_id if known else None,
        "patch_id": known.patch_id if known else None,
        "number": None if known else one.number,
        "matter": one.matter,
        "received": received,
        "due": problem_due(desk.policy, level, received, one.due),
        "state": ProblemState.OPEN.value,
    }


def undo_problems(desk: Desk, number: int | None) -> tuple[int, int]:
    """A problem list taken back, as long as nothing of it was corrected or answered; or a table of answers, as long as
    none was answered anew: what stood before comes back. Raises InputError.
    """
    require_may(desk.policy, desk.actor, Act.IMPORT_UNDONE)
    with acting(desk, Act.IMPORT_UNDONE, "taking") as act:
        found = taking_of(number, [TakingKind.PROBLEMS.value, TakingKind.ANSWERS.value])
        if found is None:
            raise InputError("taking_unknown", where=str(number or ""))
        keys, rows = _answers_of(found[0]) if found[1] == TakingKind.ANSWERS else _list_of(desk, found[0])
        act.replace(Problem, keys, rows)
        act.change(Taking, found[0], current=False)
        act.subject = f"taking:{found[0]}"
    return found[0], len(keys)


Undone = tuple[list[int], list[dict[str, Any]]]
"""The rows that go, and those that come in their place."""


def _list_of(desk: Desk, taking: int) -> Undone:
    rows = [one for one in problems(seen(desk)) if one.taking == taking]
    if any(one.state is not ProblemState.OPEN for one in rows):
        raise InputError("taking_built_on", where=str(taking))
    return [one.id for one in rows], []


def _answers_of(taking: int) -> Undone:
    rows = problems_before(taking)
    keys = [key for _, key, _ in rows]
    gone = set(keys) - current_problems(keys)
    if gone:
        names = "、".join(str(origin) for origin, key, _ in rows if key in gone)
        raise InputError("answers_built_on", where=str(taking), numbers=names)
    return keys, [row for _, _, row in rows]
