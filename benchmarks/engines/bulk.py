"""Shapely in bulk on two threads: GEOS lets go of the interpreter.

At its best: boxes come from the file's bbox column, so only shapes that a patch's box touches are ever parsed; huge
shapes are split first; pairs run in chunks, sorted by patch; where shapes are much larger than patches, prepared
shapes are asked first whether they hold the patch whole. Its ready format is Arrow IPC, uncompressed, mapped, split.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely
from numpy.typing import NDArray

from benchmarks.answer import THREADS, Found, OnLayer
from benchmarks.inputs import LAYERS, Inputs
from benchmarks.splitting import split_huge

Objects = NDArray[np.object_]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
CHUNK = 2048
MUCH_LARGER = 4.0


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Shapes with an index over them, and the class of each as a number."""

    name: str
    shapes: Objects
    tree: shapely.STRtree
    labels: list[str]
    label: Ints

    def measure(self, patches: Objects) -> OnLayer:
        a, b = query(self.tree, patches)
        return OnLayer(self.name, self.labels, a, self.label[b], shared(patches, self.shapes, a, b))


class Opened:
    def __init__(self, layers: list[Layer]) -> None:
        self.layers = layers

    def measure(self, patches: Path) -> Found:
        shapes = read_patches(patches)
        return Found(shapely.area(shapes), [layer.measure(shapes) for layer in self.layers])


class Bulk:
    """Layers parsed whole for computing; for a single process only what is touched."""

    def prepare(self, inputs: Inputs) -> None:
        inputs.ready("shapely").mkdir(parents=True, exist_ok=True)
        for name in LAYERS:
            table = pq.read_table(inputs.split(name)).combine_chunks()
            with pa.OSFile(str(_ready(inputs, name)), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
                writer.write_table(table)

    def open(self, inputs: Inputs, form: str) -> Opened:
        return Opened([_whole(name, _table(inputs, name, form)) for name in LAYERS])

    def process(self, inputs: Inputs, form: str, patches: Path) -> Found:
        shapes = read_patches(patches)
        touched = [_touched(name, _table(inputs, name, form), shapes) for name in LAYERS]
        return Found(shapely.area(shapes), touched)


def engine() -> Bulk:
    return Bulk()


def _ready(inputs: Inputs, name: str) -> Path:
    return inputs.ready("shapely") / f"{name}.arrow"


def _table(inputs: Inputs, name: str, form: str) -> Any:
    if form == "plain":
        return pq.ParquetFile(inputs.plain(name)).read()
    return pa.ipc.open_file(pa.memory_map(str(_ready(inputs, name)))).read_all()


def _labels(table: Any) -> tuple[list[str], Ints]:
    coded = table.column("class").combine_chunks().dictionary_encode()
    return coded.dictionary.to_pylist(), np.asarray(coded.indices.to_numpy(zero_copy_only=False), np.int64)


def _whole(name: str, table: Any) -> Layer:
    labels, label = _labels(table)
    shapes, owner = split_huge(parsed(table.column("geometry").to_numpy()))
    tree = shapely.STRtree(shapes)
    tree.query(shapes[:1])  # the tree is built at its first query
    return Layer(name, shapes, tree, labels, label[owner])


def _touched(name: str, table: Any, patches: Objects) -> OnLayer:
    """Boxes first; of the layer only what some patch's box meets is parsed."""
    box = table.column("bbox").combine_chunks()
    boxes = shapely.box(*(box.field(k).to_numpy() for k in range(4)))
    labels, label = _labels(table)
    a, b = query(shapely.STRtree(boxes), patches)
    used, b = np.unique(b, return_inverse=True)
    shapes = parsed(table.column("geometry").take(pa.array(used)).to_numpy())
    pieces, owner = split_huge(shapes)
    if len(pieces) > len(shapes):
        a, b = query(shapely.STRtree(pieces), patches)
    return OnLayer(name, labels, a, label[used][owner][b], shared(patches, pieces, a, b))


def read_patches(path: Path) -> Objects:
    return parsed(pq.ParquetFile(path).read(columns=["geometry"]).column("geometry").to_numpy())


def parsed(wkb: Any) -> Objects:
    """Shapes from WKB, on two threads."""
    parts = np.array_split(wkb, THREADS) if len(wkb) > CHUNK else [wkb]
    return np.concatenate(_threaded(shapely.from_wkb, parts))


def query(tree: shapely.STRtree, patches: Objects) -> tuple[Ints, Ints]:
    """Pairs whose boxes meet, by patch."""
    starts = list(range(0, len(patches), CHUNK))
    found = _threaded(tree.query, [patches[start : start + CHUNK] for start in starts])
    a, b = np.concatenate(
        [pairs + np.array([[start], [0]]) for pairs, start in zip(found, starts, strict=True)], axis=1
    )
    return a, b


def shared(patches: Objects, shapes: Objects, a: Ints, b: Ints) -> Floats:
    """The area that each pair of a patch and a shape shares, float64[k] m²."""
    areas = np.zeros(len(a))
    if _mean_area(shapes) > MUCH_LARGER * _mean_area(patches):
        _threaded(lambda pairs: _held_first(patches, shapes, a, b, pairs, areas), _by_shape(b))
    else:
        _threaded(lambda pairs: _intersected(patches, shapes, a, b, pairs, areas), _chunks(np.arange(len(a))))
    return areas


def _intersected(patches: Objects, shapes: Objects, a: Ints, b: Ints, pairs: Ints, areas: Floats) -> None:
    areas[pairs] = shapely.area(shapely.intersection(patches[a[pairs]], shapes[b[pairs]]))


def _held_first(patches: Objects, shapes: Objects, a: Ints, b: Ints, pairs: Ints, areas: Floats) -> None:
    """Patches that lie in a shape whole need no intersection. A prepared shape is for one thread alone."""
    shapely.prepare(shapes[b[pairs]])
    held = shapely.contains_properly(shapes[b[pairs]], patches[a[pairs]])
    areas[pairs[held]] = shapely.area(patches[a[pairs[held]]])
    _intersected(patches, shapes, a, b, pairs[~held], areas)


def _chunks(pairs: Ints) -> list[Ints]:
    return [pairs[start : start + CHUNK] for start in range(0, len(pairs), CHUNK)]


def _by_shape(b: Ints) -> list[Ints]:
    """Runs of pairs, all of a shape's in one run."""
    order = np.argsort(b, kind="stable")
    first = np.flatnonzero(np.diff(b[order], prepend=-1))
    wanted = np.arange(0, len(b), CHUNK)
    starts = np.unique(first[np.searchsorted(first, wanted, side="right") - 1]) if len(b) else first
    return np.split(order, starts[1:])


def _mean_area(shapes: Objects) -> float:
    return float(shapely.area(shapes[:1000]).mean()) if len(shapes) else 0.0


def _threaded(work: Callable[[Any], Any], parts: list[Any]) -> list[Any]:
    if len(parts) < 2:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, parts))
