"""The acts on a review in their order, and where each brings it; in which states they are possible is the policy's."""

from __future__ import annotations

from collections.abc import Mapping

from weipian.terms.acting import Act
from weipian.terms.review import ReviewState

ON_REVIEWS = (
    Act.REVIEW_CONVENED,
    Act.REVIEW_ATTENDED,
    Act.REVIEW_OPINION_GIVEN,
    Act.REVIEW_DECIDED,
    Act.MINUTES_CONFIRMED,
    Act.REVIEW_LOCKED,
    Act.DETERMINED,
)


LEADS_TO: Mapping[Act, tuple[ReviewState, ...]] = {
    Act.REVIEW_ATTENDED: (ReviewState.HELD,),
    Act.MINUTES_CONFIRMED: (ReviewState.CONFIRMED, ReviewState.HELD),
    Act.REVIEW_LOCKED: (ReviewState.LOCKED,),
}
"""Where an act brings a review; minutes are confirmed, or given back."""
