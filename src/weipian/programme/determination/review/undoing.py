"""撤销一批到会、意见、决定: what came in together is taken back together, before the minutes are confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weipian.programme.determination.review.opening import opened
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.actors import may, require_may
from weipian.store.queries.review_batches import BatchHere, InBatch, batch_of, is_silent, row_values, rows_of
from weipian.store.queries.reviews import review_of
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.review import ReviewState

ACTS = {
    models.Attendance: Act.REVIEW_ATTENDED,
    models.Opinion: Act.REVIEW_OPINION_GIVEN,
    models.Decision: Act.REVIEW_DECIDED,
}
NAMED = 20


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows are taken back, and which act wrote them."""

    rows: int
    act: Act


def undo_batch(desk: Desk, batch: int) -> Undone:
    """Whoever may do an act may undo it, a township or a department its own only. Raises InputError."""
    found = _own(desk, batch)
    number, act_of = review_of(found.review).number, ACTS[found.model]
    review = opened(desk, act_of, number)
    with acting(desk, act_of, f"review:{review.id}") as act:
        opened(desk, act_of, number)
        found = _own(desk, batch)
        rows = newest(rows_of(found))
        late = [one.name for one in rows if not one.current]
        if late:
            raise InputError("review_batch_built_on", where=str(batch), plots="、".join(late[:NAMED]))
        former = row_values(found.model, [one.replaces for one in rows if one.replaces])
        act.replace(found.model, [one.id for one in rows], list(former.values()))
        act.change(models.ReviewBatch, batch, current=False)
        if found.model is models.Attendance and is_silent(review.id):
            act.change(models.Review, review.id, state=ReviewState.CONVENED.value)
    return Undone(len(rows), act_of)


def _own(desk: Desk, batch: int) -> BatchHere:
    if not any(may(desk.policy, desk.actor, act) is None for act in ACTS.values()):
        require_may(desk.policy, desk.actor, Act.REVIEW_OPINION_GIVEN)  # tells the most who can
    found = batch_of(batch)
    if not desk.sight.everything and found.account != desk.actor.account:
        raise InputError("review_batch_unknown", where=str(batch))
    return found


def newest(rows: Sequence[InBatch]) -> list[InBatch]:
    """Of each thing that was said in a batch its newest row: where a later batch was undone, there are two."""
    return list({one.key: one for one in sorted(rows, key=lambda one: one.id)}.values())
