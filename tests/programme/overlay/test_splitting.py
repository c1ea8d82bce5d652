"""Plots cut into parts: areas conserved, measurements add up, merged back (requirement B4)."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from made_books import clean
from made_ground import X0, Y0, ground_desk
from weipian.programme.overlay.splitting import Bound, balanced, cut
from weipian.terms.errors import InputError


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    desk = ground_desk(tmp_path)
    from weipian.programme.overlay.acts.measuring import overlay_plots

    overlay_plots(desk)
    return desk


def figures(number: str) -> dict[str, int]:
    from weipian.store.models import Measurement

    rows = Measurement.objects.filter(plot__number=number, current=True, area_um2__isnull=False)
    return dict(rows.values_list("kind", "area_um2"))


@pytest.mark.requirement("B4")
def test_parts_by_approval_add_up_to_the_plot(desk: Any) -> None:
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.programme.overlay.acts.splitting import split_plot
    from weipian.store.models import Plot

    whole = figures("T1")
    done = split_plot(desk, "T1", "approval", None)
    assert [(name, part.label) for name, part in done.parts] == [("T1-1", "批1"), ("T1-2", "")]
    assert sum(part.area_um2 for _, part in done.parts) == done.plot.area_um2
    overlay_plots(desk)
    for kind, area in whole.items():
        assert abs(area - figures("T1-1").get(kind, 0) - figures("T1-2").get(kind, 0)) < 10_000
    assert Plot.objects.get(number="T1").closed
    assert clean(desk)


@pytest.mark.requirement("B4")
def test_by_township_each_part_goes_to_its_own(desk: Any) -> None:
    from weipian.programme.overlay.acts.splitting import split_plot
    from weipian.store.models import Plot

    split_plot(desk, "T2", "township", None)
    assert set(Plot.objects.filter(parent__number="T2").values_list("township", flat=True)) == {"星原镇", "麦浪乡"}


@pytest.mark.requirement("B4")
def test_by_a_line_and_back(desk: Any, tmp_path: Path) -> None:
    from weipian.programme.overlay.acts.splitting import merge_plots, plan, split_plot
    from weipian.store.models import Plot

    line = shapely.LineString([(X0 - 5, Y0 + 40), (X0 + 50, Y0 + 45), (X0 + 105, Y0 + 40)])
    path = tmp_path / "线.geojson"
    path.write_text(shapely.to_geojson(line), encoding="utf-8")
    planned = plan(desk, "T1", line.wkt, None)
    assert not Plot.objects.filter(number="T1-1").exists()
    done = split_plot(desk, "T1", str(path), 4525)
    assert [part.area_um2 for _, part in done.parts] == [part.area_um2 for _, part in planned.parts]
    assert merge_plots(desk, ["T1-1", "T1-2"]).number == "T1"
    assert not Plot.objects.get(number="T1").closed
    assert [name for name, _ in split_plot(desk, "T1", line.wkt, None).parts] == ["T1-3", "T1-4"]
    assert clean(desk)


@pytest.mark.requirement("B4", "F3")
def test_what_can_not_be_cut_or_merged_says_why(desk: Any) -> None:
    from weipian.programme.overlay.acts.splitting import merge_plots, split_plot
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Plot
    from weipian.terms.acting import Act

    for number, by, code in (
        ("T3", "approval", "split_nothing"),
        ("T1", "LINESTRING (1 1", "split_line_unreadable"),
        ("T1", "POINT (1 1)", "split_line_unreadable"),
        ("T9", "approval", "plot_unknown"),
    ):
        with pytest.raises(InputError) as caught:
            split_plot(desk, number, by, None)
        assert caught.value.code == code
    split_plot(desk, "T1", "approval", None)
    with pytest.raises(InputError) as caught:
        merge_plots(desk, ["T1-1", "T2"])
    assert caught.value.code == "merge_not_of_one"
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plot:T1-1") as act:
        act.add(Determination, plot_id=Plot.objects.get(number="T1-1").id, review="一", determination="lawful_new")
    with pytest.raises(InputError) as caught:
        merge_plots(desk, ["T1-1", "T1-2"])
    assert caught.value.code == "plot_determined"


@pytest.mark.requirement("B4")
@given(st.floats(-3.0, 3.0), st.floats(5.0, 95.0), st.floats(0.0, 40.0))
def test_no_area_is_lost_whatever_the_line(slope: float, through: float, least: float) -> None:
    from weipian.geometry.authalic import AUTHALIC
    from weipian.geometry.measure import shape_areas
    from weipian.geometry.shapes import Shapes

    outline = shapely.transform(
        shapely.box(0, 0, 100, 100).difference(shapely.box(40, 40, 60, 60)), lambda xy: xy + 5e5
    )
    whole = int(shape_areas(Shapes.of_wkb([shapely.to_wkb(outline)], AUTHALIC))[0])
    y = [5e5 + through + slope * (x - 50) for x in (-500, 600)]
    try:
        parts = cut(outline, whole, Bound(line=shapely.LineString([(5e5 - 500, y[0]), (5e5 + 600, y[1])])), least)
    except InputError as error:
        if error.code != "split_nothing":
            raise
        return
    assert sum(part.area_um2 for part in parts) == whole
    assert math.isclose(sum(part.shape.area for part in parts), outline.area, abs_tol=0.001)
    assert all(part.shape.is_valid for part in parts)


@pytest.mark.requirement("B4")
def test_a_sliver_joins_its_neighbour() -> None:
    plot, sliver = shapely.box(0, 0, 100, 100), shapely.box(-1, -1, 0.1, 101)
    with pytest.raises(InputError) as caught:
        cut(plot, 10_000_000_000, Bound([("甲", sliver)]), 33.0)
    assert caught.value.code == "split_nothing"


def test_rounding_goes_to_the_largest_and_more_is_refused() -> None:
    assert balanced([10, 30], 42) == [10, 32]
    with pytest.raises(InputError):
        balanced([10, 30], 20_000)
