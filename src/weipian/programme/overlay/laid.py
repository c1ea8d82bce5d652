"""Layers to measure on: mapped from the disk where they are ready, else read, judged and made ready for next time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from weipian.atlas.ready import Ready, Store, Wish
from weipian.fence.ids import as_id
from weipian.fence.vector import read
from weipian.geometry.authalic import AUTHALIC
from weipian.geometry.gathering import geometries, spans
from weipian.geometry.measure import Indexed, Overlaps, indexed, overlaps, overlaps_within
from weipian.geometry.pieces import read_only
from weipian.geometry.shapes import Shapes
from weipian.geometry.split import MOST_VERTICES
from weipian.programme.overlay.ground import Floats, Ground, Ints, Objects, large, prepare
from weipian.programme.overlay.measure import Labels, Layer
from weipian.programme.overlay.sizes import Sizes
from weipian.programme.overlay.source import LayerSource
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import sentence
from weipian.work.placing import reason_of

if TYPE_CHECKING:
    from weipian.programme.overlay.parted import PartedGround

Tell = Callable[[str], object]
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


def lay(source: LayerSource, partition: bool, wish: Wish, store: Store | None, tell: Tell) -> Layer:
    """A layer, from the store where it is ready there. Raises InputError where its source gives nothing."""
    found = _parted(source, wish, store, tell) if store else None
    if found is not None:
        return Layer(source.name, found, found.labels, partition)
    return _lay_whole(source, partition, wish, store, tell)


def _parted(source: LayerSource, wish: Wish, store: Store, tell: Tell) -> PartedGround | None:
    """A big layer in its parts; None for any other."""
    sizes = Sizes.now()
    if not sizes.is_big(source.path):
        return None
    from weipian.programme.overlay.parting import parted

    return parted(source, wish, store, sizes, tell)


def _lay_whole(source: LayerSource, partition: bool, wish: Wish, store: Store | None, tell: Tell) -> Layer:
    found = _ready(source, wish, store, tell) if store else None
    if isinstance(found, Ready):
        ground = ReadyGround(source.path.name, found)
        return Layer(source.name, ground, ground.labels, partition)
    plain = found or read_layer(source, wish)
    return Layer(source.name, plain, Labels.of(_texts(plain, wish)), partition)


def _ready(source: LayerSource, wish: Wish, store: Store, tell: Tell) -> Ready | Ground | None:
    """The ready layer, made now if it was not there; the plain one where it can't be kept; None for no such source."""
    try:
        place = store.place(source.path, wish)
    except OSError:
        return None  # reading it says what is wrong with it
    found = store.open(place)
    if found is not None:
        return found
    tell(sentence("ready_cold", {"name": source.name}))
    plain = read_layer(source, wish)
    try:
        keep(store, source.path, wish, place, plain)
        found = store.open(place)
    except OSError as error:
        tell(sentence("ready_not_kept", {"name": source.name, "reason": reason_of(error)}))
    return found or plain


def keep(store: Store, source: Path, wish: Wish, place: Path, plain: Ground) -> None:
    """Make a layer ready. Raises OSError."""
    layer = indexed(plain.shapes)
    header, arrays = contents(plain, layer, wish)
    store.keep(source, wish, place, header, layer, arrays)


def contents(plain: Ground, layer: Indexed, wish: Wish) -> tuple[dict[str, Any], dict[str, NDArray[Any]]]:
    """All that `ReadyGround` gives back, beside the indexed shapes."""
    huge = np.diff(plain.shapes.ring_start[plain.shapes.shape_start]) > MOST_VERTICES
    whereabouts = np.zeros(len(plain), np.int64)
    whereabouts[layer.pieces.owner] = np.arange(len(layer.pieces.owner))
    whereabouts[huge] = -1 - np.arange(np.count_nonzero(huge))
    uncut = plain.shapes.picked(np.flatnonzero(huge))
    clash = large(overlaps_within(layer))
    labels = Labels.of(_texts(plain, wish))
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


def read_layer(source: LayerSource, wish: Wish) -> Ground:
    columns = [wish.class_column] if wish.class_column else []
    table = read(source.path, layer=wish.layer, encoding=wish.encoding, crs=wish.epsg, columns=columns, firm=False)
    ground = prepare(table, repair=wish.repair)
    if not len(ground) and not ground.refused:
        raise InputError("source_no_areas", where=ground.name)
    return ground


def _texts(ground: Ground, wish: Wish) -> list[str]:
    """The class of each shape as text; empty without a class column or where its cell is empty."""
    if wish.class_column is None:
        return [""] * len(ground)
    return [as_id(value) for value in ground.columns[wish.class_column]]
