"""The layers that a person's map may show, each with its look; what it may not show, and why."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from weipian.office.exporting.secrecy import require_may_take
from weipian.office.mapping.degrees import Box, box_in_degrees, in_degrees
from weipian.office.mapping.looks import LOOKS, LayerLook, Swatch, land_swatches
from weipian.office.mapping.tiles import ground_of
from weipian.programme.overlay.kept import attributes_of
from weipian.store.acting import Desk
from weipian.store.actors import require_register
from weipian.store.queries.layers import LayerHere, current_layers, layer_of
from weipian.terms.acting import Register
from weipian.terms.errors import InputError
from weipian.terms.words import LayerKind

ORDER = (
    LayerKind.LAND_USE,
    LayerKind.PERMANENT_BASIC_FARMLAND,
    LayerKind.ECOLOGICAL_REDLINE,
    LayerKind.URBAN_GROWTH_BOUNDARY,
    LayerKind.APPROVAL_BOUNDARY,
    LayerKind.MINING_LICENCE,
    LayerKind.FACILITY_FARMLAND,
    LayerKind.TEMPORARY_USE,
    LayerKind.RURAL_ROAD,
    LayerKind.SOLAR,
    LayerKind.KEY_AREA,
    LayerKind.EARLIER_PATCHES,
    LayerKind.TOWNSHIP,
)
"""From below upwards."""


@dataclass(frozen=True, slots=True)
class LayerShown:
    """`why`: why it can't be shown, else "". `swatches`: of a surveyed layer its classes, else its own hatch."""

    here: LayerHere
    why: str
    look: LayerLook | None
    swatches: tuple[Swatch, ...]
    box: Box | None


def layers_shown(desk: Desk) -> list[LayerShown]:
    """Every current layer in drawing order. Raises InputError `register_not_of_role`."""
    require_register(desk.policy, desk.actor, Register.LAYERS)
    layers = current_layers()
    return [_shown(desk, layers[kind]) for kind in ORDER if kind in layers]


def _shown(desk: Desk, here: LayerHere) -> LayerShown:
    look = LOOKS.get(here.kind)
    try:
        _require_shown(desk, here)
        ground = ground_of(here, desk.workspace.folder)
    except InputError as error:
        return LayerShown(here, error.message, look, (), None)
    boxes = ground.ready.indexed.pieces.box
    around = (*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist()) if len(boxes) else None
    swatches = (
        land_swatches(ground.labels.distinct) if look is None else [look.swatch(here.kind.value, here.kind.label)]
    )
    return LayerShown(here, "", look, tuple(swatches), None if around is None else box_in_degrees(around))


def layer_for(desk: Desk, key: int) -> LayerHere:
    """A layer for its tiles. Raises InputError where this person may not be shown it."""
    require_register(desk.policy, desk.actor, Register.LAYERS)
    here = layer_of(key)
    _require_shown(desk, here)
    return here


def _require_shown(desk: Desk, here: LayerHere) -> None:
    """Not a secret layer to who may not take it, and patches of earlier years only to who sees all of today's."""
    require_may_take(desk, [here])
    if here.kind is LayerKind.EARLIER_PATCHES and not desk.sight.everything:
        raise InputError("layer_whole_county", kind=here.kind.label, whom=desk.actor.label)


def township_names(desk: Desk, here: LayerHere) -> list[tuple[str, float, float]]:
    """The townships' names, each with a place inside, in degrees."""
    ground = ground_of(here, desk.workspace.folder)
    every = range(ground.ready.indexed.size)
    names = attributes_of(here, desk.workspace.folder, list(every)).get("name", [""] * len(every))
    points = in_degrees(np.asarray(shapely.point_on_surface(ground.planar(every)), object))
    return [(str(name or ""), point.x, point.y) for name, point in zip(names, points, strict=True)]
