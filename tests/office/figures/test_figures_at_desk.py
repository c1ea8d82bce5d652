"""Figures out of the books: their numbers are the books', and nobody sees more than their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import shapely
from pyproj import Transformer

from made_ground import FARMLAND, PATCHES, put
from made_people import add_person
from read_figure import outside, overlapping, texts
from refusing import refuses
from weipian.figures.duty_values import Light
from weipian.figures.grounds import Ground
from weipian.figures.plot_values import PlotFigure
from weipian.terms.acting import Checked, Role
from weipian.terms.area import Area
from weipian.terms.figures import FigureKind
from weipian.terms.words import LayerKind

TODAY = date(2023, 9, 27)


def figure_of(desk: Any, number: str) -> PlotFigure:
    from weipian.office.figures.plots import plot_figures

    return next(plot_figures(desk, [number]))


def in_township(desk: Any, name: str) -> Any:
    """The same workspace with a township's clerk at the desk."""
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of

    add_person(desk.workspace.folder, f"clerk-{name}", Role.TOWNSHIP_CLERK, name)
    return replace(desk, actor=actor_of(Account.objects.get(name=f"clerk-{name}")))


@pytest.mark.requirement("D5", "A4", "B3")
def test_areas_are_those_that_are_booked(desk: Any) -> None:
    from weipian.store.queries.overlay import figures_of, plot_numbered

    figure = figure_of(desk, "T1")
    booked = {one.kind: one for one in figures_of([plot_numbered("T1").id])}
    assert figure.area == Area.of_um2(plot_numbered("T1").area_um2)
    farmland = figure.grounds[0]
    assert farmland.area == Area.of_um2(booked[LayerKind.PERMANENT_BASIC_FARMLAND].area_um2 or 0)
    classes = booked[LayerKind.LAND_USE].detail["classes"]
    assert {one.code: one.area for one in figure.land.shares} == {
        one["class"]: Area.of_um2(one["area_um2"]) for one in classes
    }
    assert figure.grounds[2].records[0].name == "批1"


def test_outlines_lie_where_an_independent_projection_puts_them(desk: Any) -> None:
    """The plot and the farmland in the zone's metres are what was imported, to a millimetre or two."""
    figure = figure_of(desk, "T1")
    assert shapely.hausdorff_distance(figure.shape, PATCHES["T1"]) < 0.005
    farmland = shapely.union_all(figure.grounds[0].shapes)
    assert shapely.hausdorff_distance(farmland, FARMLAND[0][0]) < 0.005
    degrees = Transformer.from_crs(4525, 4490, always_xy=True).transform(*figure.shape.exterior.coords[0])
    assert degrees[0] == pytest.approx(110.64, abs=0.05)


@pytest.mark.requirement("B3")
def test_a_kind_without_a_layer_is_not_checked(desk: Any) -> None:
    redline = figure_of(desk, "T1").grounds[1]
    assert redline.ground is Ground.REDLINE
    assert (redline.area, redline.said, redline.source) == (None, Checked.NOT_CHECKED.label, "")
    assert not redline.shapes


def test_licences_are_on_the_maps_of_mines_and_the_growth_boundary_where_there_is_one(desk: Any) -> None:
    from weipian.office.figures.plot_words import belongs
    from weipian.store.queries.layers import current_layers

    here = current_layers()[LayerKind.PERMANENT_BASIC_FARMLAND]
    assert [belongs(LayerKind.MINING_LICENCE, None, None, mining=mine) for mine in (True, False)] == [True, False]
    assert [belongs(LayerKind.URBAN_GROWTH_BOUNDARY, one, None, mining=False) for one in (here, None)] == [True, False]
    assert belongs(LayerKind.ECOLOGICAL_REDLINE, None, None, mining=False)
    assert [one.ground.name for one in figure_of(desk, "T1").grounds] == ["FARMLAND", "REDLINE", "APPROVAL"]


@pytest.mark.requirement("B3")
def test_a_new_layer_is_drawn_and_said_to_be_unmeasured(desk: Any, tmp_path: Path) -> None:
    put(desk, tmp_path, LayerKind.ECOLOGICAL_REDLINE, FARMLAND, "HXMC")
    redline = figure_of(desk, "T1").grounds[1]
    assert (redline.area, redline.said) == (None, Checked.NOT_YET.label)
    assert redline.shapes
    put(desk, tmp_path, LayerKind.PERMANENT_BASIC_FARMLAND, FARMLAND, "JBNTTBBH", as_of=date(2023, 6, 30))
    farmland = figure_of(desk, "T1").grounds[0]
    assert "按旧版量得" in farmland.said
    assert "第2版" in farmland.source


def test_a_plot_outside_the_survey_says_so(desk: Any) -> None:
    assert "没有查" in figure_of(desk, "T3").land.said
    words = texts(draw(desk, "T3"))
    assert any("没有查" in one for one in words)


def draw(desk: Any, number: str) -> str:
    from weipian.office.figures.plots import plot_overlay

    return plot_overlay(desk, number)


def test_one_at_a_time_or_many_is_the_same(desk: Any) -> None:
    from weipian.figures.plot_overlay import draw_plot
    from weipian.office.figures.plots import plot_figures

    many = [draw_plot(figure) for figure in plot_figures(desk)]
    assert many == [draw(desk, number) for number in ("T1", "T2", "T3")]
    for svg in many:
        ElementTree.fromstring(svg)
        assert overlapping(svg) == []
        assert outside(svg) == []


