"""A ready layer as ground: what is written when it is made ready, and the same given back when it is mapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weipian.atlas.ready import Ready, Wish
from weipian.fence.ids import as_id
from weipian.geometry.authalic import AUTHALIC
from weipian.geometry.gathering import geometries, spans
from weipian.geometry.measure import Indexed, Overlaps, overlaps, overlaps_within
from weipian.geometry.pieces import read_only
from weipian.geometry.shapes import Shapes
from weipian.geometry.split import MOST_VERTICES
from weipian.programme.overlay.ground import Floats, Ground, Ints, Objects, large
from weipian.programme.overlay.measure import Labels
from weipian.terms.errors import Refusal

UNCUT = ("x", "y", "ring_start", "shape_start", "hole")


@dataclass(frozen=True, slots=True, eq=False)
class ReadyGround:
    """A ready layer as a `Surface`; raises `Damaged` where what it walks is not what was written."""

    name: str
    ready: Ready

    @property
    def rows(self) -> Ints:
        return self.ready.array("rows")

    @property
    def refused(self) -> tuple[Refusal, ...]:
        return tuple(Refusal(**fields) for fields in self.ready.header["refused"])

    @property
    def refused_boxes(self) -> Floats:
        return self.ready.array("refused_boxes")

    @property
    def said(self) -> tuple[str, ...]:
        return tuple(self.ready.header["said"])

    @property
    def labels(self) -> Labels:
        return Labels(list(self.ready.header["classes"]), self.ready.array("codes"))

    def touched(self, patches: Indexed) -> Overlaps:
        return overlaps(patches, self.ready.indexed, before=self.ready.check_pieces)

    def clashes(self, touched: Overlaps) -> Overlaps:
        """All of the layer's were found when it was made ready; features that no patch touches don't matter."""
        a, b, area = (self.ready.array(f"clash_{name}") for name in ("a", "b", "area"))
        used = np.zeros(self.ready.indexed.size, np.bool_)
        used[touched.b_index] = True
        kept = used[a] & used[b]
        return Overlaps(a[kept], b[kept], area[kept])

    def planar(self, indices: Sequence[int] | Ints) -> Objects:
        wanted = np.asarray(indices, np.int64)
        at = self.ready.array("whereabouts")[wanted]
        out = np.empty(len(wanted), object)
        out[at >= 0] = self._whole(wanted[at >= 0], at[at >= 0])
        for k in np.flatnonzero(at < 0):
            out[k] = self._uncut().geometry(-1 - int(at[k]))
        return out

    def _whole(self, indices: Ints, at: Ints) -> Objects:
        """Shapes that were not cut, each from its one piece."""
        self.ready.check_pieces(read_only(at))
        pieces, shape_start = self.ready.indexed.pieces, self.ready.array("shape_start")
        first, end = pieces.piece_start[at], pieces.piece_start[at + 1]
        hole = self.ready.array("hole")[spans(shape_start[indices], shape_start[indices + 1])].astype(np.bool_)
        return geometries(pieces.x, pieces.y, pieces.ring_start, spans(first, end), hole, end - first)

    def _uncut(self) -> Shapes:
        x, y, rings, shapes, hole = (self.ready.array(f"uncut_{name}") for name in UNCUT)
        return Shapes(x, y, rings, shapes, hole.astype(np.bool_), AUTHALIC)


def contents(plain: Ground, layer: Indexed, wish: Wish) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """All that `ReadyGround` gives back, beside the indexed shapes."""
    huge = np.diff(plain.shapes.ring_start[plain.shapes.shape_start]) > MOST_VERTICES
    whereabouts = np.zeros(len(plain), np.int64)
    whereabouts[layer.pieces.owner] = np.arange(len(layer.pieces.owner))
    whereabouts[huge] = -1 - np.arange(np.count_nonzero(huge))
    uncut = plain.shapes.picked(np.flatnonzero(huge))
    clash = large(overlaps_within(layer))
    labels = Labels.of(texts_of(plain, wish))
    header = {
        "said": plain.said,
        "refused": [asdict(refusal) for refusal in plain.refused],
        "classes": labels.distinct,
    }
    arrays: dict[str, NDArray[Any]] = {
        "rows": np.asarray(plain.rows, np.int64),
        "areas": plain.areas,
        "codes": labels.codes,
        "refused_boxes": plain.refused_boxes,
        "clash_a": clash.a_index,
        "clash_b": clash.b_index,
        "clash_area": clash.area_um2,
        "whereabouts": whereabouts,
        "shape_start": plain.shapes.shape_start,
        "hole": plain.shapes.hole.astype(np.uint8),
    }
    arrays |= {f"uncut_{name}": np.asarray(getattr(uncut, name)).astype(_kind(name)) for name in UNCUT}
    return header, arrays


def _kind(name: str) -> str:
    return {"x": "f8", "y": "f8", "hole": "u1"}.get(name, "i8")


def texts_of(ground: Ground, wish: Wish) -> list[str]:
    """The class of each shape as text; empty without a class column or where its cell is empty."""
    if wish.class_column is None:
        return [""] * len(ground)
    return [as_id(value) for value in ground.columns[wish.class_column]]
