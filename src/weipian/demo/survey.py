"""The control layers and the land-use survey with the attributes of TD/T 1057."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.demo.classes import NAMES
from weipian.demo.covers import Covers
from weipian.demo.drawn import Drawn, shifted
from weipian.demo.land import Land
from weipian.demo.noise import Ints
from weipian.demo.places import COUNTY_CODE, EPSG, NOTICE, SEATS, TOWNSHIPS, VILLAGE_FIRST, VILLAGE_SECOND
from weipian.geometry.crs import Crs
from weipian.geometry.measure import shape_areas
from weipian.geometry.shapes import Shapes as Measured

Texts = NDArray[np.object_]
TOWN_CLASSES = {"0701": "202", "05H1": "202", "0601": "202", "08H1": "202", "08H2": "203", "0702": "203", "0602": "204"}


def village_names(count: int) -> Texts:
    """As many made-up names as there are villages, no two alike."""
    first, second = len(VILLAGE_FIRST), len(VILLAGE_SECOND)
    pairs = [(k * 7 % first, (k * 11 + k // first) % second) for k in range(first * second)]
    names = list(dict.fromkeys(VILLAGE_FIRST[a] + VILLAGE_SECOND[b] + "村" for a, b in pairs))
    return np.asarray(names[:count], dtype=object)


def areas_m2(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Ellipsoidal areas to 0.01 m², as the survey states them."""
    measured = Measured.of_wkb(list(shapely.to_wkb(shapes)), Crs.of_epsg(EPSG), checked=True)
    return np.asarray(np.round(shape_areas(measured) / 1e6, 2), dtype=np.float64)


def land_use(land: Land) -> Drawn:
    """DLTB."""
    shapes = shifted(land.faces)
    area = areas_m2(shapes)
    ridge = np.round(area * land.field_ridge, 2)
    count = len(shapes)
    places, number = _places(land.village, land.township)
    columns: dict[str, NDArray[np.generic]] = {
        "BSM": _texts(f"{COUNTY_CODE}2111{k:08d}" for k in range(1, count + 1)),
        "YSDM": _texts(["2001010100"] * count),
        "TBBH": _texts(f"{n:04d}" for n in number),
        "DLBM": _texts(land.code),
        "DLMC": _texts(NAMES[code] for code in land.code),
        "QSXZ": _texts("10" if code in ("1003", "1101") else "30" for code in land.code),
        "ZLDWDM": _texts(f"{SEATS[t].code}{v:03d}0000000" for t, v in zip(land.township, land.village, strict=True)),
        "ZLDWMC": places,
        "TBMJ": area,
        "KCDLBM": _texts("1203" if share > 0 else "" for share in land.field_ridge),
        "KCXS": land.field_ridge,
        "KCMJ": ridge,
        "TBDLMJ": np.round(area - ridge, 2),
        "GDLX": _texts(np.where(land.cultivated, np.where(land.slope >= 3, "TT", "PD"), "")),
        "GDPDJB": _texts(np.where(land.cultivated, land.slope.astype(str), "")),
        "CZCSXM": _texts(TOWN_CLASSES.get(str(code), "") for code in land.code),
        "SJNF": np.full(count, 2022, dtype=np.int32),
        "BZ": _texts([NOTICE] * count),
    }
    return Drawn(shapes, columns)


def farmland(covers: Covers, land: Land) -> Drawn:
    """YJJBNTTB."""
    shapes = shifted(covers.farmland)
    count = len(shapes)
    area = areas_m2(shapes)
    township = np.zeros(int(land.village.max()) + 1, dtype=np.int64)
    township[land.village] = land.township
    places, number = _places(covers.farmland_village, township[covers.farmland_village])
    columns: dict[str, NDArray[np.generic]] = {
        "BSM": _texts(f"{COUNTY_CODE}2301{k:08d}" for k in range(1, count + 1)),
        "JBNTTBBH": _texts(f"{n:05d}" for n in number),
        "ZLDWMC": places,
        "TBMJ": area,
        "JBNTMJ": area,
        "BZ": _texts([NOTICE] * count),
    }
    return Drawn(shapes, columns)


def redline(covers: Covers) -> Drawn:
    """STBHHX."""
    rows = [{"HXMC": f"水源涵养生态保护红线{k + 1:02d}", "HXLX": "水源涵养"} for k in range(len(covers.redline))]
    return Drawn.of_rows(covers.redline, rows)


def townships(covers: Covers) -> Drawn:
    """XZQ."""
    return Drawn.of_rows(covers.townships, [{"XZQDM": seat.code, "XZQMC": seat.name} for seat in SEATS])


def key_areas(covers: Covers) -> Drawn:
    """重点区域: the county's own, made up; the plan's list is not known."""
    rows = [{"MC": "高速公路沿线重点区域（虚构）"}, {"MC": "麦浪乡高标准农田重点区域（虚构）"}]
    return Drawn.of_rows(covers.key_areas, rows)


def _places(village: Ints, township: Ints) -> tuple[Texts, Ints]:
    """Township and village as one name, and a running number within the village."""
    names = village_names(int(village.max()) + 1)
    places = _texts(TOWNSHIPS[t] + names[v] for t, v in zip(township, village, strict=True))
    order = np.argsort(village, kind="stable")
    first = np.searchsorted(village[order], village[order], side="left")
    number = np.empty(len(village), dtype=np.int64)
    number[order] = np.arange(len(village)) - first + 1
    return places, number


def _texts(values: Iterable[object]) -> Texts:
    return np.asarray([str(value) for value in values], dtype=np.object_)
