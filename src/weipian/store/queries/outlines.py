"""Where open plots lie: the box of each one's patch, and the outlines of those that are asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from weipian.store import models
from weipian.store.queries.patches import AT_ONCE
from weipian.terms.acting import State


@dataclass(frozen=True, slots=True)
class Boxed:
    """An open plot and the box of its patch, in whole millimetres of the authalic plane."""

    id: int
    number: str
    west: int
    south: int
    east: int
    north: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A plot's outline. `crs` empty: a part, in the authalic plane."""

    id: int
    number: str
    crs: str
    wkb: bytes


BOX = ("id", "number", "patch__west", "patch__south", "patch__east", "patch__north")
OUTLINE = ("id", "number", "patch__crs", "patch__wkb", "wkb")


def boxes() -> list[Boxed]:
    """Of every open plot that is not withdrawn, by number; for whoever narrows them by their plots."""
    wanted = models.Plot.objects.filter(closed=False).exclude(state=State.WITHDRAWN.value)
    return [Boxed(*row) for row in wanted.order_by("number").values_list(*BOX)]


def outlines(plots: Collection[int]) -> list[Outline]:
    """By number."""
    every, found = sorted(plots), list[Outline]()
    for at in range(0, len(every), AT_ONCE):
        rows = models.Plot.objects.filter(id__in=every[at : at + AT_ONCE]).values_list(*OUTLINE)
        found += [
            Outline(key, number, crs if part is None else "", bytes(whole if part is None else part))
            for key, number, crs, whole, part in rows
        ]
    return sorted(found, key=lambda one: one.number)
