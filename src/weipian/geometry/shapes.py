"""Shapes as ragged arrays: what the numbers are made from, never without their coordinate system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from weipian.geometry.authalic import AUTHALIC, Authalic
from weipian.geometry.crs import Bounds, Crs, check
from weipian.geometry.geos import shapely
from weipian.geometry.project import to_plane
from weipian.geometry.rings import orient
from weipian.geometry.validity import MULTIPOLYGON_ID, Wkb, judge, read

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Shapes:
    """Areal shapes, ring by ring, exteriors counter-clockwise and holes clockwise; rings repeat their first vertex.

    x, y float64[n]: metres or degrees of `crs`, x the easting or longitude. Ring k has the vertices
    ring_start[k]:ring_start[k+1] (int64[r+1]) and hole[k] says its role; shape i has the rings
    shape_start[i]:shape_start[i+1] (int64[s+1]). All arrays are read-only.
    """

    x: Floats
    y: Floats
    ring_start: Ints
    shape_start: Ints
    hole: Bools
    crs: Crs | Authalic

    def __post_init__(self) -> None:
        for array in (self.x, self.y, self.ring_start, self.shape_start, self.hole):
            array.setflags(write=False)

    @staticmethod
    def of_wkb(wkb: Wkb, crs: Crs | Authalic, *, checked: bool = False, where: str = "") -> Shapes:
        """From polygons and multipolygons; Z and M are dropped, orientation is set by each ring's role.

        The kernel is silently wrong on invalid shapes, so they are refused unless `checked` says that
        `validity.check` has passed them. Raises InputError `shape_…` of the first defect, `crs_…`.
        """
        areal, defects = read(wkb) if checked else judge(wkb)
        if defects:
            raise defects[0].error(f"{where}第{defects[0].index + 1}个图形")
        shapes = Shapes.of_shapely(areal, crs)
        if isinstance(crs, Crs) and len(shapes):
            check(crs, shapes.bounds, where=where)
        return shapes

    @staticmethod
    def of_shapely(areal: NDArray[np.object_], crs: Crs | Authalic) -> Shapes:
        """From Shapely polygons and multipolygons in two dimensions, object[s], none of them empty."""
        coordinates, rings, parts, wholes = _ragged(areal)
        hole = np.ones(len(rings) - 1, dtype=np.bool_)
        hole[parts[:-1][np.diff(parts) > 0]] = False
        x, y = (np.ascontiguousarray(coordinates[:, axis]) for axis in (0, 1))
        return _turned(Shapes(x, y, rings, parts[wholes], hole, crs))

    @property
    def bounds(self) -> Bounds:
        """xmin, ymin, xmax, ymax over all shapes."""
        return (float(self.x.min()), float(self.y.min()), float(self.x.max()), float(self.y.max()))

    def picked(self, kept: Ints) -> Shapes:
        """Only the shapes at `kept`, int64[k] in rising order."""
        shape = np.zeros(len(self), np.bool_)
        shape[kept] = True
        rings, lengths = np.diff(self.shape_start), np.diff(self.ring_start)
        ring = np.repeat(shape, rings)
        vertex = np.repeat(ring, lengths)
        return Shapes(
            self.x[vertex],
            self.y[vertex],
            np.concatenate(([0], np.cumsum(lengths[ring]))).astype(np.int64),
            np.concatenate(([0], np.cumsum(rings[shape]))).astype(np.int64),
            self.hole[ring],
            self.crs,
        )

    def geometry(self, index: int) -> shapely.Geometry:
        """One shape for Shapely, where a geometry itself is needed."""
        span = range(self.shape_start[index], self.shape_start[index + 1])
        cuts = [slice(self.ring_start[ring], self.ring_start[ring + 1]) for ring in span]
        rings = [np.column_stack((self.x[cut], self.y[cut])) for cut in cuts]
        return geometry_of(rings, [bool(self.hole[ring]) for ring in span])

    def polygons(self) -> NDArray[np.object_]:
        """Every part as a Shapely polygon with its holes, all at once; object[p], p at least the number of shapes."""
        parts = np.append(np.flatnonzero(~self.hole), len(self.hole))
        found: NDArray[np.object_] = shapely.from_ragged_array(
            shapely.GeometryType.POLYGON, np.column_stack((self.x, self.y)), (self.ring_start, parts)
        )
        return found

    def __len__(self) -> int:
        return len(self.shape_start) - 1


def geometry_of(rings: Sequence[Floats], hole: Sequence[bool]) -> shapely.Geometry:
    """A Shapely polygon or multipolygon of rings float64[n, 2]: each exterior, then its holes."""
    starts = [k for k, inner in enumerate(hole) if not inner]
    parts = [
        shapely.Polygon(rings[start], rings[start + 1 : end])
        for start, end in zip(starts, [*starts[1:], len(rings)], strict=True)
    ]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def to_authalic(shapes: Shapes) -> Shapes:
    """The same shapes in the authalic plane, metres; edges are straight there. Shapes in it already are given back."""
    if isinstance(shapes.crs, Authalic):
        return shapes
    x, y = to_plane(shapes.x, shapes.y, shapes.crs)
    return _turned(replace(shapes, x=x, y=y, crs=AUTHALIC))


def _turned(shapes: Shapes) -> Shapes:
    """With every ring turned by its role."""
    x, y = shapes.x.copy(), shapes.y.copy()
    orient(x, y, shapes.ring_start, shapes.hole, 0, len(shapes.hole))
    return replace(shapes, x=x, y=y)


def _ragged(areal: NDArray[np.object_]) -> tuple[Floats, Ints, Ints, Ints]:
    """Coordinates float64[n, 2] and int64 offsets: ring → vertex, part → ring, shape → part."""
    if not len(areal):
        none = np.zeros(1, dtype=np.int64)
        return np.empty((0, 2)), none, none.copy(), none.copy()
    kind, coordinates, offsets = shapely.to_ragged_array(areal)
    rings, parts, *wholes = (np.asarray(offset, dtype=np.int64) for offset in offsets)
    whole = wholes[0] if kind == MULTIPOLYGON_ID else np.arange(len(parts), dtype=np.int64)
    filled = np.diff(rings) > 0  # an empty part of a multipolygon comes as a ring without vertices
    before = np.concatenate(([0], np.cumsum(filled))).astype(np.int64)
    return coordinates, np.concatenate((rings[:1], rings[1:][filled])), before[parts], whole
