"""The board by township: how many plots and how much cultivated land stand where, late, without an order, in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from weipian.office.righting.listing import Righting
from weipian.terms.rectification import RightState

ALL = "全县"


@dataclass(slots=True)
class Sum:
    """Plots, and 亩 of cultivated land of those whose is known; `unknown`: how many are not."""

    plots: int = 0
    mu: Fraction = Fraction(0)
    unknown: int = 0

    def add(self, cultivated: Fraction | None) -> None:
        self.plots += 1
        if cultivated is None:
            self.unknown += 1
        else:
            self.mu += cultivated


@dataclass(slots=True)
class Board:
    """A township's, or the county's."""

    township: str
    total: Sum = field(default_factory=Sum)
    states: dict[RightState, Sum] = field(default_factory=lambda: {state: Sum() for state in RightState})
    open: Sum = field(default_factory=Sum)
    late: Sum = field(default_factory=Sum)
    alarm: Sum = field(default_factory=Sum)
    days_late: int = 0
    charged: dict[str, int] = field(default_factory=dict)

    def add(self, one: Righting) -> None:
        self.total.add(one.cultivated)
        self.states[one.state].add(one.cultivated)
        if one.state.is_open:
            self.open.add(one.cultivated)
        if one.is_late:
            self.late.add(one.cultivated)
        if one.clock.alarm:
            self.alarm.add(one.cultivated)
        for holder, days in one.clock.late.days.items():
            self.charged[holder] = self.charged.get(holder, 0) + days
        self.days_late = self.charged.get(self.township, 0)


def boards(found: Sequence[Righting], townships: Sequence[str], *, county: bool) -> list[Board]:
    """Each township that is wanted or has something, then, where all of it is seen, the county."""
    every = {name: Board(name) for name in townships}
    whole = Board(ALL)
    for one in found:
        every.setdefault(one.plot.line.township, Board(one.plot.line.township)).add(one)
        whole.add(one)
    whole.days_late = sum(whole.charged.values())
    return [*every.values(), *([whole] if county else [])]
