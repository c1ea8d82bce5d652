"""Making a big layer ready part by part: what is made stays, so a work that was stopped goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from weipian.atlas.ready import Ready, Store, Wish
from weipian.fence.blocks import read_block, survey
from weipian.fence.vector import VectorTable
from weipian.geometry.crs import Crs
from weipian.geometry.measure import Indexed, indexed, overlaps
from weipian.programme.overlay.ahead import ahead
from weipian.programme.overlay.ground import Floats, Ints, large, prepare
from weipian.programme.overlay.parted import PartedGround, meet
from weipian.programme.overlay.parts import Parts
from weipian.programme.overlay.ready_ground import contents
from weipian.programme.overlay.sizes import Sizes, Span
from weipian.programme.overlay.source import LayerSource
from weipian.programme.overlay.wholes import box_of, opened, put_together
from weipian.terms.errors import InputError
from weipian.terms.messages import catalogue, sentence
from weipian.work.placing import reason_of
from weipian.work.progress import Progress

Tell = Callable[[str], object]


def parted(source: LayerSource, wish: Wish, store: Store, sizes: Sizes, tell: Tell) -> PartedGround | None:
    """The layer in its ready parts, made now where they are missing; None where they can't be kept."""
    try:
        place = store.place(source.path, wish, (sizes.part_rows, sizes.part_bytes))
        found = opened(store, place, source.path.name)
        if found is not None:
            return found
        return _made(_Making(source, wish, store, place, tell), sizes)
    except OSError as error:
        tell(sentence("ready_not_kept", {"name": source.name, "reason": reason_of(error)}))
        return None


@dataclass(frozen=True, slots=True)
class _Making:
    """One layer being made ready."""

    source: LayerSource
    wish: Wish
    store: Store
    place: Path
    tell: Tell

    def made(self, number: int) -> Ready | None:
        return self.store.open(self.store.part(self.place, number))

    def read(self, span: Span, crs: Crs | None) -> VectorTable:
        """A part; the first decides the system, where the source does not state it."""
        wish = self.wish
        return read_block(
            self.source.path,
            span,
            layer=wish.layer,
            encoding=wish.encoding,
            crs=crs or wish.epsg,
            columns=[wish.class_column] if wish.class_column else [],
            firm=crs is not None,
        )


def _made(making: _Making, sizes: Sizes) -> PartedGround:
    wish, source = making.wish, making.source
    spans = sizes.parts(survey(source.path, wish.layer, wish.encoding, firm=False))
    missing = [number for number in range(len(spans)) if making.made(number) is None]
    there = len(spans) - len(missing)
    making.tell(
        sentence("parts_resumed" if there else "parts_cold", {"name": source.name, "count": len(spans), "done": there})
    )
    with Progress(_label(source), len(spans), done=there) as step:
        _make(making, spans, missing, step)
    if making.store.place(source.path, wish, (sizes.part_rows, sizes.part_bytes)) != making.place:
        raise InputError("source_changed", where=source.path.name)
    put_together(making.store, source, wish, making.place, len(spans))
    found = opened(making.store, making.place, source.path.name)
    if found is None:
        raise OSError("what was put together is not there")
    return found


def _label(source: LayerSource) -> str:
    return catalogue()["parts_label"]["what"].format(name=source.name)


def _make(making: _Making, spans: list[Span], missing: list[int], step: Progress) -> None:
    """The missing parts in their order, each read while the one before it is made."""
    starts, boxes = [0], [np.empty((0, 4))]
    first = None
    waiting: Iterator[VectorTable] = iter(())
    for number in range(len(spans)):
        if number in missing:
            table = next(waiting) if number else making.read(spans[0], None)
            _keep(making, number, table, np.array(starts), np.concatenate(boxes))
            del table
            pa.default_memory_pool().release_unused()
            step()
        part = making.made(number)
        if part is None:
            raise OSError("a part was dropped while its neighbours were made")
        if first is None:  # it stays open: whoever makes room then knows that the layer is in use
            first, crs = part, Crs.of_epsg(part.header["epsg"])
            waiting = ahead(partial(making.read, crs=crs), [spans[k] for k in missing if k])
        starts.append(starts[-1] + part.indexed.size)
        boxes.append(box_of(part.indexed))


def _keep(making: _Making, number: int, table: VectorTable, starts: Ints, boxes: Floats) -> None:
    """Judge, index and write one part, with its contradictions to the parts before it."""
    plain = prepare(table, repair=making.wish.repair)
    layer = indexed(plain.shapes)
    header, arrays = contents(plain, layer, making.wish)
    across = _across(Parts(making.store, making.place), layer, starts, boxes)
    arrays |= {f"across_{name}": column for name, column in zip(("a", "b", "area"), across, strict=True)}
    making.store.put(
        making.store.part(making.place, number), {**header, "epsg": table.crs.epsg, "part": number}, layer, arrays
    )


def _across(parts: Parts, layer: Indexed, starts: Ints, boxes: Floats) -> tuple[Ints, Ints, Ints]:
    """Features of earlier parts (numbered in the layer), those of this one that they overlap, and by how much."""
    found = [(np.empty(0, np.int64),) * 3]
    for number in np.flatnonzero(meet(boxes, box_of(layer))).tolist():
        earlier = parts[number]
        pairs = large(overlaps(layer, earlier.indexed, before=earlier.check_pieces))
        found.append((pairs.b_index + starts[number], pairs.a_index, pairs.area_um2))
    a, b, area = (np.concatenate(column) for column in zip(*found, strict=True))
    return a, b, area
