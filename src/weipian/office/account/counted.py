"""The plots of the books with their rows in the ratio: by the areas that count, and by measured areas alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from weipian.office.account.again import Again
from weipian.office.ledger.counting import counting
from weipian.office.ledger.rows import measured
from weipian.programme.account.ledger import LedgerRow
from weipian.programme.account.ratio import total
from weipian.store.queries.ledger import Line
from weipian.terms.acting import State
from weipian.terms.words import LayerKind

CULTIVATED = "cultivated"


@dataclass(frozen=True, slots=True)
class OfPlot:
    """A plot: its rows as they count, and as they would on measured land; no rows where the land is not known."""

    line: Line
    rows: Sequence[LedgerRow]
    measured: Sequence[LedgerRow]

    @property
    def differs(self) -> bool:
        """Whether the areas that count are others than the measured ones."""
        return area_of(self.rows) != area_of(self.measured) or bool(self.rows) != bool(self.measured)


def area_of(rows: Iterable[LedgerRow]) -> Fraction:
    """亩 of a plot's rows together."""
    return total(row.cultivated for row in rows)


def counted_plots(lines: Iterable[Line]) -> list[OfPlot]:
    """Every plot, those that count nothing too."""
    return [_of(line) for line in lines]


def _of(line: Line) -> OfPlot:
    rows = counting([line])
    if not line.filed_areas.get(CULTIVATED):
        return OfPlot(line, rows, rows)
    plain = {name: text for name, text in line.filed_areas.items() if name != CULTIVATED}
    return OfPlot(line, rows, counting([replace(line, filed_areas=plain)]))


def rows_of(plots: Iterable[OfPlot]) -> list[LedgerRow]:
    return [row for one in plots for row in one.rows]


def measured_rows_of(plots: Iterable[OfPlot]) -> list[LedgerRow]:
    return [row for one in plots for row in one.measured]


@dataclass(frozen=True, slots=True)
class Overlapping:
    """A plot that lies on an earlier patch. Areas in 亩; `new_at_most`: its new part has no more cultivated land.

    `patches`: the earlier ones that are in the books, by number; those of a layer have none here.
    """

    plot: OfPlot
    overlap: Fraction
    new_at_most: Fraction
    patches: tuple[str, ...] = ()

    @property
    def counts_too_much(self) -> bool:
        """More counts than its new part can have: somebody has to file the new part."""
        return area_of(self.plot.rows) > self.new_at_most


def overlapping(plots: Iterable[OfPlot], again: Mapping[str, Again]) -> list[Overlapping]:
    """E1: of a plot on an earlier patch only the new part counts; how much that is at most, by what was measured.

    Earlier years' patches are a layer, those of this year stand in the books (`again`). What both cover is at least the
    larger of the two, so that no more than that is left out of what the new part can have.
    """
    found = []
    for one in plots:
        layer, booked = measured(one.line, LayerKind.EARLIER_PATCHES), again.get(one.line.plot)
        over = max(layer.mu if layer else Fraction(0), booked.area if booked else Fraction(0))
        if one.rows and over > 0:
            whole = measured(one.line, LayerKind.LAND_USE)
            cultivated, left = area_of(one.measured), (whole.mu - over if whole else None)
            at_most = cultivated if left is None else max(min(cultivated, left), Fraction(0))
            found.append(Overlapping(one, over, at_most, booked.patches if booked else ()))
    return found


def with_new_parts(plots: Iterable[OfPlot], found: Iterable[Overlapping]) -> list[LedgerRow]:
    """The rows as they would count if the plots that count too much had no more than their new parts."""
    shares = {one.plot.line.plot: one.new_at_most / area_of(one.plot.rows) for one in found if one.counts_too_much}
    return [
        replace(row, cultivated=row.cultivated * shares.get(one.line.plot, Fraction(1)))
        for one in plots
        for row in one.rows
    ]


def unknown(plots: Iterable[OfPlot]) -> list[OfPlot]:
    """Land plots that can't count since nobody knows their cultivated land."""
    return [
        one for one in plots if one.line.category.is_land and one.line.state is not State.WITHDRAWN and not one.rows
    ]
