"""会审发表意见: what each department says of each plot. What is said is kept, whatever is decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weipian.programme.determination.review.attending import require_body
from weipian.programme.determination.review.opening import agenda_of, asked_by_number, on_agenda, opened
from weipian.programme.determination.review.rules import require_no_conflict, word_for
from weipian.programme.determination.review.written import NothingTaken, Row, Step, Written
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.queries.reviews import ReviewHere, said_in
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.errors import InputError, Refusal


@dataclass(frozen=True, slots=True)
class Spoken:
    """One opinion as it is given; `row` of the table that says so, 0 where a person says it by itself."""

    plot: str
    department: str
    word: str
    because: str = ""
    person: str = ""
    row: int = 0


def speak(desk: Desk, number: str, said: Sequence[Spoken], *, dry_run: bool = False, step: Step = int) -> Written:
    """Opinions on plots; a bad row is refused, the others go on. Raises InputError where one alone is wrong."""
    review = opened(desk, Act.REVIEW_OPINION_GIVEN, number)
    if dry_run:
        good, refused = _rows(desk, review, said, step)
        return _told(review, good, refused)
    with acting(desk, Act.REVIEW_OPINION_GIVEN, f"review:{review.id}") as act:
        opened(desk, Act.REVIEW_OPINION_GIVEN, number)
        good, refused = _rows(desk, review, said, step)
        told = _told(review, good, refused)
        if not told.rows:
            raise NothingTaken(number, told)
        return Written(told.rows, told.same, refused, _write(desk, act, review, good))


def _rows(
    desk: Desk, review: ReviewHere, said: Sequence[Spoken], step: Step
) -> tuple[dict[tuple[int, str, str], Row], list[Refusal]]:
    plots, agenda = asked_by_number(desk, [one.plot for one in said]), agenda_of(desk, review)
    conflicts: dict[int, set[tuple[str, str]]] = {}
    for each in said_in(models.ConflictOfInterest, review.id):
        conflicts.setdefault(each.plot_id, set()).add((each["department"], each["person"] or ""))
    good: dict[tuple[int, str, str], Row] = {}
    refused = []
    for one in said:
        step()
        try:
            _require_own(desk, one)
            plot = on_agenda(desk, Act.REVIEW_OPINION_GIVEN, one.plot, plots, agenda)
            require_no_conflict(one.department, one.person, conflicts.get(plot.id, ()))
            word = word_for(plot.mining, one.word)
        except InputError as error:
            if not one.row:
                raise
            refused.append(Refusal.of(one.row, "图斑（地块）编号", one.plot, error))
            continue
        row = {"department": one.department, "person": one.person or None, "word": word, "because": one.because}
        good[plot.id, one.department, one.person] = {"review_id": review.id, "plot_id": plot.id, **row}
    return good, refused


def _require_own(desk: Desk, one: Spoken) -> None:
    """Raises InputError for a body that there is not, and for who speaks for another township or department."""
    require_body(desk.policy, one.department)
    if not desk.sight.everything and one.department not in (desk.actor.township, desk.actor.department):
        raise InputError("review_speaks_for_other", where=one.department, own=desk.actor.place)


SAME = ("word", "because")


def _told(review: ReviewHere, good: dict[tuple[int, str, str], Row], refused: list[Refusal]) -> Written:
    """What is said already is not said again."""
    there = _there(review)
    same = [key for key, row in good.items() if key in there and _is_same(there[key][1], row)]
    for key in same:
        del good[key]
    return Written(len(good), len(same), refused)


def _is_same(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return all(old[name] == new[name] for name in SAME)


def _there(review: ReviewHere) -> dict[tuple[int, str, str], tuple[int, Mapping[str, Any]]]:
    return {
        (one.plot_id, one["department"], one["person"] or ""): (one.id, one.values)
        for one in said_in(models.Opinion, review.id)
    }


def _write(desk: Desk, act: Doing, review: ReviewHere, good: Mapping[tuple[int, str, str], Row]) -> int:
    there = _there(review)
    batch = act.add(models.ReviewBatch, review_id=review.id, account_id=desk.actor.account)
    own = {"account_id": desk.actor.account, "batch_id": batch}
    keys = sorted(good)
    rows = [{**good[key], **own, "replaces_id": there[key][0] if key in there else None} for key in keys]
    act.replace(models.Opinion, [there[key][0] for key in keys if key in there], rows)
    return batch
