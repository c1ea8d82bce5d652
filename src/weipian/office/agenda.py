"""What the person at the desk can do now with each plot on a review's agenda; if not, why, and who can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from weipian.office.inspecting.able import Able, Ables
from weipian.office.inspecting.gates import gates_open
from weipian.programme.determination.review.deciding import not_inspected
from weipian.programme.determination.review.opening import asked_by_number, states_for
from weipian.store.acting import Desk
from weipian.store.queries.reviews import ReviewHere
from weipian.terms.acting import Act

ACTS = (Act.REVIEW_OPINION_GIVEN, Act.REVIEW_DECIDED)


def acts_on(desk: Desk, review: ReviewHere, plots: Sequence[str]) -> dict[str, tuple[Able, ...]]:
    """By plot. A gate without its opinion stops the decision, and whose inspection it waits for is told."""
    ready = tuple(act for act in ACTS if review.state in states_for(desk, act))
    known, ables = asked_by_number(desk, plots), Ables(desk, ACTS)
    barred = not_inspected(desk, known, gates_open) if Act.REVIEW_DECIDED in ready else {}
    found = {}
    for name, plot in known.items():
        each = []
        for able in ables.of(plot.about):
            why = able.why if able.act in ready else able.why or f"会审{review.state.label}"
            if able.act is Act.REVIEW_DECIDED and name in barred:
                why = why or barred[name].message
            each.append(replace(able, why=why))
        found[name] = tuple(each)
    return found
