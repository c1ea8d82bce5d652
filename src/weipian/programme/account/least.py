"""The least area of whole plots that reaches a goal Σ weight > target, exactly, in integers.

How: few plots by halves (every subset); many by a bound that no choice can beat and a choice that meets it, else by
bits of all reachable sums, else by lists. What none of these settles within its limit is said to be unproven.
A plot's weight is its area times one of at most two whole coefficients, `strong` ≥ `weak` (approval, recultivation).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from weipian.programme.account.fewest import Chosen, Item, fewest
from weipian.programme.account.sums import Reachable, by_halves, by_lists, exact_sum

HALVES = 17  # plots in one half: 2**17 sums, a quarter of a second
LARGE_HALVES = 20  # where nothing cheaper settles it: 2**20 sums, some seconds
ROUNDS = 8  # windows in which the bound is tried
CHEAP = 300_000_000  # bytes that a search by bits may touch before others are tried, and at all
DEAR = 3_000_000_000
STEPS = 2_000_000  # partial sums that a search by lists may hold over all its steps


@dataclass(frozen=True, slots=True)
class Split:
    """The items by coefficient; `strong` items gain more per area."""

    items: Sequence[Item]
    strong: tuple[int, ...]
    weak: tuple[int, ...]
    strong_by: int
    weak_by: int

    @classmethod
    def of(cls, items: Sequence[Item]) -> Self:
        """Raises ValueError where weights are not whole multiples of areas by one or two coefficients."""
        by = sorted({item.weight // item.area for item in items}, reverse=True)
        if len(by) > 2 or any(item.weight % item.area for item in items):
            raise ValueError("weights are not areas times one or two coefficients")
        strong = tuple(i for i, item in enumerate(items) if item.weight == by[0] * item.area)
        weak = tuple(i for i in range(len(items)) if i not in set(strong))
        return cls(items, strong, weak, by[0], by[-1])

    def areas(self, places: Sequence[int]) -> list[int]:
        return [self.items[i].area for i in places]


def least(items: Sequence[Item], target: int) -> Chosen | None:
    """The least area with Σ weight > target; None if all items are too few.

    Up to 34 items the choice is also the one of least cost, then of fewest items, among equal areas.
    """
    if target < 0:
        return Chosen(())
    if sum(item.weight for item in items) <= target:
        return None
    if len(items) <= 2 * HALVES:
        found = by_halves(items, target)
        return None if found is None else Chosen(found)
    return _of_many(Split.of(items), target)


def _of_many(split: Split, target: int) -> Chosen:
    start = fewest(split.items, target)
    assert start is not None
    upper = start.area(split.items)
    work = len(split.items) * upper // 8
    if work > CHEAP:
        met = _meets_bound(split, target)
        if met is not None:
            return Chosen(met)
    if work <= DEAR:
        return Chosen(_by_bits(split, target, upper))
    if len(split.items) <= 2 * LARGE_HALVES:
        return Chosen(by_halves(split.items, target) or start.indices)
    ended, found = by_lists(split.items, target, upper, STEPS)
    return Chosen(found if found is not None else start.indices, proven=ended)


def _meets_bound(split: Split, target: int) -> tuple[int, ...] | None:
    """A choice whose area no other can be under.

    Strong items alone, if they suffice, can't be under target // strong + 1; else all of them and, of the weak,
    no less than what is then still wanting (a unit of strong less costs at least a unit of weak more).
    """
    total = sum(split.areas(split.strong))
    if split.strong_by * total > target:
        return _picked(split, split.strong, target // split.strong_by + 1)
    wanting = (target - split.strong_by * total) // split.weak_by + 1
    found = _picked(split, split.weak, wanting)
    return None if found is None else tuple(sorted([*split.strong, *found]))


def _picked(split: Split, places: Sequence[int], goal: int) -> tuple[int, ...] | None:
    found = exact_sum(split.areas(places), goal, HALVES, ROUNDS)
    return None if found is None else tuple(places[i] for i in found)


def _by_bits(split: Split, target: int, upper: int) -> tuple[int, ...]:
    """Over every reachable weak sum y, upwards: the least strong sum x that completes it.

    y + x is at least y + (target − weak·y) // strong + 1, which never falls as y grows: there the search ends.
    """
    strong = Reachable(split.areas(split.strong), min(upper, sum(split.areas(split.strong))))
    weak = Reachable(split.areas(split.weak), min(upper, sum(split.areas(split.weak))))
    best: tuple[int, int, int] = (upper + 1, 0, 0)
    y = weak.next_from(0)
    while y is not None:
        wanted = max(0, (target - split.weak_by * y) // split.strong_by + 1)
        if y + wanted >= best[0]:
            break
        x = strong.next_from(wanted)
        if x is not None and y + x < best[0]:
            best = (y + x, x, y)
        y = weak.next_from(y + 1)
    chosen = [split.strong[i] for i in strong.makers(best[1])] + [split.weak[i] for i in weak.makers(best[2])]
    return tuple(sorted(chosen))
