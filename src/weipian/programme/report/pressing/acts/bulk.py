"""Receipts and replies of many letters as one act that can be undone whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.programme.report.pressing.acts.letters import cannot, next_row, require_not_before
from weipian.programme.report.pressing.seeing import sees_letter
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Letter, Taking
from weipian.store.queries.letters import LetterHere, letters, of_taking
from weipian.store.queries.rewriting import values_of
from weipian.store.queries.takings import taking_of
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.pressing import LetterMove
from weipian.terms.submission import TakingKind


@dataclass(frozen=True, slots=True)
class Answered:
    """A row of the table: what came of a letter."""

    letter: int
    received_on: date | None = None
    receiver: str = ""
    replied_on: date | None = None
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """The letters that went on, those that did not with why, and the table's number."""

    letters: tuple[int, ...]
    refused: tuple[tuple[int, InputError], ...] = ()
    number: int | None = None


def take_answers(
    desk: Desk, given: Sequence[Answered], day: date, *, dry_run: bool = False, step: Callable[[], object] = int
) -> Done:
    """Good rows go on. Raises InputError where nobody may, or where there is nothing to write."""
    require_may(desk.policy, desk.actor, Act.LETTER_REPLIED)
    require_may(desk.policy, desk.actor, Act.LETTER_RECEIVED)
    if dry_run:
        rows, refused = _planned(desk, given, step)
        return Done(tuple(rows), tuple(refused))
    with acting(desk, Act.LETTER_REPLIED, "taking") as act:
        rows, refused = _planned(desk, given, step)
        if not rows:
            raise refused[0][1] if refused else InputError("letters_nothing_new")
        number = act.add(Taking, kind=TakingKind.LETTERS.value, day=day)
        act.subject = f"taking:{number}"
        old = [row["replaces_id"] for row in rows.values()]
        act.replace(Letter, old, [{**row, "taking_id": number} for row in rows.values()])
    return Done(tuple(rows), tuple(refused), number)


def _planned(
    desk: Desk, given: Sequence[Answered], step: Callable[[], object]
) -> tuple[dict[int, dict[str, Any]], list[tuple[int, InputError]]]:
    there = {one.letter: one for one in letters([one.letter for one in given])}
    before = values_of(Letter, [one.id for one in there.values()])
    rows: dict[int, dict[str, Any]] = {}
    refused: list[tuple[int, InputError]] = []
    for one in given:
        step()
        here = there.get(one.letter)
        try:
            if here is None or not sees_letter(desk, here):
                raise InputError("letter_unknown", where=str(one.letter))
            row = _row(desk, here, one, before[here.id])
        except InputError as error:
            refused.append((one.letter, error))
            continue
        if row is not None:
            rows[one.letter] = row
    return rows, refused


def _row(desk: Desk, here: LetterHere, one: Answered, before: dict[str, Any]) -> dict[str, Any] | None:
    """What is written of a row; None where it says nothing new."""
    new: dict[str, Any] = {}
    last = None
    if one.received_on is not None and one.received_on != here.received_on:
        _require(desk, LetterMove.RECEIVE, here, one.received_on)
        new |= {"received_on": one.received_on, "receiver": one.receiver or None}
        last = LetterMove.RECEIVE
    if one.replied_on is not None and one.replied_on != here.replied_on:
        _require(desk, LetterMove.REPLY, here, one.replied_on)
        if not one.reply:
            raise InputError("letter_reply_missing", where=str(here.letter))
        new |= {"replied_on": one.replied_on, "reply": one.reply}
        last = LetterMove.REPLY
    return None if last is None else {**before, **next_row(here, last, new)}


def _require(desk: Desk, kind: LetterMove, here: LetterHere, day: date) -> None:
    refused = cannot(desk, kind, here)
    if refused is not None:
        raise refused
    require_not_before(here, day)


def undo_answers(desk: Desk, number: int | None) -> tuple[int, int]:
    """The last table where none is named: number and rows. Raises InputError where a letter has gone on since."""
    require_may(desk.policy, desk.actor, Act.IMPORT_UNDONE)
    with acting(desk, Act.IMPORT_UNDONE, "taking") as act:
        found = taking_of(number, [TakingKind.LETTERS.value])
        if found is None:
            raise InputError("taking_unknown", where=str(number or ""))
        rows = of_taking(found[0])
        if not all(current for _, _, current in rows):
            raise InputError("taking_built_on", where=str(found[0]))
        former = values_of(Letter, [old for _, old, _ in rows if old is not None])
        back = [{**row, "origin_id": row["origin_id"] or key} for key, row in former.items()]
        act.replace(Letter, [key for key, _, _ in rows], back)
        act.change(Taking, found[0], current=False)
        act.subject = f"taking:{found[0]}"
    return found[0], len(rows)
