"""The ledger's ratio sheet: each township and the county, and which sums its live formulas add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from weipian.policy import Policy
from weipian.programme.account import ratio
from weipian.programme.account.ledger import LedgerRow as Counting
from weipian.terms.words import Determination, Outcome
from weipian.workbook.sheets_rows import Counted, RatioRow, RatioTerms, Sides


def ratio_sheet(
    rows: Sequence[Counting], policy: Policy, townships: Iterable[str], county: str | None
) -> Iterator[RatioRow]:
    """Each township in the county's order, then the county; without one only the townships."""
    counts = ratio.Counts(policy)
    own = ratio.by_township(rows)
    line = ratio.line_of(policy, "township")
    for name in dict.fromkeys([*townships, *own]):
        yield ratio_row(name, ratio.account(own.get(name, []), line, counts), open_plots(own.get(name, [])))
    if county is not None:
        whole = ratio.account(rows, ratio.line_of(policy, "county"), counts)
        yield ratio_row(county, whole, open_plots(rows), whole_county=True)


def open_plots(rows: Iterable[Counting]) -> int:
    return sum(row.determination is Determination.UNDETERMINED for row in rows)


def ratio_row(name: str, found: ratio.Account, undetermined: int, *, whole_county: bool = False) -> RatioRow:
    return RatioRow(
        name=name,
        before=Sides(found.before.numerator, found.before.denominator),
        after=Sides(found.after.numerator, found.after.denominator),
        area_line_mu=found.line.area,
        ratio_line=found.line.ratio,
        in_scope=found.in_scope,
        undetermined_mu=found.undetermined,
        undetermined_count=undetermined,
        whole_county=whole_county,
    )


def ratio_terms(policy: Policy) -> RatioTerms:
    """Which sums the sheet's formulas add, read from how the policy counts every determination and outcome."""
    before = [(Counted(each), effect(policy, each, Outcome.NONE)) for each in Determination]
    after = [(Counted(each, outcome), effect(policy, each, outcome)) for each in Determination for outcome in Outcome]
    waits = policy.value("ratio.supplementary.lawful_new_needs_acceptance").flag
    return RatioTerms(
        numerator_before=terms(before, "numerator", waits),
        denominator_before=terms(before, "denominator", waits),
        numerator_after=terms(after, "numerator", waits),
        denominator_after=terms(after, "denominator", waits),
        clause=policy.value("ratio.county.area").clause,
    )


def effect(policy: Policy, determination: Determination, outcome: Outcome) -> ratio.Counted:
    """How a plot of this sort counts, supplementary acceptance apart."""
    row = Counting("", "", determination, Fraction(0), outcome)
    return ratio.counted(row, policy)


def terms(counted: list[tuple[Counted, ratio.Counted]], side: str, waits: bool) -> tuple[Counted, ...]:
    lawful = Determination.LAWFUL_NEW
    return tuple(
        Counted(sum_.determination, sum_.outcome, only_accepted=waits and sum_.determination is lawful)
        for sum_, found in counted
        if getattr(found, side)
    )
