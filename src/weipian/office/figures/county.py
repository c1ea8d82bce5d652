"""The county's map out of the books: every open plot with the mark of its determination."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.figures.county_map import Backdrop, CountyMap, MapPatch, MapTownship, draw_county_map
from weipian.figures.marks import Marked
from weipian.office.exporting.cover import cap_m2
from weipian.office.figures.flow import mark_of
from weipian.office.figures.near import Near, opened
from weipian.office.figures.titles import title_of
from weipian.office.figures.zone import Zone, zone_of_plane
from weipian.office.ledger.standing import ratio_now
from weipian.policy import Policy
from weipian.programme.overlay.kept import attributes_of
from weipian.programme.overlay.plots import ground_of
from weipian.store.acting import Desk
from weipian.store.queries.layers import current_layers
from weipian.store.queries.ledger import lines
from weipian.store.queries.overlay import open_plots
from weipian.store.seeing import summed
from weipian.terms.acting import STAMP, State
from weipian.terms.errors import InputError
from weipian.terms.words import LayerKind

DRAWN = (LayerKind.TOWNSHIP, LayerKind.LAND_USE)
BACKDROPS = (("01", "#e9efd9"), ("11", "#b9d6ec"))
"""Cultivated land and water, to find one's way by."""
FINE_M = 8.0
"""Backdrops are simplified to what a county's map shows."""
Shapes = NDArray[np.object_]
MOST = 4
_kept_grounds: dict[tuple[str, int, float], list[shapely.Geometry]] = {}
"""Of a version of the survey, which never changes: most of what a map takes to draw."""


def county_map(desk: Desk, today: date) -> str:
    """An SVG; who belongs to a township sees that one."""
    return draw_county_map(map_of(desk, today))


def map_of(desk: Desk, today: date) -> CountyMap:
    """The map's values. Raises InputError `figure_no_plots`.

    A whole county is far beyond what may leave drawn finely: secret layers are not drawn, others as coarsely as the
    policy says where their ground reaches the cap.
    """
    marks = {line.id: mark_of(line) for line in lines(summed(desk)) if line.state is not State.WITHDRAWN}
    return drawn_map(desk, marks, "图斑分布", today)


def drawn_map(desk: Desk, marks: Mapping[int, Marked], what: str, today: date) -> CountyMap:
    """A map of the open plots that have a mark, by plot id. Raises InputError `figure_no_plots`: none at all."""
    sight = summed(desk)
    plots = [plot for plot in open_plots(sight=sight) if plot.state is not State.WITHDRAWN]
    if not plots:
        raise InputError("figure_no_plots")
    outlines = ground_of(plots).planar(range(len(plots)))
    epsg = int(plots[0].patch_crs.removeprefix("EPSG:"))
    zone = zone_of_plane(epsg, float(np.median(shapely.bounds(outlines)[:, 0])))
    layers = current_layers()
    secret = {kind for kind in DRAWN if kind in layers and layers[kind].secrecy.is_secret}
    near = opened(layers, [kind for kind in DRAWN if kind not in secret], desk.workspace.folder)
    townships = _townships(desk, near, zone) or [_frame(zone.shapes(outlines))]
    fine = _fineness(desk.policy, [one.shape for one in townships])
    townships = [replace(one, shape=shape) for one, shape in zip(townships, _coarse(townships, fine), strict=True)]
    return CountyMap(
        title=f"{title_of(desk)}　{what}（截至 {today.isoformat()}）",
        townships=townships,
        patches=[
            MapPatch(shape, marks[plot.id])
            for plot, shape in zip(plots, zone.shapes(outlines).tolist(), strict=True)
            if plot.id in marks
        ],
        crs=zone.crs.label,
        backdrops=_backdrops(near, zone, [one.shape for one in townships] if sight.one_township else (), fine),
        notice=STAMP + ("　涉密图层没有画" if secret else ""),
        heading=True,
    )


def _fineness(policy: Policy, townships: Sequence[shapely.Geometry]) -> float:
    """How coarsely the ground is drawn, metres: as the policy says from the cap on."""
    whole = float(shapely.area(np.array(townships, object)).sum())
    coarse = float(policy.value("secrecy.outline_tolerance").number)
    return max(FINE_M, coarse) if whole >= cap_m2(policy) else FINE_M


def _coarse(townships: Sequence[MapTownship], fine: float) -> list[shapely.Geometry]:
    """Neighbours still meet; what is drawn finely anyway stays as it is."""
    shapes = np.array([one.shape for one in townships], object)
    return list(shapely.coverage_simplify(shapes, fine)) if fine > FINE_M else shapes.tolist()


def _townships(desk: Desk, near: dict[LayerKind, Near], zone: Zone) -> list[MapTownship]:
    layer = near.get(LayerKind.TOWNSHIP)
    if layer is None:
        return []
    every = range(layer.ground.ready.indexed.size)
    names = attributes_of(layer.here, desk.workspace.folder, list(every)).get("name", [""] * len(every))
    shapes = zone.shapes(layer.ground.planar(every)).tolist()
    only, reached = summed(desk).one_township, _reaching(desk)
    named = [MapTownship(str(name), shape, str(name) in reached) for name, shape in zip(names, shapes, strict=True)]
    return [one for one in named if only in (None, one.name)]


def _reaching(desk: Desk) -> set[str]:
    found = ratio_now(desk).answer["townships"]
    assert isinstance(found, dict)
    return {name for name, account in found.items() if account["in_scope"]}


def _frame(shapes: Shapes) -> MapTownship:
    """Where there is no township layer: a nameless box around the plots."""
    return MapTownship("", shapely.box(*shapely.total_bounds(shapes)).buffer(500, join_style="mitre"))


def _backdrops(
    near: dict[LayerKind, Near], zone: Zone, within: Sequence[shapely.Geometry], fine: float
) -> list[Backdrop]:
    layer = near.get(LayerKind.LAND_USE)
    if layer is None:
        return []
    key = (layer.here.kept_sha256, zone.crs.epsg, fine)
    if key not in _kept_grounds:
        _kept_grounds[key] = _grounds(layer, zone, fine)
        for old in list(_kept_grounds)[:-MOST]:
            _kept_grounds.pop(old, None)
    found, place = _kept_grounds[key], shapely.union_all(list(within)) if len(within) else None
    return [
        Backdrop([shape if place is None else shapely.intersection(shape, place)], fill)
        for shape, (_, fill) in zip(found, BACKDROPS, strict=True)
    ]


def _grounds(layer: Near, zone: Zone, fine: float) -> list[shapely.Geometry]:
    """Of each kind the whole layer's ground."""
    labels = layer.ground.labels
    group = np.array([text[:2] for text in labels.distinct])[labels.codes]
    return [_joined(layer, zone, np.flatnonzero(group == code), fine) for code, _ in BACKDROPS]


def _joined(layer: Near, zone: Zone, features: NDArray[np.int64], fine: float) -> shapely.Geometry:
    """Neighbours as one, simplified; a survey that is no clean coverage takes the longer way."""
    whole = layer.ground.planar(features)
    try:
        found = shapely.coverage_union_all(whole)
    except shapely.errors.GEOSException:
        found = shapely.union_all(whole)
    drawn = shapely.simplify(zone.shapes(shapely.get_parts(found)), fine, preserve_topology=False)
    return shapely.make_valid(shapely.multipolygons(shapely.get_parts(drawn[~shapely.is_empty(drawn)])))
