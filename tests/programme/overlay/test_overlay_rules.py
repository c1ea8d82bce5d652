"""Sums, the uncovered rest, balancing: pure numbers."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from weipian.geometry.balance import balance as balance_one
from weipian.programme.overlay import rules
from weipian.programme.overlay.rules import CENTI, Mark, Sums, Thinness

AREAS = st.lists(st.integers(1, 10**12), min_size=1, max_size=8)
HUGE = st.lists(st.integers(1, 3 * 10**18), min_size=1, max_size=3)
"""Beyond what one key of owner and area can hold."""


def sums_of(patches: list[list[int]]) -> Sums:
    patch = np.repeat(np.arange(len(patches)), [len(parts) for parts in patches])
    label = np.concatenate([np.arange(len(parts)) for parts in patches])
    return Sums(patch, label.astype(np.int64), np.concatenate([np.array(parts, np.int64) for parts in patches]))


@pytest.mark.requirement("B3")
@given(st.lists(AREAS | HUGE, min_size=1, max_size=6))
def test_many_at_once_are_balanced_as_one(patches: list[list[int]]) -> None:
    """The same as `geometry.balance`, which says it for one patch in plain words."""
    sums = sums_of(patches)
    whole = rules.rounded(np.array([sum(parts) for parts in patches]))
    shown = rules.balance(sums, whole, np.ones(len(patches), bool)).tolist()
    assert shown == [part for parts in patches for part in balance_one(sum(parts), parts)]


@pytest.mark.requirement("B3")
@given(st.lists(AREAS, min_size=1, max_size=6))
def test_parts_add_up_and_move_by_rounding_only(patches: list[list[int]]) -> None:
    sums = sums_of(patches)
    whole = rules.rounded(np.array([sum(parts) for parts in patches]))
    shown = rules.balance(sums, whole, np.ones(len(patches), bool))
    assert np.array_equal(rules.covered(Sums(sums.patch, sums.label, shown), len(patches)), whole)
    assert (np.abs(shown * CENTI - sums.area) <= 3 * CENTI // 2).all()


def test_what_overlaps_itself_is_only_rounded() -> None:
    sums = sums_of([[14_999, 14_999], [14_999, 14_999]])
    shown = rules.balance(sums, np.array([3, 3]), np.array([False, True]))
    assert shown.tolist() == [1, 1, 2, 1]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(1, 10**9)), max_size=40), st.randoms())
def test_sums_don_t_depend_on_order(pairs: list[tuple[int, int, int]], random: object) -> None:
    def summed(some: list[tuple[int, int, int]]) -> list[list[int]]:
        columns = np.array(some, np.int64).reshape(-1, 3).T
        found = rules.sum_by_class(*columns)
        return [found.patch.tolist(), found.label.tolist(), found.area.tolist()]

    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert summed(shuffled) == summed(pairs)
    plain: dict[tuple[int, int], int] = {}
    for patch, label, area in pairs:
        plain[patch, label] = plain.get((patch, label), 0) + area
    assert summed(pairs)[2] == [plain[key] for key in sorted(plain)]


@given(st.lists(st.tuples(st.integers(0, 9 * 10**18), st.integers(1, 9 * 10**18)), max_size=6))
def test_shares_are_exact_however_large(pairs: list[tuple[int, int]]) -> None:
    """Left out: shares that no column could hold."""
    pairs = [(part, whole) for part, whole in pairs if part // whole < 10**9]
    parts, wholes = np.array(pairs, np.int64).reshape(-1, 2).T
    wanted = [int(Fraction(part * 1_000_000, whole) + Fraction(1, 2)) for part, whole in pairs]
    assert rules.in_millionths(parts, wholes).tolist() == wanted


@pytest.mark.parametrize(("rest", "named"), [(CENTI - 1, False), (CENTI, True), (0, False), (-5, False)])
def test_the_uncovered_rest_from_a_hundredth_on(rest: int, named: bool) -> None:
    sums = sums_of([[10**9]])
    found = rules.with_uncovered(sums, np.array([rest]), np.array([True]), 9)
    assert (9 in found.label.tolist()) is named


def test_an_unknown_rest_is_not_named() -> None:
    found = rules.with_uncovered(sums_of([[10**9]]), np.array([10**9]), np.array([False]), 9)
    assert found.label.tolist() == [0]


def test_thin_pieces_are_marked() -> None:
    """A patch of 100 m × 100 m: a strip 0.5 m wide, the patch but for that strip, a tenth, all of it."""
    whole = 10_000 * 10**6
    pieces = np.array([50 * 10**6, whole - 50 * 10**6, whole // 10, whole])
    marks = rules.mark(pieces, np.full(4, whole), np.full(4, 100.0), Thinness(share=0.05, width=1.0))
    assert marks == [Mark.LIKELY_NEIGHBOUR, Mark.SLIVER_LEFT, Mark.NONE, Mark.NONE]
