"""`weipian measure` from end to end, against figures that other code made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import shapely

from measured_rows import in_equal_area, rows_of
from weipian.fence.vector import read
from weipian.programme.overlay.cultivated import net_cultivated
from weipian.programme.overlay.facts import gather
from weipian.programme.overlay.files import LayerSource, measure_files, prepare_patches
from weipian.programme.overlay.ground import prepare
from weipian.programme.overlay.rules import Mark, Thinness
from weipian.terms.area import Area
from weipian.terms.errors import InputError, UsageError
from weipian.terms.words import LayerKind

Make = Callable[..., Path]
X, Y = 37_464_000.0, 2_881_000.0


def square(x: float, y: float, side: float = 100.0, height: float | None = None) -> Any:
    return shapely.box(X + x, Y + y, X + x + side, Y + y + (height or side))


@pytest.fixture
def two(make: Make) -> tuple[Path, Path]:
    """Patches A (half on 0101, a quarter on 0201, a quarter on nothing), B (all on 0101), C (on nothing)."""
    patches = make("p.gpkg", [square(0, 0), square(200, 0), square(1000, 0)], JCBH=["A", "B", "C"])
    land = make(
        "l.gpkg",
        [square(-50, 0, 100), square(50, 0, 50, 50), square(150, -50, 300)],
        DLBM=["0101", "0201", "0101"],
        KCXS=["0.1", "0", "0.25"],
    )
    return patches, land


@pytest.mark.requirement("B3")
def test_rows_of_a_partition(two: tuple[Path, Path]) -> None:
    patches, land = two
    measured = measure_files(patches, [LayerSource("dltb", land, None, "DLBM")], partition=["dltb"])
    found = rows_of(measured)
    assert [(row[0], row[2]) for row in found] == [
        ("A", "0101"),
        ("A", "0201"),
        ("A", "未覆盖"),
        ("B", "0101"),
        ("C", ""),
        ("C", "未覆盖"),
    ]
    whole = dict(zip(measured.columns["patch"], map(Decimal, measured.columns["patch_area_m2"]), strict=True))
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for patch, _, _, area in found:
        sums[patch] += area
    assert sums == whole
    assert not measured.contradictions
    exact = Fraction(int(measured.overlay.rows.area_um2[0]), 10**6)
    assert measured.columns["area_mu"][0] == Area(exact).text_mu()
    assert Decimal(measured.columns["share"][0]) == pytest.approx(Decimal("0.5"), abs=Decimal("1e-5"))


@pytest.mark.requirement("B3", "B2")
def test_checked_and_none_is_a_row_of_its_own(two: tuple[Path, Path]) -> None:
    patches, land = two
    measured = measure_files(patches, [LayerSource("dltb", land, None, "DLBM"), LayerSource("red", land)])
    assert [row for row in rows_of(measured) if row[0] == "C"] == [
        ("C", "dltb", "", Decimal("0.00")),
        ("C", "red", "", Decimal("0.00")),
    ]
    assert measured.columns["share"][-1] == "0.000000"


@pytest.mark.requirement("B3")
def test_areas_are_those_of_an_independent_projection(two: tuple[Path, Path]) -> None:
    patches, land = two
    measured = measure_files(patches, [LayerSource("dltb", land, None, "DLBM")])
    shapes = in_equal_area([square(0, 0), square(-50, 0, 100), square(50, 0, 50, 50)], "EPSG:4525")
    wanted = [shapely.area(shapely.intersection(shapes[0], other)) for other in shapes[1:]]
    assert [float(row[3]) for row in rows_of(measured)[:2]] == pytest.approx(wanted, abs=0.0051)
    assert float(measured.columns["patch_area_m2"][0]) == pytest.approx(shapely.area(shapes[0]), abs=0.0051)


@pytest.mark.requirement("B3", "F3")
def test_a_layer_that_overlaps_itself_is_told_and_not_balanced(make: Make) -> None:
    patches = make("p.gpkg", [square(0, 0), square(200, 0)], JCBH=["A", "B"])
    land = make("l.gpkg", [square(0, 0, 60, 100), square(40, 0, 60, 100), square(200, 0)], DLBM=["01", "02", "01"])
    measured = measure_files(patches, [LayerSource("dltb", land, None, "DLBM")], partition=["dltb"])
    (one,) = measured.contradictions
    assert (one.row_a, one.row_b, [measured.ids[patch] for patch in one.patches]) == (1, 2, ["A"])
    assert float(one.area.m2) == pytest.approx(2000, rel=1e-4)
    found = rows_of(measured)
    assert "未覆盖" not in [row[2] for row in found]
    assert sum(row[3] for row in found if row[0] == "A") == pytest.approx(Decimal(12000), rel=Decimal("1e-4"))
    assert any("相互重叠" in text and "A" in text for text in measured.said)
    told = measured.contradictions_json()
    assert told == [{"layer": "dltb", "rows": [1, 2], "area_m2": one.area.text_m2(), "patches": ["A"]}]


@pytest.mark.requirement("F3", "B1")
def test_bad_rows_are_refused_and_good_ones_go_on(make: Make) -> None:
    bow = shapely.Polygon([(X, Y), (X + 9, Y + 9), (X + 9, Y), (X, Y + 5), (X, Y)])
    shapes = [square(0, 0), bow, square(200, 0), None, square(400, 0), square(600, 0)]
    patches = make("p.gpkg", shapes, JCBH=["A", "B", "C", "D", "A", ""])
    land = make("l.gpkg", [square(-10, -10, 900)], DLBM=["0101"])
    measured = measure_files(patches, [LayerSource("dltb", land, None, "DLBM")])
    assert [row[0] for row in rows_of(measured)] == ["A", "C"]
    assert sorted((one.refusal.row, one.refusal.value, one.refusal.code) for one in measured.refused) == [
        (2, "B", "shape_crosses_itself"),
        (4, "D", "geometry_null"),
        (5, "A", "id_repeated"),
        (6, "", "id_missing"),
    ]
    assert all("p.gpkg" in str(one) for one in measured.refused)


@pytest.mark.requirement("B2", "F3")
def test_ground_near_a_refused_row_is_not_called_bare(make: Make) -> None:
    bow = shapely.Polygon([(X, Y), (X + 99, Y + 99), (X + 99, Y), (X, Y + 99), (X, Y)])
    patches = make("p.gpkg", [square(0, 0), square(500, 0)], JCBH=["A", "B"])
    land = make("l.gpkg", [bow, square(900, 0)], DLBM=["0101", "0101"])
    source = LayerSource("dltb", land, None, "DLBM")
    measured = measure_files(patches, [source], partition=["dltb"])
    assert [(row[0], row[2]) for row in rows_of(measured)] == [("B", ""), ("B", "未覆盖")]
    assert measured.overlay.incomplete == ((0, "dltb"),)
    assert any("可能不全" in text and "A" in text for text in measured.said)
    mended = measure_files(patches, [source], repair=True)
    assert float(rows_of(mended)[0][3]) == pytest.approx(99 * 99 / 2, rel=1e-3)
    assert any("已修复" in text for text in mended.said)
    assert not mended.refused


def test_ids_are_guessed_said_or_taken_from_rows(make: Make) -> None:
    land = make("l.gpkg", [square(-10, -10, 900)])
    source = [LayerSource("dltb", land)]
    named = measure_files(make("a.gpkg", [square(0, 0), square(200, 0)], 图斑编号=["07", "08"], X=["1", "1"]), source)
    assert named.ids == ["07", "08"]
    assert "「图斑编号」" in named.said[0]
    bare = measure_files(make("b.gpkg", [square(0, 0), square(200, 0)], X=["1", "1"]), source)
    assert bare.ids == ["1", "2"]
    assert "行号" in bare.said[0]
    asked = make("c.gpkg", [square(0, 0), square(200, 0)], ID=["1", "2"], CODE=[7.0, 8.0])
    assert measure_files(asked, source, id_column="CODE").ids == ["7", "8"]
    with pytest.raises(InputError) as caught:
        measure_files(asked, source, id_column="TBBH")
    assert caught.value.code == "column_missing"


def test_the_way_a_layer_is_named(tmp_path: Path) -> None:
    assert LayerSource.parse("a=x.shp:DLBM") == LayerSource("a", Path("x.shp"), None, "DLBM")
    assert LayerSource.parse("a=x.gdb#DLTB:DLBM") == LayerSource("a", Path("x.gdb"), "DLTB", "DLBM")
    assert LayerSource.parse("a=x.gdb|DLTB") == LayerSource("a", Path("x.gdb"), "DLTB", None)
    assert LayerSource.parse("a=C:/x.shp") == LayerSource("a", Path("C:/x.shp"), None, None)
    assert LayerSource.parse("a=C:/x.shp:DLBM") == LayerSource("a", Path("C:/x.shp"), None, "DLBM")
    (tmp_path / "o:dd.shp").write_text("")
    assert LayerSource.parse(f"a={tmp_path}/o:dd.shp").class_column is None
    for wrong in ("x.shp", "=x.shp", "a="):
        with pytest.raises(UsageError):
            LayerSource.parse(wrong)


def test_layers_that_can_t_be_meant(two: tuple[Path, Path]) -> None:
    source = LayerSource("a", two[1])
    cases: tuple[tuple[list[LayerSource], list[str], str], ...] = (
        ([], [], "layers_missing"),
        ([source, source], [], "layer_named_twice"),
        ([source], ["b"], "partition_unknown"),
    )
    for layers, partition, code in cases:
        with pytest.raises(UsageError) as caught:
            measure_files(two[0], layers, partition=partition)
        assert caught.value.code == code


@pytest.mark.requirement("B3")
def test_net_cultivated_land(two: tuple[Path, Path]) -> None:
    patches = prepare_patches(read(two[0]))[0]
    land = prepare(read(two[1]))
    found = net_cultivated(patches, land)
    patch, land_a, other = in_equal_area([square(0, 0), square(-50, 0, 100), square(200, 0)], "EPSG:4525")
    a, b = shapely.area(shapely.intersection(patch, land_a)), shapely.area(other)
    assert [float(area.m2) for area in found.net if area] == pytest.approx([a * 0.9, b * 0.75, 0], abs=1e-3)
    assert [float(area.m2) for area in found.gross if area] == pytest.approx([a, b, 0], abs=1e-3)
    assert not found.refused
    assert not found.said


def test_cultivated_land_that_can_t_be_read_is_not_a_number(make: Make) -> None:
    patches, _, _ = prepare_patches(read(make("p.gpkg", [square(200 * n, 0) for n in range(4)], JCBH=list("ABCD"))))
    land = prepare(
        read(
            make(
                "l.gpkg",
                [square(200 * n, 0) for n in range(4)],
                DLBM=["0101", "耕地", "0103", "0102"],
                KCXS=["1.5", "0", "", "一成"],
            )
        )
    )
    found = net_cultivated(patches, land)
    assert [area is None for area in found.net] == [True, True, False, True]
    assert [refusal.code for refusal in found.refused] == [
        "ridge_coefficient_outside",
        "land_class_unreadable",
        "ridge_coefficient_unreadable",
    ]
    assert "1 个" in found.said[0]


@pytest.mark.requirement("B7", "B3")
def test_facts_of_a_patch(make: Make) -> None:
    patches, ids, _ = prepare_patches(read(make("p.gpkg", [square(0, 0), square(500, 0)], JCBH=["A", "B"])))
    farmland = prepare(read(make("f.gpkg", [square(0, 0, 60, 100), square(40, 0, 20, 100)])))
    redline = prepare(read(make("r.gpkg", [square(50, 0, 50, 100)])))
    township = prepare(read(make("t.gpkg", [square(0, 0, 30, 100), square(30, 0, 600)], XZMC=["甲镇", "乙乡"])))
    kinds = {
        LayerKind.PERMANENT_BASIC_FARMLAND: farmland,
        LayerKind.ECOLOGICAL_REDLINE: redline,
        LayerKind.TOWNSHIP: township,
    }
    both = (LayerKind.PERMANENT_BASIC_FARMLAND, LayerKind.ECOLOGICAL_REDLINE)
    first, second = gather(patches, ids, kinds, [both])
    whole = float(first.area.m2)

    def share(area: Area | None) -> float:
        assert area is not None
        return float(area.m2) / whole

    assert share(first.area_on(both[0])) == pytest.approx(0.6, abs=1e-6)
    assert share(first.area_on(both[1])) == pytest.approx(0.5, abs=1e-6)
    assert share(first.area_on_any(both)) == pytest.approx(1.0, abs=1e-6)
    assert first.area_on(LayerKind.SOLAR) is None
    assert second.area_on(both[0]) == Area.of_um2(0)
    largest = first.layers[LayerKind.TOWNSHIP].largest()
    assert largest is not None
    assert largest.attributes["XZMC"] == "乙乡"
    assert list(first.layers[LayerKind.TOWNSHIP].by_class("XZMC")) == ["乙乡", "甲镇"]


@pytest.mark.requirement("B3")
def test_likely_neighbours_are_marked(make: Make) -> None:
    patches, ids, _ = prepare_patches(read(make("p.gpkg", [square(0, 0)], JCBH=["A"])))
    approvals = prepare(read(make("a.gpkg", [square(99.5, 0, 80, 100), square(0, 0, 60, 100)])))
    kinds = {LayerKind.APPROVAL_BOUNDARY: approvals}
    (facts,) = gather(patches, ids, kinds, thin=Thinness(share=0.02, width=1.0))
    assert [touch.mark for touch in facts.layers[LayerKind.APPROVAL_BOUNDARY].touches] == [
        Mark.LIKELY_NEIGHBOUR,
        Mark.NONE,
    ]
    (plain,) = gather(patches, ids, kinds)
    assert plain.area_on(LayerKind.APPROVAL_BOUNDARY) == facts.area_on(LayerKind.APPROVAL_BOUNDARY)
