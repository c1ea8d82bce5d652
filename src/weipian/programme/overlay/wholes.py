"""What is asked of all parts of a layer at once, put together when the last part is made."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weipian.atlas.ready import Damaged, Ready, Store, Wish
from weipian.geometry.measure import Indexed
from weipian.programme.overlay.ground import Floats, Ints
from weipian.programme.overlay.parted import PartedGround
from weipian.programme.overlay.parts import Parts
from weipian.programme.overlay.source import LayerSource
from weipian.terms.errors import InputError

Columns = tuple[Ints, Ints, Ints]


def opened(store: Store, place: Path, name: str) -> PartedGround | None:
    """The layer where it was put together and none of its parts is missing."""
    whole = store.open_arrays(place)
    if whole is None:
        return None
    count = len(whole.header["parts"])
    if not all(store.part(place, number).exists() for number in range(count)):
        return None
    try:
        for array in whole.header["arrays"]:
            whole.array(array)
    except Damaged:
        store.drop(place)
        return None
    return PartedGround(name, whole, Parts(store, place))


def put_together(store: Store, source: LayerSource, wish: Wish, place: Path, count: int) -> None:
    """Classes numbered alike, contradictions within parts and across, refusals. Raises InputError, OSError, Damaged."""
    parts = Parts(store, place)
    classes: dict[str, int] = {}
    starts, boxes, codes, refused_boxes, clashes = [0], [], [], [], []
    about: dict[str, Any] = {"said": [], "refused": [], "parts": []}
    for number in range(count):
        part = parts[number]
        start = starts[-1]
        starts.append(start + part.indexed.size)
        boxes.append(box_of(part.indexed))
        own = np.array([classes.setdefault(text, len(classes)) for text in part.header["classes"]], np.int64)
        codes.append(own[part.array("codes")])
        refused_boxes.append(part.array("refused_boxes"))
        clashes += [_within(part, start), _across(part, start)]
        about["said"] += [text for text in part.header["said"] if text not in about["said"]]
        about["refused"] += part.header["refused"]
        about["parts"].append(part.indexed.size)
    if not starts[-1] and not about["refused"]:
        raise InputError("source_no_areas", where=source.path.name)
    distinct, order = _in_order(classes)
    arrays = {
        "starts": np.array(starts[:-1], np.int64),
        "box": np.concatenate([np.empty((0, 4)), *boxes]),
        "codes": order[np.concatenate([np.empty(0, np.int64), *codes])],
        "refused_boxes": np.concatenate([np.empty((0, 4)), *refused_boxes]),
        **_sorted(clashes),
    }
    store.put_arrays(place, {**about, "classes": distinct}, arrays)
    store.settle(source.path, wish, place)


def box_of(layer: Indexed) -> Floats:
    """The box of all its pieces, float64[1, 4]; NaN where there are none."""
    box = layer.pieces.box
    if not len(box):
        return np.full((1, 4), np.nan)
    return np.concatenate((box[:, :2].min(axis=0), box[:, 2:].max(axis=0)))[None, :]


def _within(part: Ready, start: int) -> Columns:
    return part.array("clash_a") + start, part.array("clash_b") + start, part.array("clash_area")


def _across(part: Ready, start: int) -> Columns:
    return part.array("across_a"), part.array("across_b") + start, part.array("across_area")


def _in_order(classes: dict[str, int]) -> tuple[list[str], Ints]:
    """The classes in the order of their texts, and the place there of each number."""
    distinct = sorted(classes)
    order = np.empty(len(distinct), np.int64)
    order[[classes[text] for text in distinct]] = np.arange(len(distinct))
    return distinct, order


def _sorted(clashes: list[Columns]) -> dict[str, NDArray[Any]]:
    a, b, area = (np.concatenate([np.empty(0, np.int64), *column]) for column in zip(*clashes, strict=True))
    order = np.lexsort((b, a))
    return {"clash_a": a[order], "clash_b": b[order], "clash_area": area[order]}
