"""登记到会、回避: which departments came, and who stays out of which plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weipian.policy import Policy
from weipian.programme.determination.review.opening import agenda_of, asked_by_number, on_agenda, opened
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.queries.reviews import attendance, said_in
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


def attend(desk: Desk, number: str, came: Sequence[Came], *, dry_run: bool = False) -> tuple[int, list[Refusal]]:
    """How many were written, and the rows that were not taken. One that was there already gets what is said now."""
    review = opened(desk, Act.REVIEW_ATTENDED, number)
    good, refused = _sorted(desk.policy, came)
    if dry_run or not good:
        return len(good), refused
    with acting(desk, Act.REVIEW_ATTENDED, f"review:{review.id}") as act:
        now = opened(desk, Act.REVIEW_ATTENDED, number)
        there = {(one["department"], one["person"] or ""): one["id"] for one in attendance(review.id)}
        rows = [
            {"review_id": review.id, "department": one.department, "person": one.person or None, "post": one.post}
            for one in good
        ]
        old = {there[key] for one in good if (key := (one.department, one.person)) in there}
        act.replace(models.Attendance, old, rows)
        if now.state is ReviewState.CONVENED:
            act.change(models.Review, review.id, state=ReviewState.HELD.value)
    return len(good), refused


def _sorted(policy: Policy, came: Sequence[Came]) -> tuple[list[Came], list[Refusal]]:
    good: dict[tuple[str, str], Came] = {}
    refused = []
    for one in came:
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
