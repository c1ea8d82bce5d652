"""How an objection stands and by when it is due: by its steps, the policy's clock, the plot's records. No books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from weipian.policy import Policy
from weipian.policy.clocks import after
from weipian.terms.objection import ObjectedTo, ObjectionResult, ObjectionStands, ObjectionStepKind

Kept = Mapping[str, Any]
"""A plot's records: determination, review, township, outcome, cultivated, area, and the events that wrote them."""


class Step(Protocol):
    """A step of an objection."""

    @property
    def kind(self) -> ObjectionStepKind: ...
    @property
    def result(self) -> ObjectionResult | None: ...
    @property
    def day(self) -> date: ...


@dataclass(frozen=True, slots=True)
class Clocked:
    """Until when it must be taken up or answered; None: nothing runs, or the calendar is not published."""

    what: str
    due: date | None


def clock(policy: Policy, raised: date, steps: tuple[Step, ...]) -> Clocked:
    """The clock that runs now."""
    if not steps:
        return Clocked("受理", after(raised, policy.value("objection.take").period))
    if steps[-1].kind is ObjectionStepKind.TAKEN:
        return Clocked("答复", after(steps[-1].day, policy.value("objection.answer").period))
    return Clocked("", None)


def stands(steps: tuple[Step, ...], corrected: bool) -> ObjectionStands:
    """`corrected`: whether what was upheld has been put right in the books."""
    if not steps:
        return ObjectionStands.RAISED
    last = steps[-1]
    match last.kind:
        case ObjectionStepKind.TAKEN:
            return ObjectionStands.TAKEN
        case ObjectionStepKind.NOT_TAKEN:
            return ObjectionStands.NOT_TAKEN
        case ObjectionStepKind.WITHDRAWN:
            return ObjectionStands.WITHDRAWN
        case ObjectionStepKind.ANSWERED:
            if last.result is None or not last.result.wants_correction:
                return ObjectionStands.REJECTED
            return ObjectionStands.CORRECTED if corrected else ObjectionStands.TO_CORRECT


CHANGED: Mapping[ObjectedTo, tuple[tuple[str, ...], str]] = {
    ObjectedTo.DETERMINATION: (("determination",), "determined_event"),
    ObjectedTo.AREA: (("area", "cultivated", "area_um2", "cultivated_um2"), ""),
    ObjectedTo.TOWNSHIP: (("township",), ""),
    ObjectedTo.OUTCOME: (("outcome",), ""),
}
"""What was objected to → the values of which one must be another one, and the event that must be a later one."""


def changed(about: ObjectedTo, was: Kept, now: Kept | None) -> bool:
    """Whether what was objected to is another thing now; a plot that was cut is not known to be."""
    if now is None:
        return False
    names, event = CHANGED[about]
    different = any(was.get(name) != now.get(name) for name in names)
    return different and (not event or int(now.get(event) or 0) > int(was.get(event) or 0))


def names_the_old(about: ObjectedTo, was: Kept, now: Kept | None, corrects: Mapping[str, str]) -> bool:
    """A determination of a review held here is put right by a review that names it, or by the level above."""
    old = str(was.get("review") or "")
    if about is not ObjectedTo.DETERMINATION or old not in corrects or now is None:
        return True
    return bool(now.get("final")) or corrects.get(str(now.get("review") or "")) == old
