"""Small ledgers for tests."""

from __future__ import annotations

from fractions import Fraction

from weipian.programme.account.ledger import LedgerRow
from weipian.terms.words import Determination, Outcome


def row(
    plot: str,
    mu: str | int | Fraction,
    determination: str = "unlawful_new",
    outcome: str = "",
    *,
    township: str = "甲镇",
    recultivate: bool | None = None,
    approve: bool | None = None,
    farmland: str | None = None,
    redline: str | None = None,
    supplementary: bool = False,
    accepted: bool = False,
    marks: tuple[str, ...] = (),
) -> LedgerRow:
    return LedgerRow(
        plot,
        township,
        Determination.read(determination),
        Fraction(mu),
        Outcome.read(outcome),
        frozenset(marks),
        supplementary,
        accepted,
        recultivate,
        approve,
        None if farmland is None else Fraction(farmland),
        None if redline is None else Fraction(redline),
    )
