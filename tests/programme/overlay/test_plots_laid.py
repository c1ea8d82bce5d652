"""Plots over the booked layers: figures, what was not looked at, what is measured anew, what stays as history."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import clean
from made_ground import box, ground_desk, put
from weipian.terms.errors import InputError
from weipian.terms.words import LayerKind


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return ground_desk(tmp_path)


def laid(number: str, kind: str) -> Any:
    from weipian.store.models import Measurement

    return Measurement.objects.get(plot__number=number, kind=kind, current=True)


@pytest.mark.requirement("B2", "B3")
def test_none_outside_and_not_looked_at_are_three_things(desk: Any) -> None:
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.programme.overlay.told import as_answer, as_text

    done = overlay_plots(desk)
    assert laid("T1", "permanent_basic_farmland").checked == "found"
    assert (laid("T2", "permanent_basic_farmland").checked, laid("T2", "permanent_basic_farmland").area_um2) == (
        "none",
        0,
    )
    assert (laid("T3", "land_use").checked, laid("T3", "land_use").area_um2) == ("outside", None)
    layers = as_answer(done, ["T2"])["plots"][0]["layers"]  # type: ignore[index]
    assert layers["permanent_basic_farmland"] == {"checked": "none", "area_m2": "0.00"}
    assert layers["ecological_redline"] == {"checked": "not_checked", "area_m2": None}
    assert "没有查（没有这些图层）：生态保护红线" in as_text(done)
    assert clean(desk)


@pytest.mark.requirement("B3")
def test_classes_fill_the_plot_and_ridges_come_off(desk: Any) -> None:
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.store.models import Plot, Standing

    overlay_plots(desk)
    detail, area = json.loads(laid("T1", "land_use").detail), Plot.objects.get(number="T1").area_um2
    assert [row["class"] for row in detail["classes"]] == ["0101", "0301"]
    assert sum(row["centi"] for row in detail["classes"]) == round(area / 10_000)
    assert abs(detail["cultivated_um2"] - detail["gross_um2"] * 9 // 10) <= 1
    assert Standing.objects.get(number="T1").cultivated_um2 == detail["cultivated_um2"]
    assert Standing.objects.get(number="T3").cultivated_um2 is None


@pytest.mark.requirement("B11")
def test_what_no_confirmed_approval_covers_is_measured_apart(desk: Any) -> None:
    from weipian.programme.overlay.acts.measuring import overlay_plots

    overlay_plots(desk)
    detail, farmland = json.loads(laid("T1", "approval_boundary").detail), laid("T1", "permanent_basic_farmland")
    assert detail["confirmed"] == ["批1"]
    assert detail["rest"]["redline_um2"] is None
    assert abs(detail["rest"]["farmland_um2"] / farmland.area_um2 - 20 / 50) < 1e-3
    assert "rest" not in json.loads(laid("T2", "approval_boundary").detail)


@pytest.mark.requirement("B2", "A4")
def test_a_new_layer_version_measures_again_and_the_old_rows_stay(desk: Any, tmp_path: Path) -> None:
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.store.models import Measurement

    overlay_plots(desk)
    assert overlay_plots(desk).measured == ()
    before = laid("T1", "permanent_basic_farmland")
    put(
        desk, tmp_path, LayerKind.PERMANENT_BASIC_FARMLAND, [(box(0, 0, 10, 100), "F1")], "JBNTTBBH",
        as_of=date(2023, 12, 31),
    )  # fmt: skip
    done = overlay_plots(desk)
    assert (len(done.measured), done.rows) == (3, 6)  # the approvals' rest lies on the farmland too
    after = laid("T1", "permanent_basic_farmland")
    assert after.layer_id != before.layer_id
    assert after.area_um2 < before.area_um2
    assert Measurement.objects.get(id=before.id).current is False
    assert clean(desk)


@pytest.mark.requirement("B3")
def test_the_township_of_a_patch_without_one_is_the_larger_share(desk: Any) -> None:
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.store.models import Plot, Standing

    overlay_plots(desk)
    assert Plot.objects.get(number="T2").township in ("星原镇", "麦浪乡")
    assert Standing.objects.get(number="T2").township == Plot.objects.get(number="T2").township
    assert Standing.objects.get(number="T2").state == "measured"


@pytest.mark.requirement("F1", "A4")
def test_a_kept_layer_that_was_changed_measures_nothing(desk: Any) -> None:
    from weipian.programme.overlay.acts.measuring import overlay_plots
    from weipian.store.queries.layers import current_layers

    here = current_layers()[LayerKind.TOWNSHIP]
    with (desk.workspace.folder / here.kept).open("ab") as kept:
        kept.write(b"x")
    with pytest.raises(InputError) as caught:
        overlay_plots(desk)
    assert caught.value.code == "layer_changed"


@pytest.mark.requirement("A3")
def test_who_may_not_measure_is_told_and_unknown_plots_too(desk: Any) -> None:
    from made_books import as_clerk_of
    from weipian.programme.overlay.acts.measuring import overlay_plots

    with pytest.raises(InputError) as caught:
        overlay_plots(as_clerk_of(desk, "星原镇"))
    assert caught.value.code == "act_not_of_role"
    with pytest.raises(InputError) as caught:
        overlay_plots(desk, ["T9"])
    assert caught.value.code == "plot_unknown"
