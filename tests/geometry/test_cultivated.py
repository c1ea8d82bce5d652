"""Net cultivated land, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.geometry.cultivated import LandClass, cultivated_um2, net_of_coefficient, net_of_register, rows_of
from weipian.terms.errors import InputError

pytestmark = pytest.mark.requirement("C2")


@pytest.mark.parametrize(
    ("text", "code", "mark"),
    [
        ("0101", "0101", ""),
        (" 0201k ", "0201", "K"),
        ("05H1", "05", "H1"),
        ("0810A", "0810", "A"),
        ("1203", "1203", ""),
    ],
)
def test_codes(text: str, code: str, mark: str) -> None:
    assert LandClass.read(text) == LandClass(code, mark)


@pytest.mark.parametrize("text", ["", "水田", "101", "01013", "0101KK", "K0101"])
def test_words_are_no_codes(text: str) -> None:
    with pytest.raises(InputError) as caught:
        LandClass.read(text, where="第3行「DLBM」")
    assert caught.value.code == "land_class_unreadable"


def test_cultivated_is_the_three_classes() -> None:
    rows = [("0101", 1), ("0102", 20), ("0103", 300), ("0201K", 4_000), ("1203", 50_000), ("0301", 600_000)]
    assert cultivated_um2(rows) == 321
    assert LandClass.read("0201K").is_restorable
    assert not LandClass.read("0103").is_restorable


def test_dry_land_with_a_coefficient() -> None:
    """1,000 m² at 0.0855: 85.5 m² of ridges, 914.5 m² cultivated."""
    net = net_of_coefficient(1_000_000_000, Fraction("0.0855"))
    assert (net.land_um2, net.ridge_um2) == (914_500_000, 85_500_000)
    assert rows_of("0103", net) == [("0103", 914_500_000), ("1203", 85_500_000)]


def test_without_ridges_there_is_no_row_for_them() -> None:
    assert rows_of("0101", net_of_coefficient(5, Fraction(0))) == [("0101", 5)]


def test_a_piece_has_its_share_of_the_register() -> None:
    """TBMJ 1200.00, TBDLMJ 1080.00: a piece of 300 m² is 270 m² net, whatever we measure the whole to be."""
    net = net_of_register(300_000_000, Fraction("1200.00"), Fraction("1080.00"))
    assert (net.land_um2, net.ridge_um2) == (270_000_000, 30_000_000)


@given(st.integers(0, 10**15), st.fractions(0, Fraction(999, 1000)))
def test_nothing_is_lost(area: int, coefficient: Fraction) -> None:
    net = net_of_coefficient(area, coefficient)
    assert net.land_um2 + net.ridge_um2 == area
    assert min(net.land_um2, net.ridge_um2) >= 0


@pytest.mark.parametrize("coefficient", [Fraction(-1, 100), Fraction(1), Fraction(855, 100)])
def test_percentages_are_refused(coefficient: Fraction) -> None:
    with pytest.raises(InputError) as caught:
        net_of_coefficient(1, coefficient)
    assert caught.value.code == "ridge_coefficient_outside"


@pytest.mark.parametrize(("whole", "net"), [(100, 101), (0, 0), (100, -1)])
def test_a_register_that_contradicts_itself_is_refused(whole: int, net: int) -> None:
    with pytest.raises(InputError) as caught:
        net_of_register(1, Fraction(whole), Fraction(net))
    assert caught.value.code == "ridge_register_contradicts"
