"""Every figure of the ratio opens to rows that add up to it exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme.account.ledgers import row
from weipian.policy import load
from weipian.programme.account.figures import HOLDS, opened, sum_of
from weipian.programme.account.ledger import LedgerRow
from weipian.programme.account.ratio import Counts, account, line_of
from weipian.terms.account import Figure
from weipian.terms.words import Determination, Outcome

LAW = load("ziyuan-2023")
ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from("ABCDE"),
        st.fractions(0, 60, max_denominator=9000),
        st.sampled_from([one.value for one in Determination]),
        st.sampled_from([one.value for one in Outcome]),
        supplementary=st.booleans(),
        accepted=st.booleans(),
    ),
    max_size=12,
)


def total(rows: list[LedgerRow], figure: Figure) -> Fraction:
    return sum_of(opened(rows, figure, Counts(LAW)))


@pytest.mark.requirement("E1", "E3")
@given(ROWS)
def test_sums_of_opened_figures_are_the_figures(rows: list[LedgerRow]) -> None:
    found = account(rows, line_of(LAW, "township"), Counts(LAW))
    assert total(rows, Figure.NUMERATOR) == found.after.numerator
    assert total(rows, Figure.DENOMINATOR) == found.after.denominator
    assert total(rows, Figure.NUMERATOR_BEFORE) == found.before.numerator
    assert total(rows, Figure.DENOMINATOR_BEFORE) == found.before.denominator
    assert total(rows, Figure.UNDETERMINED) == found.undetermined
    assert total(rows, Figure.IF_ALL_UNLAWFUL) == found.if_all_unlawful.numerator


@pytest.mark.requirement("E1")
@given(ROWS)
def test_what_is_deducted_bridges_before_and_after(rows: list[LedgerRow]) -> None:
    b, c = total(rows, Figure.DEDUCTED_B), total(rows, Figure.DEDUCTED_C)
    assert total(rows, Figure.NUMERATOR_BEFORE) - b - c == total(rows, Figure.NUMERATOR)
    assert total(rows, Figure.DENOMINATOR_BEFORE) - c == total(rows, Figure.DENOMINATOR)


@given(ROWS)
def test_every_row_is_in_the_denominator_or_undetermined_or_excluded(rows: list[LedgerRow]) -> None:
    places = [
        opened(rows, one, Counts(LAW)) for one in (Figure.DENOMINATOR_BEFORE, Figure.UNDETERMINED, Figure.EXCLUDED)
    ]
    assert sum(map(len, places)) == len(rows)
    waits, final = (opened(rows, one, Counts(LAW)) for one in (Figure.NOT_FINAL, Figure.FINAL))
    assert len(waits) + len(final) + len(places[1]) == len(rows)


@pytest.mark.requirement("E3")
@given(ROWS)
def test_every_opened_row_names_a_rule_of_the_pack_and_its_clause(rows: list[LedgerRow]) -> None:
    for figure in HOLDS:
        for one in opened(rows, figure, Counts(LAW)):
            assert LAW.value(one.rule).clause == one.clause


def test_supplementary_lawful_land_waits_for_acceptance_and_says_by_which_rule() -> None:
    rows = [row("S", 3, "lawful_new", supplementary=True), row("T", 4, "unlawful_new", supplementary=True)]
    (left,) = opened(rows, Figure.EXCLUDED, Counts(LAW))
    assert (left.row.plot, left.rule) == ("S", "ratio.supplementary.lawful_new_needs_acceptance")
    assert total(rows, Figure.NUMERATOR) == 4
    assert len(opened(rows, Figure.SUPPLEMENTARY, Counts(LAW))) == 2
