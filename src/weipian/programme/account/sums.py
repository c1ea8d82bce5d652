"""Searches over the sums that subsets of plots can have: by halves, by bits, by lists. Integers only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from weipian.programme.account.fewest import Item

STEP = 1 << 14


def subset_sums(numbers: Sequence[int]) -> list[int]:
    """All 2**n sums; the bits of an index say which numbers are in the sum."""
    sums = [0]
    for number in numbers:
        sums += [total + number for total in sums]
    return sums


def members(mask: int) -> tuple[int, ...]:
    """The places of the set bits."""
    return tuple(place for place in range(mask.bit_length()) if mask >> place & 1)


def by_halves(items: Sequence[Item], target: int) -> tuple[int, ...] | None:
    """Least (area, cost, count) with Σ weight > target, over all 2**n subsets, met in the middle."""
    scale = len(items) + sum(item.cost for item in items) + 1
    prices = [(item.area * scale + item.cost) * scale + 1 for item in items]
    half = len(items) // 2
    left_weight, left_price = (subset_sums(part) for part in ([i.weight for i in items[:half]], prices[:half]))
    right_weight, right_price = (subset_sums(part) for part in ([i.weight for i in items[half:]], prices[half:]))
    heavy_first = sorted(range(len(right_weight)), key=right_weight.__getitem__, reverse=True)
    best: tuple[int, int, int] | None = None
    cheapest, taken = -1, 0
    for left in sorted(range(len(left_weight)), key=left_weight.__getitem__):
        while taken < len(heavy_first) and left_weight[left] + right_weight[heavy_first[taken]] > target:
            right = heavy_first[taken]
            cheapest = right if cheapest < 0 or right_price[right] < right_price[cheapest] else cheapest
            taken += 1
        if cheapest >= 0 and (best is None or left_price[left] + right_price[cheapest] < best[0]):
            best = (left_price[left] + right_price[cheapest], left, cheapest)
    return None if best is None else members(best[1] | best[2] << half)


def exact_sum(numbers: Sequence[int], goal: int, halves: int, rounds: int) -> tuple[int, ...] | None:
    """Places of numbers that add up to `goal` exactly, or None where the windows tried hold none.

    Large numbers fill up to where a window of 2·halves others can reach the rest in many ways.
    """
    order = sorted(range(len(numbers)), key=lambda i: (numbers[i], i))
    for window in _windows(order, 2 * halves, rounds):
        rest, base = goal - sum(numbers[i] for i in window) // 2, []
        for i in reversed(order):
            if i not in window and numbers[i] <= rest:
                rest -= numbers[i]
                base.append(i)
        found = _meeting(numbers, sorted(window), goal - sum(numbers[i] for i in base))
        if found is not None:
            return tuple(sorted([*base, *found]))
    return None


def _windows(order: Sequence[int], size: int, rounds: int) -> Iterator[frozenset[int]]:
    """Windows of places: the smallest first, then spread over all sizes."""
    yield frozenset(order[:size])
    stride = max(1, len(order) // size)
    for shift in range(min(stride, rounds - 1)):
        yield frozenset(order[shift::stride][:size])


def _meeting(numbers: Sequence[int], places: Sequence[int], rest: int) -> tuple[int, ...] | None:
    half = len(places) // 2
    left = {total: mask for mask, total in enumerate(subset_sums([numbers[i] for i in places[:half]]))}
    for mask, total in enumerate(subset_sums([numbers[i] for i in places[half:]])):
        if rest - total in left:
            return tuple(places[bit] for bit in members(left[rest - total] | mask << half))
    return None


@dataclass(slots=True)
class Reachable:
    """Which sums up to `limit` subsets of `numbers` have: bit s of `bits` is sum s."""

    numbers: Sequence[int]
    limit: int
    bits: int = field(init=False)
    _kept: dict[int, int] = field(init=False)
    _bytes: bytes = field(init=False)

    def __post_init__(self) -> None:
        """Keeps the state at every √n-th number, to find back which numbers made a sum."""
        every = max(1, int(len(self.numbers) ** 0.5))
        self._kept, bits = {0: 1}, 1
        for place, number in enumerate(self.numbers, start=1):
            bits = self._with(bits, number)
            if place % every == 0 or place == len(self.numbers):
                self._kept[place] = bits
        self.bits = bits
        self._bytes = bits.to_bytes(bits.bit_length() // 8 + 1, "little")

    def _with(self, bits: int, number: int) -> int:
        return bits | (bits << number & (1 << self.limit + 1) - 1) if number <= self.limit else bits

    def next_from(self, least: int) -> int | None:
        """The smallest reachable sum that is at least `least`."""
        place = max(0, least) >> 3
        if place >= len(self._bytes):
            return None
        first = self._bytes[place] >> (max(0, least) & 7)
        if first:
            return max(0, least) + (first & -first).bit_length() - 1
        for start in range(place + 1, len(self._bytes), STEP):
            tail = self._bytes[start : start + STEP].lstrip(b"\0")
            if tail:
                byte = min(start + STEP, len(self._bytes)) - len(tail)
                return 8 * byte + (tail[0] & -tail[0]).bit_length() - 1
        return None

    def makers(self, total: int) -> tuple[int, ...]:
        """Places of numbers that make a reachable sum."""
        found: list[int] = []
        for start, end in reversed(list(pairwise(sorted(self._kept)))):
            states = [self._kept[start]]
            for number in self.numbers[start : end - 1]:
                states.append(self._with(states[-1], number))
            for place in range(end - 1, start - 1, -1):
                if not states[place - start] >> total & 1:
                    total -= self.numbers[place]
                    found.append(place)
        return tuple(sorted(found))


def by_lists(items: Sequence[Item], target: int, below: int, most: int) -> tuple[bool, tuple[int, ...] | None]:
    """Least area with Σ weight > target and area < `below`, by the list of all partial sums still of use.

    Returns whether the search came to its end within `most` steps, and the best that it found.
    """
    order = sorted(range(len(items)), key=lambda i: -items[i].weight)
    left = sum(item.weight for item in items)
    states: dict[int, tuple[int, int]] = {0: (0, 0)}
    best: tuple[int, int] | None = None
    for i in order:
        left -= items[i].weight
        most -= len(states)
        if most < 0:
            return False, None if best is None else members(best[1])
        states, best = _extended(states, items[i], i, _Bounds(target, left, below), best)
        below = best[0] if best else below
    return True, None if best is None else members(best[1])


@dataclass(frozen=True, slots=True)
class _Bounds:
    target: int
    left: int
    below: int


def _extended(
    states: dict[int, tuple[int, int]], item: Item, i: int, bounds: _Bounds, best: tuple[int, int] | None
) -> tuple[dict[int, tuple[int, int]], tuple[int, int] | None]:
    """Area → (weight, mask) with and without the item; what can't reach the goal or is no gain is dropped."""
    grown: dict[int, tuple[int, int]] = {}
    below = bounds.below
    for area, (weight, mask) in states.items():
        for total, heavier, mine in ((area, weight, mask), (area + item.area, weight + item.weight, mask | 1 << i)):
            if total >= below:
                continue
            if heavier > bounds.target:
                best, below = (total, mine), total
            elif heavier + bounds.left > bounds.target and heavier > grown.get(total, (-1, 0))[0]:
                grown[total] = (heavier, mine)
    return grown, best
