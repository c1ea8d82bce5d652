"""The overlay figure of a plot, read back."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
import shapely

from made_plots import PLOT, SHAPES, X, Y, box, plot_of
from read_figure import outside, overlapping, texts
from weipian.figures.grounds import Ground
from weipian.figures.land import look_of
from weipian.figures.plot_overlay import draw_plot, map_bounds
from weipian.figures.plot_values import ClassShare, GroundLayer, LandShape, LandUse, Record
from weipian.figures.sheet import round_scale
from weipian.terms.area import Area


@pytest.mark.requirement("D5", "A4")
def test_areas_stand_as_they_are_booked_in_both_units() -> None:
    words = texts(draw_plot(PLOT))
    for area in ("8000.12", "4800.08", "3200.04", "3200.05", "400.00"):
        assert area in words
        assert Area.of_m2(area).text_mu() in words
    assert {"0101 水田", "0301 乔木林地", "桂政土批函〔2022〕1号", "截至 2022-12-31，第1版"} <= set(words)
    assert {"4599LP230100016　套合图", "4599LP230100016", "内部资料　不得公开", "北"} <= set(words)


@pytest.mark.requirement("B3")
def test_a_layer_that_is_not_there_never_reads_like_none() -> None:
    words = texts(draw_plot(PLOT))
    assert "没有查：没有这个图层" in words
    assert "0.00" not in words
    none = GroundLayer(Ground.REDLINE, "生态保护红线", "截至 2022-12-31，第1版", area=Area.of_m2(0), said="查过，没有")
    looked = texts(draw_plot(replace(PLOT, grounds=(none,))))
    assert "查过，没有" in looked
    assert "0.00" in looked


@pytest.mark.parametrize("name", SHAPES)
def test_every_kind_of_plot_keeps_its_words_apart_and_on_the_sheet(name: str) -> None:
    svg = draw_plot(plot_of(SHAPES[name]))
    assert overlapping(svg) == []
    assert outside(svg) == []


@pytest.mark.parametrize("name", SHAPES)
def test_the_map_shows_the_plot_with_ground_around_it(name: str) -> None:
    shape = SHAPES[name]
    west, south, east, north = map_bounds(shape)
    assert shapely.box(west, south, east, north).contains(shape)
    assert min(east - west, north - south) >= 60
    assert (shape.bounds[0] + shape.bounds[2]) / 2 == pytest.approx((west + east) / 2)


def test_scales_are_round_and_large_enough() -> None:
    assert [round_scale(least) for least in (3, 201, 251, 990, 1001, 3999, 61_234)] == [
        200, 250, 300, 1000, 1250, 4000, 75_000,
    ]  # fmt: skip


def test_neighbours_are_cut_to_the_frame() -> None:
    """Land of a square kilometre around the plot: nothing is drawn outside the neat line."""
    svg = draw_plot(PLOT)
    frame = shapely.box(100, 300, 100 + 20 * 93, 300 + 20 * 108.5).buffer(31, join_style="mitre")
    paths = [one.get("d", "") for one in ElementTree.fromstring(svg).iter() if "land-" in one.get("fill", "")]
    drawn = [path for path in paths if not path.startswith("M0 0h")]
    assert drawn
    surround = 'd="M0 0h3200v2680h-3200zM100 300h'
    assert svg.index(surround) > max(svg.index(path) for path in drawn), "white lies over what runs over the frame"
    for path in drawn:
        x, y = map(int, re.findall(r"-?\d+", path)[:2])
        assert frame.contains(shapely.Point(x, y))


def test_ticks_are_full_coordinates_at_their_place() -> None:
    words = texts(draw_plot(PLOT))
    eastings = sorted(int(one) for one in words if re.fullmatch(r"37\d{6}", one))
    northings = sorted(int(one) for one in words if re.fullmatch(r"28\d{5}", one))
    assert len(eastings) >= 2
    assert len(northings) >= 2
    assert all(X - 200 < one < X + 300 for one in eastings)
    assert all(Y - 200 < one < Y + 300 for one in northings)
    assert len({b - a for a, b in pairwise(eastings)}) == 1


def test_many_classes_and_approvals_are_added_up_not_dropped() -> None:
    codes = [f"{group:02}{kind:02}" for group in (1, 3, 10, 11) for kind in (1, 2, 3, 5)]
    shares = [ClassShare(code, Area.of_m2(k + 1)) for k, code in enumerate(codes)]
    shapes = [LandShape(box(-500 + 60 * k, -500, -440 + 60 * k, 500), code) for k, code in enumerate(codes)]
    records = tuple(Record(f"批{k}", Area.of_m2(k)) for k in range(9))
    approvals = GroundLayer(Ground.APPROVAL, "用地批准红线", "", [box(0, 0, 9, 9)], Area.of_m2(36), records=records)
    svg = draw_plot(replace(PLOT, land=LandUse("", shapes, shares), grounds=(*PLOT.grounds[:2], approvals)))
    words = texts(svg)
    assert "另 7 类合计（详见套合表）" in words
    assert f"{sum(range(1, 8))}.00" in words
    assert "另 6 宗，详见套合表" in words
    assert overlapping(svg) == []
    assert outside(svg) == []


def test_grey_print_tells_layers_and_classes_apart() -> None:
    looks = [one.look for one in Ground]
    for key in ("letter", "hatch", "dash", "colour", "width_mm"):
        assert len({getattr(look, key) for look in looks}) == len(looks)
    of_class = [(look_of(code).fill, look_of(code).hatch) for code in ("0101", "0103", "0201", "0301", "1101", "0702")]
    assert len({hatch for _, hatch in of_class}) == len(of_class)


def test_hostile_names_stay_words() -> None:
    nasty = '<script>alert("1")</script>&\'"'
    svg = draw_plot(replace(PLOT, number=nasty, subtitle=nasty, notice=nasty))
    assert "<script" not in svg
    assert any(nasty in one for one in texts(svg))


def test_the_same_values_give_the_same_bytes() -> None:
    assert draw_plot(PLOT) == draw_plot(replace(PLOT, grounds=tuple(PLOT.grounds)))
