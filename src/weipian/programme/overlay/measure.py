"""套合: patches laid over layers, one row per patch, layer and class."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from weipian.geometry.geos import shapely
from weipian.geometry.measure import Indexed, indexed
from weipian.programme.overlay import contradictions as clash
from weipian.programme.overlay.contradictions import Contradiction
from weipian.programme.overlay.ground import Ground, Ints, Surface
from weipian.programme.overlay.rows import Rows, Touches, in_rows, records, uncovered_label

__all__ = [
    "Labels", "Layer", "Overlay", "Progress", "Rows", "incomplete_patches", "measure", "records", "uncovered_label",
]  # fmt: skip

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """The class of every shape: `distinct[codes[i]]` (codes int64[n]), `distinct` in the order of their texts."""

    distinct: list[str]
    codes: Ints

    @classmethod
    def of(cls, texts: Sequence[str]) -> Labels:
        distinct = sorted(set(texts))
        number = {text: code for code, text in enumerate(distinct)}
        return cls(distinct, np.fromiter((number[text] for text in texts), np.int64, len(texts)))

    @property
    def empty(self) -> int:
        """How many shapes have no class."""
        return int((self.codes == 0).sum()) if self.distinct[:1] == [""] else 0


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """A layer to measure on, the classes of its shapes, and whether it should fill each patch."""

    name: str
    ground: Surface
    labels: Labels | Sequence[str]
    partition: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """What was measured, and what a person must be told: contradictions, and (patch, layer) pairs not fully known."""

    rows: Rows
    contradictions: tuple[Contradiction, ...]
    incomplete: tuple[tuple[int, str], ...]
    dropped: int


def measure(patches: Ground, layers: Sequence[Layer], progress: Progress | None = None) -> Overlay:
    """Measure every layer, of which there is at least one; rows come by patch, then layer as given, then class."""
    found, clashes = _touched(patches, layers, progress)
    rows, dropped = in_rows(patches.areas, found)
    incomplete = tuple((patch, one.layer) for one in found for patch in one.incomplete.tolist())
    return Overlay(rows, tuple(clashes), incomplete, dropped)


def _touched(
    patches: Ground, layers: Sequence[Layer], progress: Progress | None
) -> tuple[list[Touches], list[Contradiction]]:
    """Layer by layer; the patches' index, which is large, is gone afterwards."""
    found: list[Touches] = []
    clashes: list[Contradiction] = []
    ones = indexed(patches.shapes)
    for number, layer in enumerate(layers):
        touches, contradictions = _measure_layer(patches, ones, layer)
        found.append(touches)
        clashes += contradictions
        if progress is not None:
            progress(layer.name, number + 1, len(layers))
    return found, clashes


def _measure_layer(patches: Ground, ones: Indexed, layer: Layer) -> tuple[Touches, list[Contradiction]]:
    classes = layer.labels if isinstance(layer.labels, Labels) else Labels.of(layer.labels)
    pairs = layer.ground.touched(ones)
    clashes = clash.find(layer.name, layer.ground, pairs)
    concerned = {patch for one in clashes for patch in one.patches}
    touches = Touches(
        layer=layer.name,
        classes=classes.distinct,
        partition=layer.partition,
        patch=pairs.a_index,
        label=classes.codes[pairs.b_index],
        area=pairs.area_um2,
        unions=clash.union_areas(patches, layer.ground, pairs, concerned),
        incomplete=incomplete_patches(patches, layer.ground),
    )
    return touches, clashes


def incomplete_patches(patches: Ground, ground: Surface) -> Ints:
    """Patches near a refused feature of the layer: what they lie on is not fully known."""
    boxes = ground.refused_boxes[np.isfinite(ground.refused_boxes).all(axis=1)]
    if not len(boxes) or not len(patches):
        return np.empty(0, np.int64)
    tree = shapely.STRtree(shapely.box(*patches.boxes().T))
    found: Ints = np.unique(tree.query(shapely.box(*boxes.T))[1]).astype(np.int64)
    return found
