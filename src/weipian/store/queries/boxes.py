"""Which patches lie in a box: their own boxes, which never change, kept beside the database by their ids.

A box has no index in the books; read through a hundred thousand wide rows it takes a tenth of a second each time. What
is kept only narrows: the database is asked for the rest, and with it whether a patch is still there.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
from django.db import connection
from django.db.models import Max, Q
from numpy.typing import NDArray

from weipian.store import models

Sides = tuple[int, int, int, int]
SIDES = ("west", "south", "east", "north")
MOST = 5_000
"""Ids that are asked for by name; of more the database reads the boxes itself."""


@dataclass(frozen=True, slots=True, eq=False)
class Boxes:
    """int64[n, 5]: id, west, south, east, north, the ids rising."""

    rows: NDArray[np.int64]

    @property
    def last(self) -> int:
        return int(self.rows[-1, 0]) if len(self.rows) else 0

    def with_more(self) -> Boxes:
        """With the patches that have come since; where the last is there no more, all anew."""
        last = models.Patch.objects.aggregate(Max("id"))["id__max"] or 0
        if last == self.last:
            return self
        known = self if last > self.last else NONE
        fresh = models.Patch.objects.filter(id__gt=known.last).order_by("id").values_list("id", *SIDES)
        return Boxes(np.concatenate((known.rows, np.array(list(fresh), np.int64).reshape(-1, 5))))

    def meeting(self, sides: Sides) -> NDArray[np.int64]:
        """The ids of those that meet a box."""
        west, south, east, north = sides
        key, left, low, right, high = self.rows.T
        found: NDArray[np.int64] = key[(left <= east) & (right >= west) & (low <= north) & (high >= south)]
        return found


NONE = Boxes(np.empty((0, 5), np.int64))
_known: dict[tuple[str, ...], Boxes] = {}
_lock = threading.Lock()


def meeting(sides: Sides, patch: str) -> Q:
    """The condition that a patch's box meets a box (mm of the plane); `patch`: the way to it."""
    if not connection.in_atomic_block:  # what an act has not finished may be undone, its ids given to others
        found = _boxes().meeting(sides)
        if len(found) <= MOST:
            return Q(**{f"{patch}_id__in": found.tolist()})
    west, south, east, north = sides
    named = {"west__lte": east, "east__gte": west, "south__lte": north, "north__gte": south}
    return Q(**{f"{patch}__{name}": side for name, side in named.items()})


def _boxes() -> Boxes:
    where = (str(connection.settings_dict["NAME"]), str(connection.settings_dict["OPTIONS"]))
    with _lock:
        _known[where] = found = _known.get(where, NONE).with_more()
    return found
