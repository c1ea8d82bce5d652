"""Where a plot is to be cut: approvals or townships as they are booked, or a line that somebody drew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from weipian.geometry.crs import Crs, check, guess
from weipian.geometry.measure import indexed
from weipian.geometry.project import to_plane
from weipian.programme.overlay.kept import attributes_of, laid_version
from weipian.programme.overlay.plots import ground_of
from weipian.programme.overlay.splitting import Bound
from weipian.programme.overlay.surveying import require_booked
from weipian.store.queries.layers import current_layers
from weipian.store.queries.overlay import PlotHere
from weipian.terms.errors import InputError
from weipian.terms.words import LayerKind

KINDS = {"approval": (LayerKind.APPROVAL_BOUNDARY, "number"), "township": (LayerKind.TOWNSHIP, "name")}
LONGEST = 1 << 20
"""Bytes of a line: a plot's cut has some hundred vertices."""


def bound_of(plot: PlotHere, by: str, folder: Path, epsg: int | None) -> Bound:
    """Raises InputError `split_no_layer`, `split_line_unreadable`, `crs_…`."""
    if by in KINDS:
        return _of_layer(plot, *KINDS[by], folder)
    return Bound(line=_in_plane(_line(by), epsg, plot.patch_crs))


def _of_layer(plot: PlotHere, kind: LayerKind, key: str, folder: Path) -> Bound:
    here = current_layers().get(kind)
    if here is None:
        raise InputError("split_no_layer", kind=kind.label)
    require_booked(here, folder)
    surface = laid_version(here, folder)
    features = np.unique(surface.touched(indexed(ground_of([plot]).shapes)).b_index)
    names = attributes_of(here, folder, features).get(key, [None] * len(features))
    rows = surface.rows
    labels = [str(name or f"#{int(rows[feature])}") for feature, name in zip(features.tolist(), names, strict=True)]
    return Bound(sorted(zip(labels, surface.planar(features), strict=True), key=lambda one: one[0]))


def _line(text: str) -> shapely.Geometry:
    """From WKT or GeoJSON, itself or in a file; one line, of one stroke or several."""
    path = Path(text)
    if _is_file(path):
        if path.stat().st_size > LONGEST:
            raise InputError("split_line_unreadable", where=path.name)
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    found = _parsed(text.strip())
    if found is None or found.geom_type not in ("LineString", "MultiLineString") or found.is_empty:
        raise InputError("split_line_unreadable", where=path.name if len(text) < 200 else "")
    return shapely.force_2d(found)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a long WKT is no name
        return False


def _parsed(text: str) -> Any:
    try:
        if not text.startswith("{"):
            return shapely.from_wkt(text)
        return shapely.union_all([shapely.from_geojson(json.dumps(one)) for one in _members(json.loads(text))])
    except (shapely.errors.GEOSException, ValueError, KeyError, TypeError, RecursionError):
        return None


def _members(found: Any) -> list[Any]:
    """The geometries of a GeoJSON document."""
    if found["type"] == "FeatureCollection":
        return [one["geometry"] for one in found["features"]]
    return [found["geometry"] if found["type"] == "Feature" else found]


def _in_plane(line: shapely.Geometry, epsg: int | None, patch_crs: str) -> shapely.Geometry:
    """As told; else degrees where the numbers are degrees in China; else as the patch's."""
    x0, y0, x1, y1 = (float(value) for value in shapely.bounds(line))
    bounds = (x0, y0, x1, y1)
    guessed = guess(bounds) if epsg is None else Crs.of_epsg(epsg)
    crs = guessed or Crs.of_epsg(int(patch_crs.removeprefix("EPSG:")))
    check(crs, bounds)

    def project(xy: Any) -> Any:
        return np.column_stack(to_plane(np.ascontiguousarray(xy[:, 0]), np.ascontiguousarray(xy[:, 1]), crs))

    return shapely.transform(line, project)
