"""Cutting a plot in the authalic plane: parts share their cut to the vertex, so that areas are conserved (B4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from weipian.geometry.authalic import AUTHALIC
from weipian.geometry.measure import shape_areas
from weipian.geometry.shapes import Shapes
from weipian.programme.overlay.rules import CENTI
from weipian.terms.errors import InputError

REST = ""
"""The label of what no boundary holds."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A part of a plot; `thin`: too small to stand alone, but with no neighbour to join."""

    label: str
    shape: shapely.Geometry
    area_um2: int
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """Where to cut: areas with their labels, or a line."""

    areas: Sequence[tuple[str, shapely.Geometry]] = ()
    line: shapely.Geometry | None = None


def cut(plot: shapely.Geometry, area_um2: int, bound: Bound, least_m2: float) -> list[Part]:
    """The parts, whose areas in 1e-6 m² add up to the plot's exactly. Pieces of `least_m2` or less join a neighbour.

    Raises InputError `split_nothing` where the bound leaves the plot whole, `split_not_conserved`.
    """
    x, y = shapely.bounds(plot)[:2]
    near = shapely.transform(plot, lambda xy: xy - [x, y])
    moved = _moved(bound, (x, y))
    cells = _cells(near, [*(shapely.boundary(area) for _, area in moved.areas), *([moved.line] if moved.line else [])])
    labels = [str(place) if bound.line is not None else _label(cell, moved.areas) for place, cell in enumerate(cells)]
    labels = _without_slivers(cells, labels, least_m2)
    grouped = [
        (label, _joined([cell for cell, own in zip(cells, labels, strict=True) if own == label]))
        for label in dict.fromkeys(labels)
    ]
    if len(grouped) < 2:
        raise InputError("split_nothing")
    origin = np.array([x, y])
    back = [(label, shapely.transform(shape, lambda xy: xy + origin)) for label, shape in grouped]
    return _in_order(back, area_um2, least_m2, by_place=bound.line is not None)


def _moved(bound: Bound, origin: tuple[float, float]) -> Bound:
    """About the plot's own origin, where coordinates are small and cuts exact."""

    def move(shape: shapely.Geometry) -> shapely.Geometry:
        return shapely.transform(shape, lambda xy: xy - origin)

    return Bound([(label, move(area)) for label, area in bound.areas], None if bound.line is None else move(bound.line))


def _cells(plot: shapely.Geometry, lines: Sequence[shapely.Geometry]) -> list[shapely.Geometry]:
    """The faces that the lines cut the plot into, with every vertex of a cut in both its sides.

    Lines cross the outline where they cross it: cut off at it first, their ends would miss it by the last bit.
    """
    west, south, east, north = shapely.bounds(plot)
    inside = [shapely.clip_by_rect(line, west - 1, south - 1, east + 1, north + 1) for line in lines]
    for grid in GRIDS:
        noded = shapely.union_all([shapely.boundary(plot), *inside], grid_size=grid)
        faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
        shapely.prepare(plot)
        found = [face for face in faces if shapely.contains(plot, shapely.point_on_surface(face))]
        if abs(sum(face.area for face in found) - plot.area) < LOST_M2:
            return found
    raise InputError("split_not_conserved", difference=f"{sum(face.area for face in found) - plot.area:.4f}")


GRIDS = (None, 1e-7)
"""First with full precision; where nearly coincident lines defeat that, on a grid of a tenth of a micrometre."""
LOST_M2 = 0.001


def _label(cell: shapely.Geometry, areas: Sequence[tuple[str, shapely.Geometry]]) -> str:
    """Of the first area that holds it."""
    point = shapely.point_on_surface(cell)
    return next((label for label, area in areas if shapely.contains(area, point)), REST)


def _without_slivers(cells: Sequence[shapely.Geometry], labels: list[str], least_m2: float) -> list[str]:
    """Small cells, the smallest first, take the label of the larger cell that they share the longest border with."""
    found = list(labels)
    for index in sorted(range(len(cells)), key=lambda place: cells[place].area):
        if cells[index].area > least_m2:
            break
        shared = {
            other: shapely.intersection(cells[index], cells[other]).length
            for other in range(len(cells))
            if other != index and (cells[other].area > cells[index].area or found[other] == found[index])
        }
        best = max(shared, key=lambda other: (shared[other], -other), default=None)
        if best is not None and shared[best] > 0:
            found[index] = found[best]
    return found


def _joined(cells: list[shapely.Geometry]) -> shapely.Geometry:
    return cells[0] if len(cells) == 1 else shapely.coverage_union_all(cells)


def _in_order(
    shapes: Sequence[tuple[str, shapely.Geometry]], area_um2: int, least_m2: float, *, by_place: bool
) -> list[Part]:
    """Parts of a line from west to east, of boundaries by label with the rest last; areas balanced to the plot's."""
    if by_place:
        ordered = sorted(shapes, key=lambda one: (one[1].centroid.x, one[1].centroid.y))
    else:
        ordered = sorted(shapes, key=lambda one: (one[0] == REST, one[0]))
    areas = balanced(_areas([shape for _, shape in ordered]), area_um2)
    return [
        Part("" if by_place else label, shape, area, area <= least_m2 * 1e6)
        for (label, shape), area in zip(ordered, areas, strict=True)
    ]


def _areas(shapes: Sequence[shapely.Geometry]) -> list[int]:
    raw = np.empty(len(shapes), object)
    raw[:] = list(shapes)
    found: list[int] = shape_areas(Shapes.of_shapely(raw, AUTHALIC)).tolist()
    return found


def balanced(areas: Sequence[int], whole: int) -> list[int]:
    """Rounding's residue goes to the largest. Raises InputError `split_not_conserved` where it is 0.01 m² or more."""
    residue = whole - sum(areas)
    if abs(residue) >= CENTI:
        raise InputError("split_not_conserved", difference=f"{residue / 1e6:.4f}")
    found = list(areas)
    found[found.index(max(found))] += residue
    return found
