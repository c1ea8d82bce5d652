"""Pure numbers: coordinate systems, the authalic plane, validity, the measuring kernel, balancing.

For use without the rest of the house: `overlay_areas` and `ellipsoid_areas`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from weipian.geometry.library import Geometries
    from weipian.geometry.machine.code import Way
    from weipian.geometry.measure import Overlaps

__all__ = ["ellipsoid_areas", "overlay_areas", "warm"]


def overlay_areas(
    patches: Geometries, layer: Geometries, epsg: int, layer_epsg: int | None = None, threads: int | None = None
) -> Overlaps:
    """The area on the CGCS2000 ellipsoid that each patch shares with each shape of a layer.

    patches, layer: polygons and multipolygons in any order, s and t of them: Shapely geometries (a GeoSeries will do)
        or WKB bytes. They may have holes, touch and overlap; heights are dropped. Each must be valid.
    epsg: the system of the coordinates (EPSG:4490, 4326, 4491-4554 or 3857), easting or longitude first;
        `layer_epsg` where the layer has another. threads: 2 unless told.
    Returns `Overlaps`, one row a pair that shares area, by patch, then layer: `a_index` and `b_index` int64[k],
        positions in patches and layer; `area_um2` int64[k], whole 1e-6 m², sums are exact; `area_m2` float64[k].
    Errors: coordinates are off by 1e-8 m at most, so an area by that times the outline's length, plus 1e-6 m². The
        same bits come out whatever the order, the start vertices, the direction of rings and the number of threads.
        Raises InputError: `shape_…` where a geometry is invalid or no area (naming the first), `crs_…` where the
        coordinates can't be in that system, `shape_too_large` over nine million km².
    Source: area as the survey standard's trapezoid sum, 国土调查办发〔2008〕32号, edges straight in longitude and
        authalic latitude; the sum over pairs of edges is explained in `weipian.geometry.kernel`.
    """
    from weipian.geometry import library

    return library.overlay_areas(patches, layer, epsg, layer_epsg, threads)


def ellipsoid_areas(geometries: Geometries, epsg: int) -> NDArray[np.int64]:
    """The area of each geometry on the CGCS2000 ellipsoid, int64[s] in 1e-6 m².

    Arguments, errors and source as for `overlay_areas`.
    """
    from weipian.geometry import library

    return library.ellipsoid_areas(geometries, epsg)


def warm() -> Way:
    """Make the kernel's machine code, if it is not kept already, and load it; done at set-up. How it came."""
    from weipian.geometry.machine.code import ready

    return ready()
