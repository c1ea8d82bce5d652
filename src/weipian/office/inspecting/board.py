"""核查看板: every patch before its determination, by how far its inspection has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.figures.duty_values import Light
from weipian.office.figures.duties import light_of
from weipian.office.inspecting.gates import GIVEN, GateHere, gates_here
from weipian.office.inspecting.listing import Lying, lying
from weipian.store.acting import Desk
from weipian.terms.acting import State
from weipian.terms.inspection import BEFORE_REVIEW
from weipian.terms.words import Word

EARLY = (State.ISSUED, State.MEASURED, State.PROPOSED)


class Column(Word):
    """How far it has come."""

    TO_ASSIGN = "to_assign", "待交办"
    ASSIGNED = "assigned", "已交办，待核查"
    OPINION = "opinion", "待出意见（闸门 A、D）"
    UNSURE = "unsure", "过不过闸门待确认"
    INSPECTED = "inspected", "已核查"


@dataclass(frozen=True, slots=True)
class Card:
    """A patch on the board, its gates before the review, and its light; None where it is inspected or has no date."""

    lying: Lying
    column: Column
    gates: tuple[GateHere, ...]
    light: Light | None

    @property
    def number(self) -> str:
        return self.lying.patch.number


def board(desk: Desk, today: date, township: str | None = None, *, every: bool = False) -> list[Card]:
    """Most urgent first. Inspected ones only until they are determined, or `every` one."""
    gates: dict[str, list[GateHere]] = {}
    for one in gates_here(desk, township, every=True):
        if one.gate in BEFORE_REVIEW:
            gates.setdefault(one.patch.number, []).append(one)
    found = [_card(one, gates.get(one.patch.number, []), today) for one in lying(desk, today, township, done=True)]
    return [one for one in found if every or not one.lying.inspected or one.lying.patch.about.state in EARLY]


def _card(one: Lying, gates: Sequence[GateHere], today: date) -> Card:
    light = light_of(one.due, today, True)[0] if one.due and not one.inspected else None
    return Card(one, _column(one, [gate for gate in gates if gate.stands != GIVEN]), tuple(gates), light)


def _column(one: Lying, waiting: Sequence[GateHere]) -> Column:
    if one.inspected is None:
        return Column.TO_ASSIGN if one.held is None else Column.ASSIGNED
    if not waiting:
        return Column.INSPECTED
    return Column.OPINION if any(gate.certain for gate in waiting) else Column.UNSURE
