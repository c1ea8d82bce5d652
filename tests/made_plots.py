"""Overlay figures of made plots, as values."""

from __future__ import annotations

from dataclasses import replace

import shapely

from weipian.figures.grounds import Ground
from weipian.figures.plot_values import ClassShare, GroundLayer, LandShape, LandUse, PlotFigure, Record
from weipian.terms.area import Area

X, Y = 37_464_000.0, 2_881_000.0


def box(x0: float, y0: float, x1: float, y1: float) -> shapely.Geometry:
    return shapely.box(X + x0, Y + y0, X + x1, Y + y1)


PLOT = PlotFigure(
    number="4599LP230100016",
    subtitle="澜屏县（虚构）　星原镇",
    shape=box(0, 0, 100, 80),
    area=Area.of_m2("8000.12"),
    crs="CGCS2000 高斯-克吕格 3度分带 第37带 中央经线111°（EPSG:4525）",
    land=LandUse(
        "截至 2022-12-31，第1版",
        [LandShape(box(-500, -500, 60, 500), "0101"), LandShape(box(60, -500, 900, 500), "0301")],
        [ClassShare("0101", Area.of_m2("4800.08")), ClassShare("0301", Area.of_m2("3200.04"))],
    ),
    grounds=(
        GroundLayer(
            Ground.FARMLAND, "永久基本农田", "截至 2022-12-31，第1版", [box(-50, -50, 40, 200)], Area.of_m2("3200.05")
        ),
        GroundLayer(Ground.REDLINE, "生态保护红线", "", said="没有查：没有这个图层"),
        GroundLayer(
            Ground.APPROVAL, "用地批准红线", "截至 2023-12-15，第1版", [box(10, 10, 30, 30)], Area.of_m2("400.00"),
            records=(Record("桂政土批函〔2022〕1号", Area.of_m2("400.00")),),
        ),
    ),
    notice="内部资料　不得公开",
)  # fmt: skip

BENT = shapely.LineString([(X, Y), (X + 300, Y + 40), (X + 420, Y + 400)]).buffer(2.5, cap_style="flat")
SHAPES = {
    "tiny": box(0, 0, 4, 4),
    "huge": box(0, 0, 9000, 7000),
    "long and thin": BENT,
    "several parts": shapely.MultiPolygon([box(0, 0, 20, 20), box(300, 250, 340, 280)]),
    "with a hole": box(0, 0, 200, 200).difference(box(50, 50, 150, 150)),
}


def plot_of(shape: shapely.Geometry) -> PlotFigure:
    return replace(PLOT, shape=shape)
