"""The panel beside an overlay figure: every sign, and for each layer how much of the plot lies on it, or why not known.

A layer that nobody looked at never reads like one that touches nothing (requirement B3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from weipian.figures.face import fitted
from weipian.figures.grounds import Ground, ground_fill
from weipian.figures.land import class_name, land_fill
from weipian.figures.plot_layers import PLOT, letter
from weipian.figures.plot_values import ClassShare, GroundLayer, PlotFigure
from weipian.figures.svg import INK, box, line, text, units
from weipian.terms.area import Area

ROW, SMALL, PLAIN = 3.7, 2.05, 2.35
SWATCH = 5.2
SHARES, BESIDE, RECORDS = 9, 10, 4
"""The most rows of each part; what is more is added up and said."""
GREY = "#555"


@dataclass(slots=True)
class Column:
    """The panel's place, and how far down it is filled."""

    left: float
    y: float
    width: float

    def down(self, step: float = ROW) -> float:
        self.y += step
        return self.y


def panel(plot: PlotFigure, codes: Sequence[str], place: Column) -> Iterator[str]:
    """From the plot to the last layer; `codes`: the classes that the map shows."""
    yield text(place.left, place.down(3.2), "图例与套合面积", 3.0, weight="700")
    yield from _heads(place)
    y = place.down()
    yield box(place.left, y - 2.2, SWATCH, 2.3, "#fff", PLOT, 0.5)
    yield text(place.left + SWATCH + 1.5, y, "地块", PLAIN, weight="700")
    yield _areas(plot.area, y, place, bold=True)
    yield from _land(plot, codes, place)
    for layer in plot.grounds:
        yield from _ground(plot.prefix, layer, place)


def _heads(place: Column) -> Iterator[str]:
    y = place.down(3.6)
    right = place.left + place.width
    yield text(right - 13, y, "平方米", SMALL, anchor="end", fill=GREY)
    yield text(right, y, "亩", SMALL, anchor="end", fill=GREY)
    yield line(place.left, y + 0.8, right, y + 0.8, 0.12, "#999")


def _areas(area: Area, y: float, place: Column, *, bold: bool = False) -> str:
    """Both units, each in a column of its own."""
    right, weight = place.left + place.width, "700" if bold else "400"
    return text(right - 13, y, area.text_m2(), PLAIN, anchor="end", weight=weight) + text(
        right, y, area.text_mu(), PLAIN, anchor="end", weight=weight
    )


def _title(words: str, source: str, place: Column) -> Iterator[str]:
    y = place.down(ROW + 1.3)
    yield text(place.left, y, words, 2.5, weight="700")
    start = len(words) * 2.5 + 1.5
    yield text(place.left + start, y, fitted(source, 1.9, place.width - start), 1.9, fill=GREY)


def _said(words: str, place: Column) -> str:
    return text(place.left, place.down(), fitted(words, PLAIN, place.width), PLAIN, fill=INK)


def _land(plot: PlotFigure, codes: Sequence[str], place: Column) -> Iterator[str]:
    land = plot.land
    yield from _title("土地利用", land.source, place)
    shares = sorted(land.shares, key=lambda one: (-one.area.m2, one.code))
    for share in shares[:SHARES]:
        yield from _class(plot.prefix, share, place)
    if shares[SHARES:]:
        y = place.down()
        yield text(place.left, y, f"另 {len(shares) - SHARES} 类合计（详见套合表）", PLAIN)
        yield _areas(_sum(shares[SHARES:]), y, place)
    if land.said:
        yield _said(land.said, place)
    beside = [code for code in codes if code not in {share.code for share in shares}]
    yield from _beside(plot.prefix, beside, place)


