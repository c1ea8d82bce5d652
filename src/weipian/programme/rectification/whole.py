"""The four gates of a whole patch: A and D on what no confirmed approval covers, B and C on what is put right (B11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from weipian.policy import Policy
from weipian.programme.inspection.facts import Facts
from weipian.programme.rectification.calc import gates_answer
from weipian.terms.area import Area
from weipian.terms.words import Category, GateName, Measure

Areas = Mapping[str, Fraction | None]
Gate = dict[str, object]
OF_MEASURE = ("B", "C")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the question: areas in 亩 by what they lie on, and the measure that concerns them."""

    areas: Areas
    measure: Measure = Measure.NONE


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole patch, over all its plots. `uncovered`: asked before the review; `put_right`: what a measure concerns."""

    patch: str
    category: Category
    suspected: bool | None
    new_building: bool | None
    uncovered: Side
    put_right: Side


@dataclass(frozen=True, slots=True)
class GatesOf:
    """The gates that fire or may, values just under a line, and hints, as `calc gates` gives them."""

    gates: list[Gate]
    near_misses: list[Gate]
    hints: list[Gate]


def gates_of(whole: Whole, policy: Policy) -> GatesOf:
    """Every gate asked of its own part."""
    before, after = (_asked(whole, side, policy) for side in (whole.uncovered, whole.put_right))
    patches = (before["patches"], after["patches"])
    assert isinstance(patches[0], dict)
    assert isinstance(patches[1], dict)
    gates = _chosen(patches[0][whole.patch], patches[1][whole.patch])
    hints = before["hints"]
    assert isinstance(hints, list)
    return GatesOf(gates, _chosen(before["near_misses"], after["near_misses"]), hints)


def _asked(whole: Whole, side: Side, policy: Policy) -> Gate:
    facts = Facts(whole.patch, whole.category, whole.suspected, whole.new_building, side.measure, side.areas)
    return gates_answer([facts], policy)


def _chosen(before: object, after: object) -> list[Gate]:
    assert isinstance(before, list)
    assert isinstance(after, list)
    chosen = [
        *(gate for gate in before if gate["gate"] not in OF_MEASURE),
        *(gate for gate in after if gate["gate"] in OF_MEASURE),
    ]
    return sorted(chosen, key=lambda gate: list(GateName).index(GateName(str(gate["gate"]))))


def lessened(left: Fraction | None, measured: Area | None, largest: Fraction | None) -> Fraction | None:
    """What is left of a larger filed area: lessened by what the approvals cover as measured."""
    if left is None or measured is None or largest is None:
        return left
    return max(left, largest - (measured.mu - left))
