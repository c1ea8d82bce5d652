"""Until when an order to put a plot right has to be followed, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from weipian.policy import Policy
from weipian.policy.duties import Duty
from weipian.policy.spelling import word as spelt
from weipian.programme.submission.standing import RIGHTED


def order_of(duties: Iterable[Duty], township: str, policy: Policy) -> tuple[date | None, str]:
    """The effective due date and the body; nothing where nothing was ordered. A township is named."""
    for duty in duties:
        if duty.duty in RIGHTED:
            who = township if duty.who == "township" and township else spelt(duty.who, policy.schema)
            return duty.effective_due, who
    return None, ""
