"""The part of each patch that no confirmed approval covers: what gates A and D look at (requirement B11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import shapely

from weipian.geometry.authalic import AUTHALIC
from weipian.geometry.measure import indexed, shape_areas
from weipian.geometry.shapes import Shapes
from weipian.programme.overlay.cultivated import net_cultivated
from weipian.programme.overlay.facts import gather
from weipian.programme.overlay.ground import Featured, Ground, Objects, Surface
from weipian.terms.area import ZERO, Area
from weipian.terms.words import LayerKind

LINES = (LayerKind.PERMANENT_BASIC_FARMLAND, LayerKind.ECOLOGICAL_REDLINE)
Layers = Mapping[LayerKind, Featured]


@dataclass(frozen=True, slots=True)
class Rest:
    """Areas of what is left of a patch; None where the layer was not checked or is not fully known."""

    cultivated: Area | None
    farmland: Area | None
    redline: Area | None


NOTHING = Rest(ZERO, ZERO, ZERO)


def rests(
    patches: Ground, layers: Layers, is_confirmed: Callable[[int], bool], columns: Mapping[str, str]
) -> dict[int, Rest]:
    """By patch index, only where a confirmed approval covers some of it; the others are wholly uncovered.

    `is_confirmed` says it of a feature of the approvals; `columns` what the survey calls its class and coefficient.
    """
    approvals = layers.get(LayerKind.APPROVAL_BOUNDARY)
    covering = _confirmed(patches, approvals, is_confirmed) if approvals else {}
    if approvals is None or not covering:
        return {}
    left = {index: remainder(patches, index, approvals, over) for index, over in covering.items()}
    some = [index for index, shape in left.items() if not shape.is_empty]
    found = measured_rests(patches, some, _objects([left[index] for index in some]), layers, columns)
    return {**dict.fromkeys(left, NOTHING), **found}


def _objects(shapes: list[shapely.Geometry]) -> Objects:
    out = np.empty(len(shapes), object)
    out[:] = shapes
    return out


def _confirmed(patches: Ground, approvals: Surface, is_confirmed: Callable[[int], bool]) -> dict[int, list[int]]:
    """Patch index → the approvals on it that the ministry's systems know."""
    pairs = approvals.touched(indexed(patches.shapes))
    found: dict[int, list[int]] = {}
    for patch, feature in zip(pairs.a_index.tolist(), pairs.b_index.tolist(), strict=True):
        if is_confirmed(feature):
            found.setdefault(patch, []).append(feature)
    return found


def remainder(ground: Ground, index: int, approvals: Surface, over: list[int]) -> shapely.Geometry:
    """What is left of a patch, in the authalic plane; lines and points that a cut leaves are no land."""
    cut = shapely.difference(ground.planar([index])[0], shapely.union_all(approvals.planar(over)))
    parts = [part for part in shapely.get_parts(cut) if part.geom_type == "Polygon" and part.area > 0]
    return shapely.multipolygons(parts) if parts else shapely.from_wkt("MULTIPOLYGON EMPTY")


def measured_rests(
    patches: Ground, indices: list[int], shapes: Objects, layers: Layers, columns: Mapping[str, str]
) -> dict[int, Rest]:
    """The remainders laid over the layers like patches of their own."""
    if not indices:
        return {}
    plane = Shapes.of_shapely(shapes, AUTHALIC)
    ground = replace(
        patches,
        crs=AUTHALIC,
        areal=shapes,
        shapes=plane,
        areas=np.asarray(shape_areas(plane), np.int64),
        rows=[patches.rows[index] for index in indices],
        columns={},
    )
    there = {kind: layers[kind] for kind in LINES if kind in layers}
    facts = gather(ground, [str(index) for index in indices], there)
    land = layers.get(LayerKind.LAND_USE)
    net = (
        net_cultivated(ground, land, class_column=columns["class"], ridge_column=columns["ridge_share"]).net
        if land
        else (None,) * len(indices)
    )
    return {
        index: Rest(net[k], facts[k].area_on(LINES[0]), facts[k].area_on(LINES[1])) for k, index in enumerate(indices)
    }
