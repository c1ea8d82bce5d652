"""Plots as GeoJSON for the person who asks: places of all of them, outlines of those that are looked at."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.figures.marks import Mark
from weipian.geometry.authalic import AUTHALIC, from_plane
from weipian.geometry.crs import Crs
from weipian.office.figures.flow import MINING
from weipian.office.mapping.degrees import Box, box_of_degrees, in_degrees
from weipian.programme.overlay.ground import in_plane
from weipian.store.acting import Desk
from weipian.store.queries.on_map import Alike, OnMap, alike, grid_over, how_many, plots_on_map
from weipian.store.queries.outlines import outlines
from weipian.store.seeing import seen
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.area import Area
from weipian.terms.errors import InputError
from weipian.terms.words import Category, Determination

MOST = 2000
"""Outlines or places at a time; of more the map shows how many lie where."""
ACROSS = 40
"""Squares across, then."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which plots; "" asks nothing. `box` in degrees."""

    patch: str = ""
    township: str = ""
    state: str = ""
    mark: str = ""
    box: Box | None = None


def mark_of(one: OnMap | Alike) -> Mark:
    """As determined; what is not is 未, or 疑 where the machine could not say either."""
    if one.category == Category.MINING.value:
        found = MINING.get(one.conclusion, Mark.UNDETERMINED)
    else:
        found = Mark.of(Determination(one.determined)) if one.determined else Mark.UNDETERMINED
    return Mark.IN_DOUBT if found is Mark.UNDETERMINED and one.doubted else found


def chosen(desk: Desk, asked: Asked) -> list[OnMap]:
    """The plots that are asked for, of those that this person sees. Raises InputError `patch_unknown`."""
    within = None if asked.box is None else box_of_degrees(asked.box)
    found = plots_on_map(seen(desk, asked.township or None), patch=asked.patch, within=within)
    if asked.patch and not found:
        raise InputError("patch_unknown", where=asked.patch)
    return [one for one in found if _is_asked(one, asked)]


def tallied(desk: Desk, asked: Asked) -> list[Alike]:
    """How many plots of each township and determination are asked for, of those that this person sees."""
    return [one for one in alike(seen(desk, asked.township or None)) if _is_asked(one, asked)]


def shown(desk: Desk, asked: Asked) -> dict[str, Any]:
    """Outlines of a patch's plots or of those in a box, else the places of all; of too many how many lie where."""
    sight, within = seen(desk, asked.township or None), None if asked.box is None else box_of_degrees(asked.box)
    if not asked.patch and how_many(sight, within) > MOST:
        return {**cells(sight, asked, within), "outlined": False, "cells": True}
    found = chosen(desk, asked)
    outlined = bool(asked.patch or asked.box)
    return {**(shapes(found) if outlined else places(found)), "outlined": outlined, "cells": False}


def cells(sight: Sight, asked: Asked, within: Box | None) -> dict[str, Any]:
    """A point for each square that plots lie in: how many, of which determination; `width`: a square's degrees."""
    grid = grid_over(sight, ACROSS, within)
    found: dict[tuple[int, int], Counter[Mark]] = {}
    for one in alike(sight, within=within, grid=grid) if grid else ():
        if _is_asked(one, asked):
            found.setdefault(one.cell, Counter())[mark_of(one)] += one.count
    if grid is None or not found:
        return {**collection([], []), "width": 0.0}
    middle = (np.array(list(found), np.float64) + 0.5) * grid.side / 1000 + (grid.west / 1000, grid.south / 1000)
    lon, lat = from_plane(middle[:, 0].copy(), middle[:, 1].copy())
    points = [{"type": "Point", "coordinates": [round(x, 5), round(y, 5)]} for x, y in zip(lon.tolist(), lat.tolist())]  # noqa: B905
    edges, _ = from_plane(np.array([0.0, grid.side / 1000]), np.zeros(2))
    drawn = collection(points, [_cell(counts) for counts in found.values()])
    return {**drawn, "width": round(float(edges[1] - edges[0]), 6)}


def _cell(counts: Counter[Mark]) -> dict[str, Any]:
    """What the map says of a square; its colour is that of most of its plots."""
    (mark, _), *_ = counts.most_common(1)
    told = "、".join(f"{one.look.letter} {one.look.label} {count}" for one, count in counts.most_common())
    return {"mark": mark.name.lower(), "letter": str(counts.total()), "count": counts.total(), "told": told}


def _is_asked(one: Alike | OnMap, asked: Asked) -> bool:
    there = asked.patch or asked.state or one.state is not State.WITHDRAWN
    return bool(there) and asked.state in ("", one.state.value) and asked.mark in ("", mark_of(one).name.lower())


def places(plots: Sequence[OnMap]) -> dict[str, Any]:
    """A point for each: the middle of its patch."""
    boxes = np.array([one.box for one in plots], np.float64).reshape(-1, 4) / 1000
    lon, lat = from_plane((boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2)
    points = [{"type": "Point", "coordinates": [round(x, 6), round(y, 6)]} for x, y in zip(lon.tolist(), lat.tolist())]  # noqa: B905
    return collection(points, [facts(one) for one in plots])


def shapes(plots: Sequence[OnMap]) -> dict[str, Any]:
    """Their outlines, of at most `MOST`."""
    some = plots[:MOST]
    planar = planar_of(some)
    return collection(list(geojson(in_degrees(planar))), [facts(one) for one in some])


def planar_of(plots: Sequence[OnMap]) -> NDArray[np.object_]:
    """Outlines in the plane, in the order of the plots."""
    place = {one.id: index for index, one in enumerate(plots)}
    found = np.empty(len(plots), object)
    kept = outlines(list(place))
    for crs in sorted({one.crs for one in kept}):
        group = [one for one in kept if one.crs == crs]
        areal = np.asarray(shapely.from_wkb(np.array([one.wkb for one in group], object)), object)
        system = Crs.of_epsg(int(crs.removeprefix("EPSG:"))) if crs else AUTHALIC
        found[[place[one.id] for one in group]] = in_plane(shapely.force_2d(areal), system)
    return found


def geojson(degrees: NDArray[np.object_]) -> Iterator[dict[str, Any]]:
    """Each shape as GeoJSON says it."""
    for text in np.atleast_1d(shapely.to_geojson(degrees)):
        yield json.loads(text)


def facts(one: OnMap) -> dict[str, Any]:
    """What the map says of a plot."""
    mark = mark_of(one)
    return {
        "plot": one.number,
        "patch": one.patch,
        "township": one.township or "乡镇不明",
        "state": one.state.label,
        "mark": mark.name.lower(),
        "letter": mark.look.letter,
        "said": mark.look.label,
        "mu": Area.of_um2(one.area_um2).text_mu(2),
        "m2": Area.of_um2(one.area_um2).text_m2(),
    }


def collection(geometries: Sequence[dict[str, Any]], properties: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A GeoJSON document."""
    features = [
        {"type": "Feature", "id": number, "geometry": shape, "properties": told}
        for number, (shape, told) in enumerate(zip(geometries, properties, strict=True), 1)
    ]
    return {"type": "FeatureCollection", "features": features}
