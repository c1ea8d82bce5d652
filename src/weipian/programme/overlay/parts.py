"""The ready parts of one layer, a few of them open at a time."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from weipian.atlas.ready import Damaged, Ready, Store

OPEN = 2
"""Parts kept open at a time: neighbours are asked for one after the other."""


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The parts of a ready layer, opened when asked for; one that is not what was written is dropped and `Damaged`."""

    store: Store
    place: Path
    open: OrderedDict[int, Ready] = field(default_factory=OrderedDict)

    def __getitem__(self, number: int) -> Ready:
        if number in self.open:
            self.open.move_to_end(number)
            return self.open[number]
        while len(self.open) >= OPEN:
            self.open.popitem(last=False)
        found = self.store.open(self.store.part(self.place, number))
        if found is None:
            raise self.damaged(number)
        self.open[number] = found
        return found

    def damaged(self, number: int) -> Damaged:
        """To be made again, alone."""
        self.open.pop(number, None)
        self.store.drop(self.store.part(self.place, number))
        return Damaged(f"part {number}")
