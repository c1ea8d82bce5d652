"""Balancing: by rounding residue only, to the largest, both signs, never scaled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.geometry.balance import balance, centi_m2
from weipian.terms.errors import InputError

PARTS = st.lists(st.integers(1, 10**12), min_size=1, max_size=40)


def test_three_thirds() -> None:
    """100.00 m² in three: 33.33 each leaves 0.01 to the first of equals."""
    assert balance(100_000_000, [33_333_333, 33_333_333, 33_333_334]) == [3333, 3333, 3334]
    assert balance(100_000_000, [33_333_334, 33_333_333, 33_333_333]) == [3334, 3333, 3333]


def test_too_much_is_taken_from_the_largest() -> None:
    assert balance(30_015_000, [10_005_000] * 3) == [1000, 1001, 1001]
    assert balance(25_014_000, [5_004_000, 15_005_000, 5_005_000]) == [500, 1500, 501]


@given(PARTS)
def test_parts_add_up_and_none_moves_by_more_than_a_cent(parts: list[int]) -> None:
    total = sum(parts)
    balanced = balance(total, parts)
    assert sum(balanced) == centi_m2(total)
    assert all(abs(got - centi_m2(part)) <= 1 for got, part in zip(balanced, parts, strict=True))
    assert min(balanced) >= 0


@given(PARTS, st.integers(-9_999, 9_999))
def test_the_kernels_own_noise_is_carried_too(parts: list[int], noise: int) -> None:
    total = max(sum(parts) + noise, 0)
    assert sum(balance(total, parts)) == centi_m2(total)


@given(PARTS)
def test_what_is_moved_goes_to_the_largest(parts: list[int]) -> None:
    balanced = balance(sum(parts), parts)
    moved = [part for got, part in zip(balanced, parts, strict=True) if got != centi_m2(part)]
    left = [part for got, part in zip(balanced, parts, strict=True) if got == centi_m2(part)]
    assert not moved or not left or min(moved) >= max(left)


def test_nothing_is_scaled_to_fit() -> None:
    for total in (100_020_000, 99_980_000):
        with pytest.raises(InputError) as caught:
            balance(total, [50_000_000, 50_000_000])
        assert caught.value.code == "parts_do_not_fill"
        assert "0.02" in caught.value.message


def test_nothing_to_balance() -> None:
    assert balance(0, []) == []
    with pytest.raises(InputError):
        balance(100_000, [])


@pytest.mark.parametrize(("um2", "centi"), [(4_999, 0), (5_000, 1), (14_999, 1), (15_000, 2), (-5_000, -1), (0, 0)])
def test_rounding(um2: int, centi: int) -> None:
    assert centi_m2(um2) == centi
