"""Which dossier goes into which volume: a dossier stays where it was bound, a volume is not thicker than it may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Volumes = dict[int, tuple[str, ...]]
"""Number → plots in order."""


def packed(before: Mapping[int, Sequence[str]], pages: Mapping[str, int], most: int) -> Volumes:
    """`before`: what the volumes hold now; `pages`: of each dossier that is to be bound, in order.

    What is not to be bound any more falls out; what makes a volume too thick goes on to the last one, with what is
    new. A dossier that is thicker than a volume may be has one for itself.
    """
    found: dict[int, list[str]] = {}
    for number in sorted(before):
        found[number] = []
        for plot in before[number]:
            if plot in pages and _fits(found[number], plot, pages, most):
                found[number].append(plot)
    bound = {plot for some in found.values() for plot in some}
    last = max(found, default=1)
    for plot in pages:
        if plot not in bound:
            if not _fits(found.setdefault(last, []), plot, pages, most):
                last += 1
            found.setdefault(last, []).append(plot)
    return {number: tuple(some) for number, some in found.items()}


def _fits(there: Sequence[str], plot: str, pages: Mapping[str, int], most: int) -> bool:
    return not there or sum(pages[one] for one in there) + pages[plot] <= most
