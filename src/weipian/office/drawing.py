"""The county's map: every patch where it lies, in one projected system whatever systems the files are in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer

from weipian.figures.county_map import Backdrop, CountyMap, MapPatch, MapTownship, draw_county_map
from weipian.geometry.crs import Crs
from weipian.office.layers import ReadLayer
from weipian.office.run import Year
from weipian.office.summary.reading import mark_of
from weipian.programme.overlay.ground import Ground
from weipian.terms.words import LayerKind
from weipian.workbook.sheets_rows import LedgerRow


def county_map(year: Year, rows: Iterable[LedgerRow]) -> str:
    """An SVG; the townships give the frame, without them the patches do."""
    crs = map_crs(year)
    named = townships(year, crs)
    drawn = CountyMap(
        title=year.county.title,
        townships=named or frame(year, crs),
        patches=patches(year, rows, crs),
        crs=crs.label,
        backdrops=backdrops(year, crs),
        notice=year.county.notice,
    )
    return draw_county_map(drawn)


def map_crs(year: Year) -> Crs:
    """The patches' own system; geographic coordinates go to the three-degree zone that they lie in."""
    first = year.batches[0].ground
    if isinstance(first.crs, Crs) and first.crs.kind == "gauss_kruger":
        return first.crs
    bounds = in_system(first, Crs.of_epsg(4490))
    middle = float(np.mean(shapely.total_bounds(bounds)[[0, 2]]))
    return Crs.of_epsg(4534 + round(middle / 3) - 25)


def in_system(ground: Ground, crs: Crs) -> NDArray[np.object_]:
    """A layer's shapes in another system."""
    if ground.crs == crs or not isinstance(ground.crs, Crs):
        return ground.areal
    change = Transformer.from_crs(ground.crs.epsg, crs.epsg, always_xy=True)

    def move(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(change.transform(xy[:, 0], xy[:, 1]))

    moved: Any = shapely.transform(ground.areal, move)
    return np.asarray(moved, object)


def patches(year: Year, rows: Iterable[LedgerRow], crs: Crs) -> list[MapPatch]:
    """Each patch with the mark of its determination."""
    marks = {row.plot: mark_of(row) for row in rows}
    return [
        MapPatch(shape, marks[issued.patch])
        for batch in year.batches
        for issued, shape in zip(batch.issued, in_system(batch.ground, crs), strict=True)
    ]


def townships(year: Year, crs: Crs) -> list[MapTownship]:
    layer = year.layers.get(LayerKind.TOWNSHIP)
    if layer is None:
        return []
    names = layer.ground.columns[layer.source.columns.get("name", "XZQMC")]
    reached = reaching(year)
    return [
        MapTownship(str(name), shape, str(name) in reached)
        for name, shape in zip(names, in_system(layer.ground, crs), strict=True)
    ]


def reaching(year: Year) -> set[str]:
    found = year.ratio["townships"]
    assert isinstance(found, dict)
    return {name for name, account in found.items() if account["in_scope"]}


def frame(year: Year, crs: Crs) -> list[MapTownship]:
    """Where no township layer was given: a nameless box around the patches."""
    bounds = [shapely.total_bounds(in_system(batch.ground, crs)) for batch in year.batches]
    x0, y0, x1, y1 = np.array(bounds).T
    return [MapTownship("", shapely.box(x0.min(), y0.min(), x1.max(), y1.max()))]


def backdrops(year: Year, crs: Crs) -> list[Backdrop]:
    """Cultivated land and water of the land-use survey, to find one's way by."""
    layer = year.layers.get(LayerKind.LAND_USE)
    if layer is None:
        return []
    return [Backdrop([joined(of_classes(layer, crs, codes))], colour) for codes, colour in BACKDROPS]


def joined(shapes: NDArray[np.object_]) -> shapely.Geometry:
    """Neighbours as one; a survey that is no clean coverage takes the longer way."""
    try:
        return shapely.coverage_union_all(shapes)
    except shapely.errors.GEOSException:
        return shapely.union_all(shapes)


BACKDROPS = ((("01",), "#e9efd9"), (("11",), "#b9d6ec"))


def of_classes(layer: ReadLayer, crs: Crs, codes: tuple[str, ...]) -> NDArray[np.object_]:
    column = layer.source.columns.get("class", layer.source.class_column or "DLBM")
    texts = np.array([str(text or "")[:2] for text in layer.ground.columns[column]])
    return in_system(layer.ground, crs)[np.flatnonzero(np.isin(texts, codes))]
