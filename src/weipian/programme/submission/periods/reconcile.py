"""How months and quarters come to the same: every plot once by reporting month and once by quarter (C6); pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NOT_MONTHLY, NO_QUARTER = "不按月上报", "不在本年度季度内"


@dataclass(frozen=True, slots=True)
class Placed:
    """A plot as it is counted: `month` and `quarter` as their own dates say; `area_um2` as measured."""

    patch: int
    month: str
    quarter: str
    area_um2: int
    first_half: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """The plots of one month (or of no monthly report) in one quarter."""

    month: str
    quarter: str
    patches: int
    plots: int
    area_um2: int


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Cells, with sums each way; the half-year as Q1 + Q2, less and more what its own date moves."""

    cells: tuple[Cell, ...]
    months: tuple[Cell, ...]
    quarters: tuple[Cell, ...]
    total: Cell
    half: Cell
    half_left_out: Cell
    half_taken_in: Cell

    @property
    def agrees(self) -> bool:
        """Plots and areas add up both ways."""
        return all(
            (sum(one.plots for one in side), sum(one.area_um2 for one in side))
            == (self.total.plots, self.total.area_um2)
            for side in (self.cells, self.months, self.quarters)
        )


def reconcile(placed: Iterable[Placed], first_quarters: Sequence[str]) -> Reconciled:
    """`first_quarters`: the quarters of the first half of the year."""
    every = list(placed)
    keyed = [(_key(one), one) for one in every]
    cells = _cells((key, one) for key, one in keyed)
    months = _cells(((month, ""), one) for (month, _), one in keyed)
    quarters = _cells((("", quarter), one) for (_, quarter), one in keyed)
    half = [one for one in every if one.first_half]
    by_quarter = [one for one in every if one.quarter in first_quarters]
    return Reconciled(
        cells,
        months,
        quarters,
        _cell(("", ""), every),
        _cell(("", ""), half),
        _cell(("", ""), (one for one in by_quarter if not one.first_half)),
        _cell(("", ""), (one for one in half if one.quarter not in first_quarters)),
    )


def _key(one: Placed) -> tuple[str, str]:
    return one.month or NOT_MONTHLY, one.quarter or NO_QUARTER


def _cells(keyed: Iterable[tuple[tuple[str, str], Placed]]) -> tuple[Cell, ...]:
    """A cell for every key, in order."""
    found: dict[tuple[str, str], list[Placed]] = {}
    for key, one in keyed:
        found.setdefault(key, []).append(one)
    return tuple(_cell(key, own) for key, own in sorted(found.items()))


def _cell(key: tuple[str, str], placed: Iterable[Placed]) -> Cell:
    found = list(placed)
    return Cell(*key, len({one.patch for one in found}), len(found), sum(one.area_um2 for one in found))
