"""From the kernel's pair areas to what is shown: sums by class, the rest, parts that add up (B3, plan 二(二)).

Pure: integers in (1e-6 m²), integers out (0.01 m² where shown). Nothing is ever scaled: only rounding residue moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from weipian.terms.area import M2_PER_MU

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

CENTI = 10_000
"""0.01 m² in 1e-6 m²: what is shown, and the least uncovered rest that is named."""
_MU_4 = 10_000 / (M2_PER_MU * 1_000_000)
"""0.0001 亩 in 1e-6 m²."""
_SMALL = 4 * 10**12
"""Four km² in 1e-6 m²: twice a million times as much still fits 64 bits."""


@dataclass(frozen=True, slots=True, eq=False)
class Sums:
    """Sums by patch and class, sorted by patch, then class: int64[k] each, areas in 1e-6 m²."""

    patch: Ints
    label: Ints
    area: Ints


def sum_by_class(patch: Ints, label: Ints, area: Ints) -> Sums:
    """Add the areas of all pairs of one patch and one class; quicker where they come nearly in order."""
    if not len(patch):
        return Sums(patch, label, area)
    key = patch * (int(label.max()) + 1) + label
    order = np.argsort(key, kind="stable")
    first = np.flatnonzero(np.diff(key[order], prepend=-1))
    one = order[first]
    return Sums(patch[one], label[one], np.add.reduceat(area[order], first))


def rounded(area: Ints) -> Ints:
    """1e-6 m² to 0.01 m², half up."""
    return (area + CENTI // 2) // CENTI


def in_ten_thousandths_of_mu(area: Ints) -> Ints:
    """1e-6 m² to 0.0001 亩, half up, exactly; split so that nothing grows past 64 bits."""
    many, rest = np.divmod(area, _MU_4.denominator)
    found: Ints = many * _MU_4.numerator + (2 * rest * _MU_4.numerator + _MU_4.denominator) // (2 * _MU_4.denominator)
    return found


def in_millionths(area: Ints, whole: Ints) -> Ints:
    """The share of the whole in 0.000001, half up, exactly; areas int64[k] in 1e-6 m²."""
    total = np.maximum(whole, 1)
    few = np.minimum(total, _SMALL)
    found: Ints = (2 * np.minimum(area, _SMALL) * 1_000_000 + few) // (2 * few)
    for index in np.flatnonzero((area > _SMALL) | (total > _SMALL)).tolist():
        one, other = int(area[index]), int(total[index])
        found[index] = (2 * one * 1_000_000 + other) // (2 * other)
    return found


def covered(sums: Sums, patches: int) -> Ints:
    """The area of each patch that some class covers, counted as often as it is covered, int64[patches]."""
    total = np.zeros(patches, np.int64)
    np.add.at(total, sums.patch, sums.area)
    return total


def whole_to_fill(patch_area: Ints, covered_area: Ints) -> Ints:
    """What the shown parts of each patch add up to, 0.01 m²: the patch where they fill it, else what they cover."""
    fills = np.abs(patch_area - covered_area) < CENTI
    return np.where(fills, rounded(patch_area), rounded(covered_area))


def with_uncovered(sums: Sums, rest: Ints, known: Flags, label: int) -> Sums:
    """The sums and, as class `label`, what a partition leaves uncovered where that is 0.01 m² or more and known."""
    left = np.flatnonzero((rest >= CENTI) & known)
    return sum_by_class(
        np.r_[sums.patch, left],
        np.r_[sums.label, np.full(len(left), label, np.int64)],
        np.r_[sums.area, rest[left]],
    )


def balance(sums: Sums, whole: Ints, counts: Flags) -> Ints:
    """Parts in 0.01 m² that add up to `whole` of their patch; int64[k]. `geometry.balance` for many patches at once.

    Each part is rounded, the residue goes ±1 to the largest parts, among equals to the earlier. Where `counts` of a
    patch is false (its layer overlaps itself there) every part is only rounded.
    """
    shown = rounded(sums.area)
    if not len(shown):
        return shown
    first = np.flatnonzero(np.diff(sums.patch, prepend=-1))
    patch = sums.patch[first]
    residue = whole[patch] - np.add.reduceat(shown, first)
    residue[~counts[patch]] = 0
    moving = residue != 0
    sizes = np.diff(first, append=len(shown))
    rows = np.flatnonzero(np.repeat(moving, sizes))
    sizes, residue = sizes[moving], residue[moving]
    owner = np.repeat(np.arange(len(sizes)), sizes)
    order = _largest_first(owner, sums.area[rows])
    rank = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    taking = rank < np.abs(residue)[owner]
    shown[rows[order[taking]]] += np.sign(residue)[owner[taking]]
    return shown


def _largest_first(owner: Ints, area: Ints) -> Ints:
    """The order by owner, then from the largest area down; owners come sorted.

    One key is nearly in order then, which sorts several times quicker than two; it has to fit 64 bits.
    """
    span = int(area.max()) + 1 if len(area) else 1
    if len(area) * span < 2**63:
        return np.argsort(owner * span - area, kind="stable")
    return np.lexsort((-area, owner))


class Mark(Enum):
    """What a thin overlap suggests to a person; it never changes a figure."""

    NONE = "none"
    LIKELY_NEIGHBOUR = "likely_neighbour"
    SLIVER_LEFT = "sliver_left"


@dataclass(frozen=True, slots=True)
class Thinness:
    """From when on a piece is only a digitising difference: its share of the patch and its mean width in metres."""

    share: float
    width: float


def mark(area: Ints, patch_area: Ints, extent: npt.NDArray[np.float64], thin: Thinness) -> list[Mark]:
    """Thin overlap: the feature is a likely neighbour. Thin rest: the patch is the feature, but for a sliver.

    area, patch_area int64[k] in 1e-6 m²; extent float64[k]: the patch's longer box side in metres. The width of a
    piece is taken as its area over that extent, since a difference of drawing runs along a common side.
    """
    metres = np.maximum(extent, 1e-9)
    rest = patch_area - area
    neighbour = (area <= thin.share * patch_area) & (area / 1e6 / metres <= thin.width)
    sliver = (rest >= CENTI) & (rest <= thin.share * patch_area) & (rest / 1e6 / metres <= thin.width)
    return [
        Mark.LIKELY_NEIGHBOUR if near else Mark.SLIVER_LEFT if left else Mark.NONE
        for near, left in zip(neighbour.tolist(), sliver.tolist(), strict=True)
    ]
