"""A figure of the ratio opened to its rows: which plots, how much land, by which rule and clause (plan 四(一))."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from weipian.programme.account.ledger import LedgerRow
from weipian.programme.account.ratio import Counted, Counts, total
from weipian.terms.account import Figure
from weipian.terms.words import Determination, Outcome


@dataclass(frozen=True, slots=True)
class Sides:
    """A row with how it counts before and after outcomes."""

    row: LedgerRow
    before: Counted
    after: Counted


@dataclass(frozen=True, slots=True)
class Opened:
    """A row of a figure; `area` in 亩 is what it adds to the figure, exactly."""

    row: LedgerRow
    area: Fraction
    rule: str
    clause: str


def _deducted_b(one: Sides) -> bool:
    """四(一)1: out of the numerator, kept in the denominator."""
    return one.before.numerator and not one.after.numerator and one.after.denominator


def _deducted_c(one: Sides) -> bool:
    """四(一)2: out of both."""
    return one.before.denominator and not one.after.denominator


def _is_undetermined(one: Sides) -> bool:
    return one.row.determination is Determination.UNDETERMINED


HOLDS: Mapping[Figure, Callable[[Sides], bool]] = {
    Figure.NUMERATOR: lambda one: one.after.numerator,
    Figure.DENOMINATOR: lambda one: one.after.denominator,
    Figure.NUMERATOR_BEFORE: lambda one: one.before.numerator,
    Figure.DENOMINATOR_BEFORE: lambda one: one.before.denominator,
    Figure.DEDUCTED_B: _deducted_b,
    Figure.DEDUCTED_C: _deducted_c,
    Figure.UNDETERMINED: _is_undetermined,
    Figure.IF_ALL_UNLAWFUL: lambda one: one.after.numerator or _is_undetermined(one),
    Figure.EXCLUDED: lambda one: not (one.before.numerator or one.before.denominator or _is_undetermined(one)),
    Figure.FINAL: lambda one: is_final(one.row),
    Figure.NOT_FINAL: lambda one: not is_final(one.row) and not _is_undetermined(one),
    Figure.SUPPLEMENTARY: lambda one: one.row.supplementary,
}
"""Figures that are sums of rows. What is known of plots beside their rows opens elsewhere."""


def is_final(row: LedgerRow) -> bool:
    """四(一): the level above has determined it; an 未判定 is never final."""
    return row.accepted_above and row.determination is not Determination.UNDETERMINED


def opened(rows: Sequence[LedgerRow], figure: Figure, counts: Counts) -> list[Opened]:
    """The rows of a figure in the order of the ledger; what is deducted names the rule that deducts it."""
    holds = HOLDS[figure]
    before = figure in (Figure.NUMERATOR_BEFORE, Figure.DENOMINATOR_BEFORE)
    every = (Sides(row, counts.of(row, Outcome.NONE), counts.of(row)) for row in rows)
    return [_opened(one, one.before if before else one.after) for one in every if holds(one)]


def _opened(one: Sides, effect: Counted) -> Opened:
    return Opened(one.row, one.row.cultivated, effect.rule, effect.clause)


def sum_of(found: Sequence[Opened]) -> Fraction:
    """亩, exact: the figure itself."""
    return total(one.area for one in found)
