"""A layer to be handed out, with what is hard to keep: Chinese, empty cells, areas to the last digit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import shapely

from weipian.geometry.crs import Crs
from weipian.gis.layer import About, Field, Kind, Layer, Look, Style

FIELDS = (
    Field("JCBH", "JCBH", "图斑编号"),
    Field("mark", "PDBZ", "图例标记"),
    Field("JCMJ", "JCMJ", "监测面积（照下发）", Kind.AS_ISSUED),
    Field("area_m2", "SCMJ_PFM", "实测面积（平方米）", Kind.M2),
    Field("cultivated_mu", "GDSC_MU", "净耕地（实测，亩）", Kind.MU),
    Field("category", "", "图斑类型（代码）"),
)
LOOKS = (
    Look("unlawful", "违法", "违", "#C62828", "cross", "diamond"),
    Look("lawful", "合法", "合", "#1B7F3B", "lines", "circle"),
)
ABOUT = About("澜屏县（虚构）2023年", "虚构数据", {"LOG_SEQ": "7", "SECRECY": "内部"}, "2023-12-15T08:00:00.000Z")
X, Y = 37_464_000.123_456_7, 2_881_000.000_1


def layer(**columns: Any) -> Layer:
    """Two patches, one with a hole; columns may be given otherwise."""
    ring = shapely.Polygon([(X, Y), (X + 30, Y), (X + 30, Y + 40.5), (X, Y + 40)], [box(X + 5, Y + 5).exterior.coords])
    cells: dict[str, list[object]] = {
        "JCBH": ["甲1", "乙2"],
        "mark": ["unlawful", "lawful"],
        "JCMJ": ["3.1", "12.345"],
        "area_m2": ["1234.50", "0.01"],
        "cultivated_mu": ["0.1000", None],
        "category": ["mining", "mining"],
    }
    style = Style("按判定", "mark", LOOKS, "JCBH")
    shapes = [shapely.to_wkb(ring), shapely.to_wkb(box(X + 100, Y))]
    return Layer("图斑", FIELDS, {**cells, **columns}, shapes, Crs.of_epsg(4525), (style,))


def several(one: Layer) -> Layer:
    """The same with a shape of two pieces."""
    pieces = shapely.multipolygons([box(X, Y), box(X + 50, Y)])
    return replace(one, wkb=[shapely.to_wkb(pieces), one.wkb[1]])


def box(x: float, y: float) -> Any:
    return shapely.box(x, y, x + 10, y + 10)
