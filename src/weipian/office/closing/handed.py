"""Handovers as the bulletin and the reminders count them: by the year's end or their own day, until a final answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.programme.rectification.handover.rules import Timing, timing
from weipian.store.queries.handover import HandoverHere, handovers_here
from weipian.store.sight import Sight

HANDED = "handover_results"
"""The duty that a handover is to its department (二(五))."""


@dataclass(frozen=True, slots=True)
class Handed:
    """A handover as it stood on a day."""

    one: HandoverHere
    when: Timing
    still_open: bool


def handed_on(policy: Policy, sight: Sight, today: date) -> Iterator[Handed]:
    """Those of the patches in sight that were handed over by then, whose answer is counted if it came by then."""
    for one in handovers_here(sight):
        if one.given is None or one.given <= today:
            answered = one.answered if one.answered and one.answered <= today else None
            when = timing(policy, one.due, housing=one.housing, answered=answered, today=today)
            yield Handed(one, when, answered is None)


def called(policy: Policy) -> str:
    return str(policy.value(f"duties.{HANDED}").table["label"])
