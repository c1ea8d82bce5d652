"""The exact searches against all subsets; each of the ways is asked by itself."""

from __future__ import annotations

import random
from itertools import compress, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from weipian.programme.account import least as module
from weipian.programme.account.fewest import Chosen, Item, fewest
from weipian.programme.account.least import Split, least
from weipian.programme.account.sums import Reachable, by_lists, exact_sum

ITEMS = st.lists(
    st.builds(lambda area, by: Item(area, area * by), st.integers(1, 60), st.sampled_from([20, 17])),
    min_size=1,
    max_size=9,
)


def all_subsets(items: list[Item], target: int) -> list[list[Item]]:
    chosen = (list(compress(items, picks)) for picks in product([0, 1], repeat=len(items)))
    return [subset for subset in chosen if sum(item.weight for item in subset) > target]


@pytest.mark.requirement("E3")
@settings(max_examples=200, deadline=None)
@given(ITEMS, st.integers(-1, 9000))
def test_all_ways_agree_with_all_subsets(items: list[Item], target: int) -> None:
    subsets = all_subsets(items, target)
    smallest = least(items, target)
    shortest = fewest(items, target)
    if not subsets:
        assert smallest is None
        assert shortest is None
        return
    assert smallest is not None
    assert shortest is not None
    area = min(sum(item.area for item in subset) for subset in subsets)
    assert smallest.area(items) == area
    assert smallest.proven
    assert len(shortest.indices) == min(map(len, subsets))
    assert sum(items[i].weight for i in shortest.indices) > target
    assume(target >= 0)
    bits = module._by_bits(Split.of(items), target, shortest.area(items))
    ended, lists = by_lists(items, target, shortest.area(items) + 1, 10**6)
    assert ended
    assert lists is not None
    for indices in (bits, lists, module._meets_bound(Split.of(items), target)):
        if indices is not None:
            assert sum(items[i].area for i in indices) == area
            assert sum(items[i].weight for i in indices) > target


def test_equal_areas_fall_to_the_lower_cost() -> None:
    items = [Item(5, 5, 1), Item(5, 5, 0), Item(3, 3, 0), Item(2, 2, 0)]
    assert least(items, 4) == Chosen((1,))
    assert fewest(items, 4) == Chosen((1,))


def test_equally_few_are_exchanged_for_less_area() -> None:
    items = [Item(90, 90), Item(50, 50), Item(20, 20), Item(10, 10)]
    assert fewest(items, 100) == Chosen((0, 2))


def test_many_plots_with_coarse_areas_are_settled_by_bits() -> None:
    """All areas are 100 or so: no sum meets the bound, and the next possible one is found."""
    items = [Item(1000 + i % 3, 1000 + i % 3) for i in range(60)]
    found = least(items, 2500)
    assert found is not None
    assert found.area(items) == 3000
    assert found.proven


def test_many_fine_areas_meet_the_bound() -> None:
    maker = random.Random(7)
    items = [Item(area, area) for area in (maker.randrange(10**8, 10**10) for _ in range(400))]
    target = sum(item.area for item in items) // 3
    found = least(items, target)
    assert found is not None
    assert found.area(items) == target + 1
    assert found.proven


def test_what_is_not_proven_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    maker = random.Random(7)
    areas = [maker.randrange(10**10, 10**11) for _ in range(60)]
    items = [Item(area, area * (20 if i % 3 else 17)) for i, area in enumerate(areas)]
    monkeypatch.setattr(module, "STEPS", 1000)
    found = least(items, sum(item.weight for item in items) * 9 // 10)
    assert found is not None
    assert not found.proven
    assert sum(items[i].weight for i in found.indices) > sum(item.weight for item in items) * 9 // 10


def test_reachable_finds_sums_and_their_makers() -> None:
    numbers = [3, 30_000, 500_000, 7]
    sums = Reachable(numbers, 600_000)
    assert [sums.next_from(least) for least in (0, 1, 11, 30_011, 530_011)] == [0, 3, 30_000, 500_000, None]
    assert sums.makers(530_007) == (1, 2, 3)


def test_exact_sum_uses_large_numbers_first() -> None:
    numbers = list(range(1, 80))
    found = exact_sum(numbers, 2000, 6, 3)
    assert found is not None
    assert sum(numbers[i] for i in found) == 2000
    assert exact_sum([2, 4, 6], 5, 6, 3) is None


def test_three_coefficients_are_refused() -> None:
    with pytest.raises(ValueError, match="coefficients"):
        Split.of([Item(1, 1), Item(1, 2), Item(1, 3)])
