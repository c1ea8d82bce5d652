"""What stands written of putting a plot right, and what of it was there on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from weipian.terms.rectification import CheckResult, RecordKind, Step
from weipian.terms.words import Measure, Outcome


@dataclass(frozen=True, slots=True)
class Record:
    """What all of them have: id, the event that wrote it, the day that it is about, what was said, whose account."""

    id: int
    event: int
    day: date
    told: str
    by: str


@dataclass(frozen=True, slots=True)
class Order(Record):
    """`before`: the row of `rectification` that stood before, `before_outcome` its outcome."""

    number: str
    measure: Measure
    also: tuple[Measure, ...]
    township: str
    person: str
    due: date | None
    scan: int | None
    before: int | None
    before_outcome: str
    sheet: int | None
    replaces: int | None


@dataclass(frozen=True, slots=True)
class Progress(Record):
    step: Step
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part(Record):
    """A part that is put right for itself; areas in 亩, None where nobody wrote them."""

    name: str
    measure: Measure
    cultivated: Fraction
    farmland: Fraction | None
    redline: Fraction | None
    outcome: Outcome
    outcome_on: date | None
    replaces: int | None


@dataclass(frozen=True, slots=True)
class Accepted(Record):
    part: str
    accepted_by: str
    scan: int | None


@dataclass(frozen=True, slots=True)
class InPlace(Record):
    part: str
    basis: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer(Record):
    result: CheckResult
    number: str
    scan: int | None


@dataclass(frozen=True, slots=True)
class Application(Record):
    """To the prefecture; of the whole patch."""

    number: str
    basis: Mapping[str, str]
    scan: int | None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """All that stands of one plot, each kind in the order in which it was written; applications are its patch's."""

    order: Order | None = None
    progress: tuple[Progress, ...] = ()
    parts: tuple[Part, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    in_place: tuple[InPlace, ...] = ()
    applications: tuple[Application, ...] = ()

    def until(self, day: date) -> Records:
        """What is about that day or an earlier one."""
        return Records(
            self.order if self.order and self.order.day <= day else None,
            tuple(one for one in self.progress if one.day <= day),
            tuple(one for one in self.parts if one.day <= day),
            tuple(one for one in self.accepted if one.day <= day),
            tuple(one for one in self.in_place if one.day <= day),
            tuple(_answered(one, day) for one in self.applications if one.day <= day),
        )

    def newest(self) -> tuple[RecordKind, Record] | None:
        """The record that was written last."""
        every: list[tuple[RecordKind, Record]] = []
        every += [(RecordKind.ORDER, self.order)] if self.order else []
        every += [(RecordKind.PROGRESS, one) for one in self.progress]
        every += [(RecordKind.PART, one) for one in self.parts]
        every += [(RecordKind.SELF, one) for one in self.accepted]
        every += [(RecordKind.IN_PLACE, one) for one in self.in_place]
        every += [(RecordKind.APPLICATION, one) for one in self.applications]
        every += [(RecordKind.ANSWER, one.answer) for one in self.applications if one.answer]
        return max(every, key=lambda pair: (pair[1].event, list(RecordKind).index(pair[0])), default=None)


def _answered(one: Application, day: date) -> Application:
    return one if one.answer is None or one.answer.day <= day else replace(one, answer=None)