def swatch(x: float, y: float, wide: float, fill: str, stroke: str, weight: float, dash: str = "") -> str:
    """A sample with an origin of its own, so that its hatch always begins alike."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<g transform="translate({units(x)} {units(y)})"><path d="M0 0h{units(wide)}v52h-{units(wide)}z" '
        f'fill="{fill}" stroke="{stroke}" stroke-width="{units(weight)}"{dashed}/></g>'
    )


def _sum(shares: Sequence[ClassShare]) -> Area:
    return Area(sum((share.area.m2 for share in shares[1:]), shares[0].area.m2))


def _class(prefix: str, share: ClassShare, place: Column) -> Iterator[str]:
    y = place.down()
    yield swatch(place.left, y - 2.3, SWATCH, land_fill(prefix, share.code), "#8b8b84", 0.1)
    words = f"{share.code or '无编码'} {class_name(share.code)}"
    yield text(place.left + SWATCH + 1.5, y, fitted(words, PLAIN, place.width - SWATCH - 25), PLAIN)
    yield _areas(share.area, y, place)


def _beside(prefix: str, codes: Sequence[str], place: Column) -> Iterator[str]:
    """Classes of the neighbours, in two columns without areas."""
    if not codes:
        return
    yield text(place.left, place.down(), "图内邻近地类", SMALL, fill=GREY)
    shown = codes if len(codes) <= BESIDE else codes[: BESIDE - 1]
    half, first = place.width / 2, place.y + ROW - 0.5
    for k, code in enumerate([*shown, *(["…"] if len(shown) < len(codes) else [])]):
        x, y = place.left + half * (k % 2), first + (ROW - 0.5) * (k // 2)
        if code == "…":
            yield text(x, y, f"另 {len(codes) - len(shown)} 类", SMALL)
            continue
        yield swatch(x, y - 2.2, 4, land_fill(prefix, code), "#8b8b84", 0.1)
        yield text(x + 5, y, fitted(f"{code} {class_name(code)}", SMALL, half - 6), SMALL)
    place.y = first + (ROW - 0.5) * ((len(shown) - 1 + (len(shown) < len(codes))) // 2)


def _ground(prefix: str, layer: GroundLayer, place: Column) -> Iterator[str]:
    yield from _title(layer.label, layer.source, place)
    y = place.down()
    look = layer.ground.look
    yield swatch(place.left, y - 2.3, SWATCH, ground_fill(prefix, layer.ground), look.colour, look.width_mm, look.dash)
    yield letter(layer.ground, place.left + SWATCH + 2.4, y - 1, 1.4)
    within = layer.ground in (Ground.GROWTH, Ground.LICENCE)
    words = layer.said or ("" if not layer.area else "在范围内" if within else "占用")
    yield text(
        place.left + SWATCH + 4.8, y, fitted(words, PLAIN, place.width - SWATCH - 29 if layer.area else 99), PLAIN
    )
    if layer.area is not None:
        yield _areas(layer.area, y, place, bold=bool(layer.area.m2))
    yield from _records(layer, place)


def _records(layer: GroundLayer, place: Column) -> Iterator[str]:
    shown = layer.records if len(layer.records) <= RECORDS else layer.records[: RECORDS - 1]
    for record in shown:
        y = place.down()
        yield text(place.left + 1, y, fitted(record.name, SMALL, place.width - 28), SMALL)
        yield _areas(record.area, y, place)
    if len(shown) < len(layer.records):
        yield text(place.left + 1, place.down(), f"另 {len(layer.records) - len(shown)} 宗，详见套合表", SMALL)


NOTES = (
    "面积为椭球面积，与平面坐标量得的略有不同；四舍五入。",
    "“查过，没有”是量过而未压盖；“没有查”是还不知道。",
    "图件供会审和归档参考，不代替实地核查。",
)


def foot_notes(left: float, bottom: float) -> Iterator[str]:
    """What a reader of the areas must know."""
    for k, words in enumerate(reversed(NOTES)):
        yield text(left, bottom - 0.4 - 3.1 * k, words, 1.95, fill=GREY)
