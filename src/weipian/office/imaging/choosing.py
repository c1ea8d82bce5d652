"""Which days' images are a plot's before and after: by the days that the patch names, else by the day of issue."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from weipian.store.queries.image_days import Days
from weipian.store.queries.images import ImageHere
from weipian.terms.images import Moment

__all__ = ["Day", "Days", "candidates", "days_at", "why_none"]

Box = tuple[float, float, float, float]
TRIED = 4
"""Days that are looked at before it is said that there is none."""


@dataclass(frozen=True, slots=True)
class Day:
    """All images of one day that touch the place; they are laid over each other."""

    taken: date
    images: tuple[ImageHere, ...]


def days_at(images: Collection[ImageHere], box: Box) -> tuple[Day, ...]:
    """The days with an image that touches the box, in order."""
    near = sorted((one for one in images if touches(one.box, box)), key=lambda one: (one.taken, one.number))
    return tuple(Day(taken, tuple(some)) for taken, some in groupby(near, key=lambda one: one.taken))


def touches(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def candidates(days: Collection[Day], said: Days, moment: Moment, other: date | None) -> list[Day]:
    """The days that may serve, the best first; `other`: the day that the other moment took.

    An image never serves as before that is not older than the change, nor as after that is not younger.
    """
    if moment is Moment.AFTER:
        able = [day for day in days if said.earlier is None or day.taken > said.earlier]
        if said.later is None:
            able = [day for day in able if day.taken <= said.issued]
            return sorted(able, key=lambda day: day.taken, reverse=True)[:TRIED]
        return sorted(able, key=lambda day: (abs(day.taken - said.later), day.taken))[:TRIED]  # type: ignore[operator]
    last = min(filter(None, (said.later, said.issued, other)))
    able = [day for day in days if day.taken < last]
    if said.earlier is None:
        return sorted(able, key=lambda day: day.taken, reverse=True)[:TRIED]
    return sorted(able, key=lambda day: (abs(day.taken - said.earlier), day.taken))[:TRIED]  # type: ignore[operator]


def why_none(images: Collection[ImageHere], days: Collection[Day], said: Days, moment: Moment) -> str:
    """In plain words."""
    if not images:
        return "县里还没有导入影像"
    if not days:
        return "导入的影像都没有盖住这里"
    when = "、".join(str(day.taken) for day in days)
    if moment is Moment.AFTER:
        bound = f"晚于前时相 {said.earlier}" if said.earlier else f"不晚于下发日 {said.issued}"
    else:
        bound = f"早于后时相 {said.later}" if said.later else f"早于下发日 {said.issued}、又早于后时相所用"
    return f"这里有 {when} 的影像，没有{bound}的"
