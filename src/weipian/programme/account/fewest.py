"""The fewest whole plots that reach a goal Σ weight > target, exactly, in integers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Item:
    """A plot on an integer grid: `area` and `weight` > 0; a lower `cost` is preferred where all else is equal."""

    area: int
    weight: int
    cost: int = 0


@dataclass(frozen=True, slots=True)
class Chosen:
    """Indices of the chosen items, and whether the minimum is proven."""

    indices: tuple[int, ...]
    proven: bool = True

    def area(self, items: Sequence[Item]) -> int:
        return sum(items[i].area for i in self.indices)


def fewest(items: Sequence[Item], target: int) -> Chosen | None:
    """The fewest items with Σ weight > target (the heaviest first is a minimum); None if all are too few.

    Among equally few, exchanges of one for one lower (cost, area) until no single exchange does.
    """
    if target < 0:
        return Chosen(())
    order = sorted(range(len(items)), key=lambda i: (-items[i].weight, items[i].cost, items[i].area, i))
    sums = list(accumulate(items[i].weight for i in order))
    count = bisect_right(sums, target) + 1
    if count > len(order):
        return None
    return Chosen(tuple(sorted(_exchanged(items, order, count, sums[count - 1] - target))))


def _exchanged(items: Sequence[Item], order: list[int], count: int, slack: int) -> list[int]:
    """Swaps single items while the goal holds (slack stays > 0) and (cost, area) falls."""
    chosen, spare = order[:count], set(order[count:])
    better = True
    while better:
        better = False
        ranked = sorted(spare, key=lambda i: (items[i].cost, items[i].area, i))
        for place, old in enumerate(chosen):
            new = next((i for i in ranked if i in spare and _serves(items[old], items[i], slack)), None)
            if new is not None:
                slack += items[new].weight - items[old].weight
                chosen[place], better = new, True
                spare.remove(new)
                spare.add(old)
    return chosen


def _serves(old: Item, new: Item, slack: int) -> bool:
    return (new.cost, new.area) < (old.cost, old.area) and slack + new.weight - old.weight > 0
