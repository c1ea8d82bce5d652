"""套合: patches laid over layers, one row per patch, layer and class."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from weipian.geometry.geos import shapely
from weipian.geometry.measure import Indexed, indexed
from weipian.programme.overlay import contradictions as clash
from weipian.programme.overlay import rules
from weipian.programme.overlay.contradictions import Contradiction
from weipian.programme.overlay.ground import Ground, Ints, Surface
from weipian.terms.messages import message

Progress = Callable[[str, int, int], None]


def uncovered_label() -> str:
    """The class of what a partition leaves uncovered."""
    return message("uncovered")["what"]


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
class Rows:
    """The answer in columns: `patch` indexes the patches, `layer` and `label` texts; areas in 1e-6 m² and 0.01 m²."""

    patch: Ints
    layer: list[str]
    label: list[str]
    area_um2: Ints
    area_centi: Ints

    def __len__(self) -> int:
        return len(self.layer)


@dataclass(frozen=True, slots=True, eq=False)
class Overlay:
    """What was measured, and what a person must be told: contradictions, and (patch, layer) pairs not fully known."""

    rows: Rows
    contradictions: tuple[Contradiction, ...]
    incomplete: tuple[tuple[int, str], ...]
    dropped: int


def measure(patches: Ground, layers: Sequence[Layer], progress: Progress | None = None) -> Overlay:
    """Measure every layer; rows come by patch, then layer as given, then class."""
    found = []
    ones = indexed(patches.shapes)
    for number, layer in enumerate(layers):
        found.append(_measure_layer(patches, ones, layer))
        if progress is not None:
            progress(layer.name, number + 1, len(layers))
    return _joined(layers, found)


@dataclass(frozen=True, slots=True, eq=False)
class _One:
    """One layer's rows: patch, label index (−1: touches nothing), areas."""

    labels: list[str]
    patch: Ints
    label: Ints
    area: Ints
    shown: Ints
    contradictions: list[Contradiction]
    incomplete: Ints
    dropped: int


def _measure_layer(patches: Ground, ones: Indexed, layer: Layer) -> _One:
    classes = layer.labels if isinstance(layer.labels, Labels) else Labels.of(layer.labels)
    labels = classes.distinct
    pairs = layer.ground.touched(ones)
    sums = rules.sum_by_class(pairs.a_index, classes.codes[pairs.b_index], pairs.area_um2)
    clashes = clash.find(layer.name, layer.ground, pairs)
    concerned = {patch for one in clashes for patch in one.patches}
    unions = clash.union_areas(patches, layer.ground, pairs, concerned)
    cover = rules.covered(sums, len(patches))
    counts, once = _counted_once(cover, unions)
    known = np.ones(len(patches), np.bool_)
    incomplete = incomplete_patches(patches, layer.ground)
    known[incomplete] = False
    whole = rules.whole_to_fill(patches.areas, cover)
    if layer.partition:
        sums = rules.with_uncovered(sums, patches.areas - once, known, len(labels))
        whole = np.where(known, rules.rounded(patches.areas), whole)
    shown = rules.balance(sums, whole, counts)
    kept = shown > 0
    bare = np.setdiff1d(np.flatnonzero(known), sums.patch[kept & (sums.label < len(labels))])
    none = np.zeros(len(bare), np.int64)
    return _One(
        labels=[*labels, uncovered_label()],
        patch=np.r_[sums.patch[kept], bare],
        label=np.r_[sums.label[kept], none - 1],
        area=np.r_[sums.area[kept], none],
        shown=np.r_[shown[kept], none],
        contradictions=clashes,
        incomplete=incomplete,
        dropped=int((~kept).sum()),
    )


def _counted_once(cover: Ints, unions: Mapping[int, int]) -> tuple[Any, Ints]:
    """Where a layer covers a patch twice: not to be balanced, and the area that it covers once."""
    counts, once = np.ones(len(cover), np.bool_), cover.copy()
    for patch, union in unions.items():
        if cover[patch] - union >= rules.CENTI:
            counts[patch], once[patch] = False, union
    return counts, once


def incomplete_patches(patches: Ground, ground: Surface) -> Ints:
    """Patches near a refused feature of the layer: what they lie on is not fully known."""
    boxes = ground.refused_boxes[np.isfinite(ground.refused_boxes).all(axis=1)]
    if not len(boxes) or not len(patches):
        return np.empty(0, np.int64)
    tree = shapely.STRtree(shapely.box(*patches.boxes().T))
    found: Ints = np.unique(tree.query(shapely.box(*boxes.T))[1]).astype(np.int64)
    return found


def _joined(layers: Sequence[Layer], found: list[_One]) -> Overlay:
    columns = [
        np.concatenate([np.empty(0, np.int64), *(getattr(one, name) for one in found)])
        for name in ("patch", "label", "area", "shown")
    ]
    number = np.repeat(np.arange(len(found)), [len(one.patch) for one in found])
    order = np.lexsort((columns[1], number, columns[0]))
    patch, label, area, shown = (column[order] for column in columns)
    number = number[order]
    texts = [
        found[which].labels[code] if code >= 0 else ""
        for which, code in zip(number.tolist(), label.tolist(), strict=True)
    ]
    names = [layers[which].name for which in number.tolist()]
    return Overlay(
        Rows(patch, names, texts, area, shown),
        tuple(one for each in found for one in each.contradictions),
        tuple((int(p), layer.name) for layer, each in zip(layers, found, strict=True) for p in each.incomplete),
        sum(each.dropped for each in found),
    )


def records(patches: Ground, ids: Sequence[str], rows: Rows) -> dict[str, list[str]]:
    """The contract's columns, all texts: m² with 2 decimals, 亩 with 4, share of the patch with 6."""
    which = rows.patch.tolist()
    whole = decimal_texts(rules.rounded(patches.areas), 2)
    return {
        "patch": [ids[index] for index in which],
        "patch_area_m2": [whole[index] for index in which],
        "layer": rows.layer,
        "class": rows.label,
        "area_m2": decimal_texts(rows.area_centi, 2),
        "area_mu": decimal_texts(rules.in_ten_thousandths_of_mu(rows.area_um2), 4),
        "share": decimal_texts(rules.in_millionths(rows.area_um2, patches.areas[rows.patch]), 6),
    }


def decimal_texts(values: Ints, places: int) -> list[str]:
    """Whole units of the last place, none below 0, as decimal texts."""
    unit = 10**places
    rest = pc.utf8_lpad(pa.array(values % unit).cast(pa.string()), places, "0")
    found: list[str] = pc.binary_join_element_wise(pa.array(values // unit).cast(pa.string()), rest, ".").to_pylist()
    return found
