"""A layer too large for memory: laid part by part, each part ready and mapped only while patches lie on it.

Areas are integers that are added and a pair's area depends on the pair alone, so the parts give what the whole would.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from weipian.atlas.mapped import Mapped
from weipian.atlas.ready import Damaged
from weipian.geometry.measure import Indexed, Overlaps, overlaps
from weipian.programme.overlay.ground import Floats, Ints, Objects
from weipian.programme.overlay.measure import Labels
from weipian.programme.overlay.parts import Parts
from weipian.programme.overlay.ready_ground import ReadyGround
from weipian.terms.errors import Refusal


@dataclass(frozen=True, slots=True, eq=False)
class PartedGround:
    """Parts as a `Surface`: feature i of part k is feature `starts[k]` + i of the layer.

    `whole` holds what is asked of all parts at once: where they begin and lie, classes, refusals, contradictions.
    """

    name: str
    whole: Mapped
    parts: Parts

    @property
    def starts(self) -> Ints:
        return self.whole.array("starts")

    @property
    def rows(self) -> Sequence[int]:
        return _Rows(self)

    @property
    def refused(self) -> tuple[Refusal, ...]:
        return tuple(Refusal(**fields) for fields in self.whole.header["refused"])

    @property
    def refused_boxes(self) -> Floats:
        return self.whole.array("refused_boxes")

    @property
    def said(self) -> tuple[str, ...]:
        return tuple(self.whole.header["said"])

    @property
    def labels(self) -> Labels:
        return Labels(list(self.whole.header["classes"]), self.whole.array("codes"))

    def touched(self, patches: Indexed) -> Overlaps:
        """Part after part; one whose box no patch meets is not opened."""
        starts = self.starts
        found = [self._touched(patches, int(k), int(starts[k])) for k in self._met(patches)]
        columns = [np.concatenate([np.empty(0, np.int64), *column]) for column in zip(*found, strict=True)]
        if not columns:
            return Overlaps(*(np.empty(0, np.int64) for _ in range(3)))
        order = np.argsort(columns[0], kind="stable")  # by patch; the parts come in the order of their features
        return Overlaps(*(column[order] for column in columns))

    def _touched(self, patches: Indexed, number: int, start: int) -> tuple[Ints, Ints, Ints]:
        part = self.parts[number]
        try:
            found = overlaps(patches, part.indexed, before=part.check_pieces)
        except Damaged:
            raise self.parts.damaged(number) from None
        return found.a_index, found.b_index + start, found.area_um2

    def _met(self, patches: Indexed) -> Ints:
        """The parts that some patch's box meets."""
        return np.flatnonzero(meet(self.whole.array("box"), patches.pieces.box))

    def clashes(self, touched: Overlaps) -> Overlaps:
        """All of the layer's, within parts and across, were found when it was made ready."""
        a, b, area = (self.whole.array(f"clash_{name}") for name in ("a", "b", "area"))
        used = np.zeros(len(self.whole.array("codes")), np.bool_)
        used[touched.b_index] = True
        kept = used[a] & used[b]
        return Overlaps(a[kept], b[kept], area[kept])

    def planar(self, indices: Sequence[int] | Ints) -> Objects:
        out = np.empty(len(indices), object)
        for at, (number, index) in enumerate(self.within(indices)):
            try:
                out[at] = ReadyGround(self.name, self.parts[number]).planar([index])[0]
            except Damaged:
                raise self.parts.damaged(number) from None
        return out

    def within(self, indices: Sequence[int] | Ints) -> Iterator[tuple[int, int]]:
        """Part and place in it of each feature."""
        starts = self.starts
        wanted = np.asarray(indices, np.int64)
        number = np.searchsorted(starts, wanted, side="right") - 1
        return zip(number.tolist(), (wanted - starts[number]).tolist(), strict=True)


def meet(boxes: Floats, others: Floats) -> NDArray[np.bool_]:
    """Which boxes float64[k, 4] share an area with any of the others; NaN meets nothing."""
    found = np.zeros(len(boxes), np.bool_)
    for at, (west, south, east, north) in enumerate(boxes.tolist()):
        wide = (others[:, 0] < east) & (west < others[:, 2])
        found[at] = bool((wide & (others[:, 1] < north) & (south < others[:, 3])).any())
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _Rows(Sequence[int]):
    """The source's number of each feature; few are asked for."""

    ground: PartedGround

    def __len__(self) -> int:
        return len(self.ground.whole.array("codes"))

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[int]: ...
    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        ((number, place),) = self.ground.within([index])
        return int(self.ground.parts[number].array("rows")[place])
