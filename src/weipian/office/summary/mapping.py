"""The county's map out of the books: what this person may see of its plots, each where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from weipian.fence.ids import as_id
from weipian.fence.vector import read
from weipian.figures.county_map import CountyMap, MapPatch, MapTownship, draw_county_map
from weipian.geometry.authalic import ORIGIN_LON
from weipian.geometry.crs import Crs
from weipian.geometry.ellipsoid import CGCS2000
from weipian.office.summary.reading import mark_of
from weipian.programme.overlay.ground import Ground, prepare
from weipian.programme.overlay.plots import ground_of
from weipian.store.acting import Desk
from weipian.store.queries.layers import LayerHere, current_layers
from weipian.store.queries.overlay import PlotHere, open_plots
from weipian.terms.words import LayerKind
from weipian.workbook.sheets_rows import LedgerBook, LedgerRow

Shapes = NDArray[np.object_]
PLANE = f"+proj=cea +lon_0={ORIGIN_LON} +lat_ts=0 +a={CGCS2000.a} +rf={CGCS2000.inverse_flattening} +units=m +no_defs"
"""The authalic plane by PROJ's name: 2 mm from our closed form, on paper nothing."""


def county_map(desk: Desk, book: LedgerBook) -> str:
    """An SVG; nothing where the book has no plots. Townships give the frame, without them the plots do."""
    rows = {row.plot: row for row in book.rows}
    plots = [plot for plot in open_plots((), desk.actor.only_township) if plot.number in rows]
    if not plots:
        return ""
    ground = ground_of(plots)
    crs = _zone_of(plots, ground)
    shapes = _in_zone(ground, crs)
    drawn = CountyMap(
        title=book.title,
        townships=_townships(desk, book, crs) or [_frame(shapes)],
        patches=_patches(plots, shapes, rows),
        crs=crs.label,
        notice="　".join(book.notices[:1]),
    )
    return draw_county_map(drawn)


def _patches(plots: Iterable[PlotHere], shapes: Shapes, rows: Mapping[str, LedgerRow]) -> list[MapPatch]:
    return [MapPatch(shape, mark_of(rows[plot.number])) for plot, shape in zip(plots, shapes, strict=True)]


def _zone_of(plots: Iterable[PlotHere], ground: Ground) -> Crs:
    """The patches' own system; degrees go to the three-degree zone that they lie in."""
    systems = {Crs.of_epsg(int(plot.patch_crs.removeprefix("EPSG:"))) for plot in plots}
    own = sorted((one for one in systems if one.kind == "gauss_kruger"), key=lambda one: one.epsg)
    if own:
        return own[0]
    west, _, east, _ = shapely.total_bounds(ground.planar(range(len(ground))))
    to_degrees = Transformer.from_crs(PLANE, 4490, always_xy=True)
    return Crs.of_zone(round(to_degrees.transform((west + east) / 2, 0)[0] / 3), 3)


def _in_zone(ground: Ground, crs: Crs) -> Shapes:
    change = Transformer.from_crs(PLANE, crs.epsg, always_xy=True)

    def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(change.transform(xy[:, 0], xy[:, 1]))

    moved: Any = shapely.transform(ground.planar(range(len(ground))), move)
    return np.asarray(moved, object)


def _townships(desk: Desk, book: LedgerBook, crs: Crs) -> list[MapTownship]:
    """Those of the book: who sees one township sees its outline only."""
    here = current_layers().get(LayerKind.TOWNSHIP)
    if here is None:
        return []
    names, ground = _named(here, desk.workspace.folder)
    reached = {row.name for row in book.ratios if row.in_scope and not row.whole_county}
    wanted = {row.name for row in book.ratios}
    only = desk.actor.only_township
    found = zip(names, _in_zone(ground, crs), strict=True)
    return [MapTownship(name, shape, name in reached) for name, shape in found if only is None or name in wanted]


def _named(here: LayerHere, folder: Path) -> tuple[list[str], Ground]:
    column = here.columns["name"]
    ground = prepare(read(folder / here.kept, columns=[column]))
    return [as_id(name) for name in ground.columns[column]], ground


def _frame(shapes: Shapes) -> MapTownship:
    """Where no township layer was given: a nameless box around the plots."""
    return MapTownship("", shapely.box(*shapely.total_bounds(shapes)))
