"""亩 and m², by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.terms.area import Area, decimals


@pytest.mark.requirement("B3")
@pytest.mark.parametrize(
    ("mu", "m2"), [("15", "10000.00"), ("1", "666.67"), ("5", "3333.33"), ("0.0015", "1.00"), ("100", "66666.67")]
)
def test_one_mu_is_two_thousand_thirds_of_a_square_metre(mu: str, m2: str) -> None:
    assert Area.of_mu(mu).text_m2() == m2


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1, 200), 2, "0.01"),  # half goes away from zero
        (Fraction(-1, 200), 2, "-0.01"),
        (Fraction(-1, 1000), 2, "0.00"),  # no minus zero
        (Fraction(2, 3), 4, "0.6667"),
        (Fraction(999999, 1000000), 2, "1.00"),
        (Fraction(7, 2), 0, "4"),
    ],
)
def test_decimals_round_half_away_from_zero(value: Fraction, places: int, text: str) -> None:
    assert decimals(value, places) == text


@given(st.integers(min_value=0, max_value=10**15))
def test_kernel_units_lose_nothing(units: int) -> None:
    assert Area.of_um2(units).m2 * 1_000_000 == units
    assert Area.of_mu(Area.of_um2(units).mu).m2 == Area.of_um2(units).m2