@pytest.mark.requirement("A3")
def test_a_township_sees_only_its_own_figures(desk: Any) -> None:
    from weipian.office.figures.county import map_of
    from weipian.office.figures.duties import calendar_of
    from weipian.office.figures.flow import flow_of
    from weipian.office.figures.plots import plot_figures
    from weipian.office.figures.ratio import bars_at

    own = in_township(desk, "麦浪乡")
    assert [figure.number for figure in plot_figures(own)] == ["T2", "T3"]
    with refuses("plot_unknown"):
        draw(own, "T1")
    assert len(map_of(own, TODAY).patches) == 2
    assert [one.name for one in map_of(own, TODAY).townships] == ["麦浪乡"]
    assert flow_of(own, TODAY).count("issued") == 2
    assert [bar.name for bar in bars_at(own)] == ["麦浪乡"]
    assert all(due.plots <= 2 for due in calendar_of(own, TODAY).dues)
    with refuses("other_township"):
        flow_of(own, TODAY, "星原镇")


def test_the_flow_counts_every_plot_once(desk: Any) -> None:
    from weipian.office.figures.flow import flow_of

    flow = flow_of(desk, TODAY)
    assert flow.count("issued") == 3
    assert flow.count("uninspected") == 3
    assert flow.count("UNDETERMINED") == 3


@pytest.mark.requirement("E7")
def test_the_calendar_is_the_list_of_duties(desk: Any) -> None:
    from weipian.office.figures.duties import calendar_of
    from weipian.office.ledger.standing import duties_now

    calendar = calendar_of(desk, TODAY)
    listed = [one for one in duties_now(desk, None) if one.duty.effective_due]
    assert sum(due.items for due in calendar.dues) == len(listed)
    assert {due.day for due in calendar.dues} == {one.duty.effective_due for one in listed}
    assert date(2023, 10, 7) in calendar.made_up
    assert {date(2023, 9, 29), date(2023, 10, 2)} <= calendar.off


def test_lights_count_working_days(desk: Any) -> None:
    """29 September to 6 October 2023 were days off; 7 and 8 October, a weekend, were worked."""
    from weipian.office.figures.duties import light_of

    assert light_of(date(2023, 9, 28), TODAY, True) == (Light.SOON, "还有 1 个工作日")
    assert light_of(date(2023, 10, 8), TODAY, True) == (Light.SOON, "还有 3 个工作日")
    assert light_of(date(2023, 10, 9), TODAY, True) == (Light.LATER, "还有 4 个工作日")
    assert light_of(TODAY, TODAY, True) == (Light.SOON, "今天到期")
    assert light_of(date(2023, 9, 22), TODAY, True) == (Light.OVERDUE, "逾期 3 个工作日")
    assert light_of(date(2023, 9, 22), TODAY, False)[0] is Light.PAST
    assert "未公布" in light_of(date(2099, 1, 1), TODAY, True)[1]


def test_the_map_has_every_plot_and_its_townships(desk: Any) -> None:
    from weipian.office.figures.county import map_of

    county = map_of(desk, TODAY)
    assert len(county.patches) == 3
    assert {one.name for one in county.townships} == {"星原镇", "麦浪乡"}
    assert shapely.hausdorff_distance(county.patches[0].shape, PATCHES["T1"]) < 0.005


def test_a_system_without_zone_numbers_gets_them() -> None:
    from weipian.office.figures.zone import zone_for

    assert zone_for(4546, 110.9).crs.epsg == 4525
    assert zone_for(4490, 110.4).crs.epsg == 4525
    assert zone_for(4525, 110.4).crs.epsg == 4525
    six = zone_for(4508, 111.0).crs
    assert (six.zone_width, six.zone) == (6, 19)


@pytest.mark.parametrize("kind", FigureKind)
def test_files_are_written_for_every_kind(desk: Any, tmp_path: Path, kind: FigureKind) -> None:
    from weipian.office.figures.plots import chosen_plots
    from weipian.office.figures.writing import Order, write_figures

    plots = tuple(chosen_plots(desk, ["T1"])) if kind.is_of_plots else ()
    written = list(write_figures(desk, Order(kind, tmp_path / "图", TODAY, True, 96, plots)))
    assert [one.path.suffix for one in written] == [".svg", ".png"]
    svg = written[0].path.read_text(encoding="utf-8")
    ElementTree.fromstring(svg)
    assert "<text" not in svg
    assert written[1].path.read_bytes().startswith(b"\x89PNG")
    assert all(not one.missing for one in written)
    if kind.is_of_plots:
        assert written[0].path.name == "T1-套合图.svg"
        with refuses("figure_one_file"):
            list(write_figures(desk, Order(kind, tmp_path / "x.svg", TODAY, False, 96, plots * 2)))


def test_a_plot_of_any_name_stays_in_its_folder(tmp_path: Path) -> None:
    from weipian.office.figures.writing import Order, _paths

    order = Order(FigureKind.OVERLAY, tmp_path, TODAY, True, 96)
    for path in _paths(order, '../../等"?\n'):
        assert path.parent == tmp_path
        assert "\n" not in path.name
