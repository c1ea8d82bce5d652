"""The steps of a review for who looks at it: which are done, which can be done now, what stops them, and who can."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.programme.determination.review.determining import Determined, planned
from weipian.programme.determination.review.ending import require_whole
from weipian.programme.determination.review.opening import possible_on, states_for
from weipian.store.acting import Desk
from weipian.store.queries.reviews import ReviewHere
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.review import ReviewState


@dataclass(frozen=True, slots=True)
class Step:
    """An act on a review. `stops`: what of the review itself is missing, whoever acts; `why` the person can't.
    `past`: the review has come further than this."""

    act: Act
    can: bool
    why: str
    who: str
    stops: str
    past: bool


def steps(desk: Desk, review: ReviewHere) -> list[Step]:
    """Every act on it in its order."""
    found = []
    for act, can, why, who in possible_on(desk, review):
        past = _ORDER.index(review.state) > max(map(_ORDER.index, states_for(desk, act)))
        found.append(Step(act, can, why, who, _stops(desk, review, act), past))
    return found


_ORDER = list(ReviewState)


def _stops(desk: Desk, review: ReviewHere, act: Act) -> str:
    if act is not Act.MINUTES_CONFIRMED or review.state is not ReviewState.HELD:
        return ""
    try:
        require_whole(desk, review)
    except InputError as error:
        return str(error)
    return ""


def ahead(desk: Desk, review: ReviewHere) -> Determined | None:
    """What determining by it would do now; None where it has not come so far."""
    return planned(desk, review)[0] if review.state in states_for(desk, Act.DETERMINED) else None
