"""Figures, read back as XML and path data."""

from __future__ import annotations

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
import shapely

from weipian.figures.county_map import Backdrop, CountyMap, MapPatch, MapTownship, draw_county_map
from weipian.figures.marks import Mark
from weipian.figures.ratio_bars import RatioBar, draw_ratio_bars
from weipian.figures.svg import PER_MM, View
from weipian.terms.words import Conclusion, Determination

SVG = "{http://www.w3.org/2000/svg}"
WEST, SOUTH = 37_460_000, 2_880_000


def square(x: float, y: float, side: float) -> shapely.Geometry:
    return shapely.box(WEST + x, SOUTH + y, WEST + x + side, SOUTH + y + side)


COUNTY = CountyMap(
    title="图 <1>",
    townships=[MapTownship("麦浪乡", square(0, 0, 10_000), True), MapTownship("枫峪乡", square(10_000, 0, 10_000))],
    patches=[MapPatch(square(1000 + 2500 * k, 3000, 600), mark) for k, mark in enumerate(Mark)],
    crs="CGCS2000",
    backdrops=[Backdrop([shapely.LineString([(WEST, SOUTH), (WEST + 20_000, SOUTH + 9000)])], "#abc")],
    notice="虚构数据",
)


def ring_of(path: str) -> shapely.Polygon:
    """The area of a path of one ring: M, relative l, z."""
    found = re.fullmatch(r"M(\d+) (\d+)l([-\d ]+)z", path)
    assert found is not None, path
    x, y = int(found[1]), int(found[2])
    steps = [int(n) for n in found[3].split()]
    corners = [(x, y)]
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        corners.append((x, y))
    return shapely.Polygon(corners)


def test_paths_keep_place_and_size() -> None:
    view = View.fitted((WEST, SOUTH, WEST + 20_000, SOUTH + 10_000), 10, 5, 100, 60)
    drawn = ring_of(view.path([square(2000, 3000, 4000)]))
    assert drawn.area / PER_MM**2 == pytest.approx(20 * 20, rel=1e-3)
    assert drawn.bounds[0] / PER_MM == pytest.approx(10 + 10, abs=0.05)
    assert drawn.bounds[1] / PER_MM == pytest.approx(5 + 5 + (10_000 - 7000) / 200, abs=0.05)


def test_paper_and_map_are_inverse() -> None:
    view = View.fitted((WEST, SOUTH, WEST + 20_000, SOUTH + 10_000), 10, 5, 100, 60)
    assert view.map_xy(*view.mm(WEST + 777, SOUTH + 555)) == pytest.approx((WEST + 777, SOUTH + 555))


def test_holes_are_kept() -> None:
    view = View(0, 1000, 0, 0, 0.1)
    ring = shapely.box(0, 0, 1000, 1000).difference(shapely.box(400, 400, 600, 600))
    assert view.path([ring]).count("z") == 2


@pytest.mark.requirement("E3")
def test_map_is_whole_and_well_formed() -> None:
    svg = draw_county_map(COUNTY, 160, 130)
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == ("160mm", "130mm")
    words = {text.text for text in root.iter(f"{SVG}text")}
    assert {"北", "虚构数据", "麦浪乡 ▲", "枫峪乡", "图例（个数）", "5 km", "37465"} <= words
    assert {mark.look.letter for mark in Mark} <= words
    assert root.find(f"{SVG}title") is not None


def test_colour_hatch_and_letter_stand_together() -> None:
    """Five marks, five letters, five colours, five outlines: no two alike in grey."""
    looks = [mark.look for mark in Mark]
    for key in ("letter", "colour", "hatch", "shape", "label"):
        assert len({getattr(look, key) for look in looks}) == len(looks)
    svg = draw_county_map(COUNTY)
    assert all(f"url(#map-{mark.name.lower()})" in svg for mark in Mark)


def test_two_figures_on_one_page_do_not_share_ids() -> None:
    first = set(re.findall(r'id="([^"]+)"', draw_county_map(COUNTY)))
    other = CountyMap(COUNTY.title, COUNTY.townships, COUNTY.patches, COUNTY.crs, prefix="two-")
    assert first.isdisjoint(re.findall(r'id="([^"]+)"', draw_county_map(other)))


def test_every_determination_has_a_mark() -> None:
    assert {Mark.of(determination) for determination in Determination} == set(Mark) - {Mark.IN_DOUBT}
    assert Mark.of(Determination.UNDETERMINED, Conclusion.IN_DOUBT) is Mark.IN_DOUBT
    assert Mark.of(Determination.LAWFUL_NEW, Conclusion.IN_DOUBT) is Mark.LAWFUL


def bar(after: str | None, unlawful: str, in_scope: bool) -> RatioBar:
    ratio = None if after is None else Fraction(after)
    return RatioBar("乡", ratio, ratio, Fraction(unlawful), Fraction(5), Fraction(3, 20), in_scope)


@pytest.mark.requirement("E2")
def test_bars_say_each_condition_exactly() -> None:
    """15 % and 5 亩 themselves reach (以上 includes the number); a hair under does not."""
    bars = [bar("3/20", "5", True), bar("1499999/10000000", "4.9999", False), bar(None, "0", False)]
    svg = draw_ratio_bars(bars, "比例")
    words = [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert words.count("● 15.00%") == 1
    assert words.count("○ 15.00%") == 1
    assert "● 5.00／5" in words
    assert "○ 5.00／5" in words
    assert "—" in words
    assert words.count("▲达到比例线") == 1
    assert words.count("未达比例线") == 2
    assert "安全" not in svg


def test_long_bars_are_cut_within_the_frame() -> None:
    svg = draw_ratio_bars([bar("9/10", "50", True)], "比例", 160)
    for rect in ElementTree.fromstring(svg).iter(f"{SVG}rect"):
        assert int(rect.get("x", 0)) + int(rect.get("width", 0)) <= 160 * PER_MM
