"""What other books than the ledger say of a plot: opinions at its gates, why it was marked, look-ups, its party."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Protocol

from weipian.programme.inspection.opined import basis, names
from weipian.programme.submission.checking.papers import Looked
from weipian.programme.submission.checking.row import Evidence, Gate
from weipian.terms.words import GateName

Json = Mapping[str, Any]
BEFORE_REVIEW = (GateName.A.value, GateName.D.value)


class Opined(Protocol):
    """An opinion at a gate. `event`: the one that wrote it."""

    @property
    def day(self) -> date: ...
    @property
    def present(self) -> str: ...
    @property
    def opinion(self) -> str: ...
    @property
    def responsible(self) -> str: ...
    @property
    def basis(self) -> Mapping[str, str]: ...
    @property
    def event(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Punished:
    """What the cases say: when a penalty was decided, when an approval was granted afterwards, whether it is ticked."""

    penalty_on: date | None = None
    approved_on: date | None = None
    linked_ticked: bool | None = None


UNPUNISHED = Punished()


@dataclass(frozen=True, slots=True)
class Beside:
    """Of one plot. `opinions` by gate; `reasons`: mark → what was said last, and why; `looked`: by approval.

    `approved`: approval → the area of its own record in 亩, None where that says none; not there where it is not kept.
    """

    opinions: Mapping[str, Opined] = field(default_factory=dict)
    reasons: Mapping[str, tuple[bool, str]] = field(default_factory=dict)
    looked: Mapping[str, Looked] = field(default_factory=dict)
    approved: Mapping[str, Fraction | None] = field(default_factory=dict)
    party: str = ""
    punished: Punished = UNPUNISHED
    evidence: tuple[Evidence, ...] = ()


NOTHING = Beside()


def gates(asked: Sequence[Json], since: int, beside: Beside) -> Iterator[Gate]:
    """Gates A and D, asked before the review, with what was done about them. `since`: the event that asked them."""
    for one in asked:
        if one["gate"] in BEFORE_REVIEW:
            yield _gate(one, since, beside.opinions.get(one["gate"]))


def _gate(asked: Json, since: int, said: Opined | None) -> Gate:
    name, certain = GateName(asked["gate"]), asked.get("certain") is not False
    if said is None:
        return Gate(name, certain)
    changed = said.event < since and dict(said.basis) != basis(asked)
    if changed:  # given on other facts: to be given anew
        return Gate(name, certain, opinion=False)
    return Gate(name, certain, bool(said.opinion), said.responsible, said.day, len(names(said.present)))


def reasons(marks: Mapping[str, bool], beside: Beside) -> dict[str, str]:
    """Mark → why it stands as it does; a reason for what no longer holds is none."""
    return {mark: why for mark, (value, why) in beside.reasons.items() if why and marks.get(mark) is value}
