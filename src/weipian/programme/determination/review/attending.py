"""登记到会、回避: which departments came, and who stays out of which plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weipian.policy import Policy
from weipian.programme.determination.review.opening import agenda_of, asked_by_number, on_agenda, opened
from weipian.programme.determination.review.written import Step, Written
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.queries.reviews import ReviewHere, attendance, said_in
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.errors import InputError, Refusal
from weipian.terms.review import ReviewState

OFFICE = "县卫片办"


@dataclass(frozen=True, slots=True)
class Came:
    """A department that came; `row` of the table that says so."""

    department: str
    person: str = ""
    post: str = ""
    row: int = 0


def bodies(policy: Policy) -> tuple[str, ...]:
    """Who takes part in reviews."""
    named = (str(name) for name in policy.value("organisation.bodies").items)
    return (OFFICE, *named, *policy.townships)


def require_body(policy: Policy, name: str) -> None:
    """Raises InputError for a department or township that there is not."""
    if name not in bodies(policy):
        raise InputError("department_unknown", where=name, names="、".join(bodies(policy)))


def attend(desk: Desk, number: str, came: Sequence[Came], *, dry_run: bool = False, step: Step = int) -> Written:
    """One batch. One that was there already gets what is said now; bad rows are refused, the others go on."""
    review = opened(desk, Act.REVIEW_ATTENDED, number)
    good, refused = _sorted(desk.policy, came, step)
    told = _new(review, good, refused)[1]
    if dry_run or not told.rows:
        return told
    with acting(desk, Act.REVIEW_ATTENDED, f"review:{review.id}") as act:
        now = opened(desk, Act.REVIEW_ATTENDED, number)
        fresh, told = _new(review, good, refused)
        batch = _write(desk, act, review, fresh)
        if now.state is ReviewState.CONVENED:
            act.change(models.Review, review.id, state=ReviewState.HELD.value)
    return Written(told.rows, told.same, refused, batch)


def _new(review: ReviewHere, good: Sequence[Came], refused: list[Refusal]) -> tuple[list[Came], Written]:
    """What is written already is not written again."""
    there = {(one["department"], one["person"] or "", one["post"]) for one in attendance(review.id)}
    fresh = [one for one in good if (one.department, one.person, one.post) not in there]
    return fresh, Written(len(fresh), len(good) - len(fresh), refused)


def _write(desk: Desk, act: Doing, review: ReviewHere, came: Sequence[Came]) -> int:
    there = {(one["department"], one["person"] or ""): int(one["id"]) for one in attendance(review.id)}
    batch = act.add(models.ReviewBatch, review_id=review.id, account_id=desk.actor.account)
    old = [there.get((one.department, one.person)) for one in came]
    rows = [
        {"review_id": review.id, "department": one.department, "person": one.person or None, "post": one.post,
         "batch_id": batch, "replaces_id": was}
        for one, was in zip(came, old, strict=True)
    ]  # fmt: skip
    act.replace(models.Attendance, [key for key in old if key is not None], rows)
    return batch


def _sorted(policy: Policy, came: Sequence[Came], step: Step) -> tuple[list[Came], list[Refusal]]:
    good: dict[tuple[str, str], Came] = {}
    refused = []
    for one in came:
        step()
        try:
            require_body(policy, one.department)
        except InputError as error:
            if not one.row:
                raise
            refused.append(Refusal.of(one.row, "单位", one.department, error))
            continue
        good[one.department, one.person] = one
    return list(good.values()), refused


def stay_out(desk: Desk, number: str, plot: str, came: Came, reason: str) -> None:
    """Who is in conflict gives no opinion on a plot; an opinion given before stands no more. Raises InputError."""
    review = opened(desk, Act.REVIEW_ATTENDED, number)
    require_body(desk.policy, came.department)
    with acting(desk, Act.REVIEW_ATTENDED, f"review:{review.id}") as act:
        opened(desk, Act.REVIEW_ATTENDED, number)
        found = on_agenda(desk, Act.REVIEW_DECIDED, plot, asked_by_number(desk, [plot]), agenda_of(desk, review))
        row = {"department": came.department, "person": came.person or None, "reason": reason}
        act.add(models.ConflictOfInterest, review_id=review.id, plot_id=found.id, **row)
        barred = [
            one.id
            for one in said_in(models.Opinion, review.id)
            if one.plot_id == found.id
            and one["department"] == came.department
            and (not came.person or (one["person"] or came.person) == came.person)
        ]
        if barred:
            act.change_many(models.Opinion, {key: {"current": False} for key in barred})
