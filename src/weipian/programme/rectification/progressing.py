"""How far a plot's rectification has come by its records, and what that makes of its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TypeVar

from weipian.programme.rectification.measures import MeasureLaw
from weipian.store.queries.rectification_records import Accepted, Application, InPlace, Part, Records
from weipian.terms.rectification import CheckResult, RightState
from weipian.terms.words import Measure, Outcome

Laws = Mapping[Measure, MeasureLaw]
WHOLE = ""
"""The name under which a whole plot is accepted."""


LEAST = (Outcome.SETTLED_OTHERWISE, Outcome.RETROSPECTIVE_APPROVAL, Outcome.RECULTIVATED)
"""Of outcomes that differ, a whole plot shows the one that is deducted least."""


@dataclass(frozen=True, slots=True)
class Stood:
    """An outcome with the day on which it came."""

    outcome: Outcome
    on: date | None = None


def part_stood(records: Records, name: str, law: MeasureLaw | None, was: Stood) -> Stood:
    """Of a part, or under "" of the whole plot. What an approval settled is not ours to change."""
    if was.outcome is Outcome.RETROSPECTIVE_APPROVAL and law is not None and law.is_by_approval:
        return was
    placed = newest_of(records.in_place, name)
    if placed is not None and law is not None:
        return Stood(law.outcome, placed.day)
    if newest_of(records.accepted, name) is not None:
        return Stood(law.unaccepted if law else Outcome.IN_PROGRESS)
    return Stood(Outcome.IN_PROGRESS if records.progress else Outcome.NONE)


def whole_stood(records: Records, laws: Laws, was: Stood, cultivated: Fraction | None) -> Stood:
    """A plot that is put right in parts is settled when every part is, and nothing is left over."""
    order = records.order
    if order is None:
        return was
    if not records.parts:
        found = part_stood(records, WHOLE, laws.get(order.measure), was)
        begun = order.before_outcome in (Outcome.IN_PROGRESS.value, Outcome.RECULTIVATED_UNACCEPTED.value)
        return Stood(Outcome(order.before_outcome)) if found.outcome is Outcome.NONE and begun else found
    return _together(records, laws, left_over(records.parts, cultivated))


def _together(records: Records, laws: Laws, left: Fraction | None) -> Stood:
    each = [
        part_stood(records, one.name, laws.get(one.measure), Stood(one.outcome, one.outcome_on))
        for one in records.parts
    ]
    if left is not None and left == 0 and all(one.outcome.is_settled for one in each):
        least = min((one.outcome for one in each), key=LEAST.index)
        return Stood(least, max((one.on for one in each if one.on), default=None))
    ready = {Outcome.RECULTIVATED_UNACCEPTED}
    if left == 0 and all(one.outcome.is_settled or one.outcome in ready for one in each):
        return Stood(Outcome.RECULTIVATED_UNACCEPTED)
    begun = any(one.outcome is not Outcome.NONE for one in each)
    return Stood(Outcome.IN_PROGRESS if begun else Outcome.NONE)


def left_over(parts: tuple[Part, ...], cultivated: Fraction | None) -> Fraction | None:
    """亩 of the plot in no part; None where the plot's own area is not known."""
    return None if cultivated is None else cultivated - sum((one.cultivated for one in parts), Fraction(0))


Named = TypeVar("Named", Accepted, InPlace)


def newest_of(found: tuple[Named, ...], name: str) -> Named | None:
    return next((one for one in reversed(found) if one.part == name), None)


def accepted_on(records: Records) -> date | None:
    """When the whole plot was self-accepted: by itself, or its last part."""
    names = [one.name for one in records.parts] or [WHOLE]
    found = [newest_of(records.accepted, name) for name in names]
    days = [one.day for one in found if one is not None]
    return max(days) if len(days) == len(names) else None


def last_application(records: Records) -> Application | None:
    return records.applications[-1] if records.applications else None


def state_of(records: Records, ordered: date | None, outcome: Outcome) -> RightState:
    """`ordered`, `outcome`: as the plot's row says, which a ledger may have written too."""
    if outcome.is_settled:
        return RightState.IN_PLACE
    if accepted_on(records) is not None:
        applied = last_application(records)
        if applied is None or (applied.answer and applied.answer.result is CheckResult.PASSED):
            return RightState.SELF_ACCEPTED
        return RightState.APPLIED if applied.answer is None else RightState.FAILED
    if outcome is Outcome.RECULTIVATED_UNACCEPTED:
        return RightState.SELF_ACCEPTED
    if records.progress or records.accepted or outcome is Outcome.IN_PROGRESS:
        return RightState.IN_PROGRESS
    return RightState.NO_ORDER if ordered is None else RightState.ORDERED
