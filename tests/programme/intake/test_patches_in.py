"""Batches come in: rows judged one by one, compared with what was issued, booked in one act."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
import shapely

from made_layers import Make, squares
from refusing import refuses
from weipian.programme.intake.batches import Incoming, Order, read_batch
from weipian.terms.errors import InputError, UsageError
from weipian.terms.words import Category

DAY = date(2023, 8, 10)
NONFARM = "新增非农建设类"


def order(path: Path | str, **more: Any) -> Order:
    return Order(str(path), **{"received": DAY, "issued": DAY, **more})


def book(desk: Any, source: Order) -> Any:
    """Read, compare, write; the plan."""
    from weipian.programme.intake.acts.patches import add_batch
    from weipian.programme.intake.booking import Found
    from weipian.programme.intake.comparing import compared

    incoming = read_batch(source)
    plan = compared(incoming)
    add_batch(desk, plan, Found([one.township for one in incoming.issued], {}))
    return plan


def august(make: Make, name: str = "八月.shp", shapes: Any = None, **columns: list[Any]) -> Path:
    shapes = squares(3) if shapes is None else shapes
    count = len(shapes)
    default = {
        "JCBH": [f"P{k}" for k in range(count)],
        "TBLX": [NONFARM] * count,
        "XZQMC": ["星原镇"] * count,
        "JCMJ": [15.0] * count,
    }
    return make(name, shapes, encoding="GBK" if name.endswith("shp") else None, **{**default, **columns})


def listed(township: str = "", **wanted: Any) -> list[Any]:
    from weipian.store.queries.patch_list import Wanted
    from weipian.store.queries.patch_list import listed as found
    from weipian.store.sight import Sight

    return found(Wanted(Sight(everything=True, within=township), **wanted))


@pytest.mark.requirement("B1")
@pytest.mark.parametrize("name", ["八月.shp", "八月.gpkg", "八月.geojson", "八月.gdb"])
def test_a_batch_from_every_form_is_the_same(desk: Any, make: Make, name: str) -> None:
    plan = book(desk, order(august(make, name), encoding="GBK" if name.endswith("shp") else None))
    assert (len(plan.fresh), plan.refused) == (3, ())
    assert plan.incoming.unit == "mu"
    found = listed()
    assert [one.number for one in found] == ["P0", "P1", "P2"]
    assert {one.state for one in found} == {"issued"}
    assert {one.due for one in found} == {date(2023, 8, 20)}
    assert found[0].area_um2 == pytest.approx(10_000e6, rel=1e-3)


@pytest.mark.requirement("B1", "A4")
def test_what_was_issued_is_kept_as_it_came(desk: Any, make: Make) -> None:
    from weipian.store.models import Batch, Patch, Plot

    book(desk, order(august(make, QSX=["20230207"] * 3, BZ=["一", None, "三"]), encoding="GBK", period="2023-Q3"))
    patch = Patch.objects.get(number="P1")
    assert '"BZ":null' in patch.attributes
    assert '"JCMJ":"15"' in patch.attributes
    assert (patch.issued_area, patch.issued_unit, patch.earlier_image) == ("15", "mu", date(2023, 2, 7))
    assert shapely.normalize(shapely.from_wkb(bytes(patch.wkb))) == shapely.normalize(squares(3)[1])
    assert Plot.objects.get(number="P1").patch_id == patch.id
    batch = Batch.objects.get()
    assert (batch.year, batch.period, batch.issued, batch.patches) == (2023, "2023-Q3", DAY, 3)


def table(tmp_path: Path, rows: list[list[str]], name: str) -> Path:
    header = ["图斑编号", "图斑类型", "图斑面积(亩)", "WKT"]
    path = tmp_path / name
    if name.endswith(".xlsx"):
        workbook = openpyxl.Workbook()
        for row in [header, *rows]:
            workbook.active.append(row)
        workbook.save(path)
    else:
        lines = [",".join(f'"{cell}"' for cell in row) for row in [header, *rows]]
        path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.requirement("B1", "F3")
@pytest.mark.parametrize("name", ["一.csv", "一.xlsx"])
def test_a_table_with_shapes_as_text_and_bad_rows_never_stop_good_ones(desk: Any, tmp_path: Path, name: str) -> None:
    wkt = [shape.wkt for shape in squares(6)]
    tie = "POLYGON((37464000 2881000,37464100 2881100,37464100 2881000,37464000 2881100,37464000 2881000))"
    rows = [
        ["A", "MINING", "15", wkt[0]],
        ["B", "乱写", "15", wkt[1]],
        ["C", "矿产", "-1", wkt[2]],
        ["", "矿产", "15", wkt[3]],
        ["A", "矿产", "15", wkt[4]],
        ["D", "矿产", "15", tie],
        ["E", "矿产", "15", "POLYGON((1 2"],
        ["F", "矿产图斑", "", wkt[5]],
    ]
    plan = book(desk, order(table(tmp_path, rows, name)))
    assert [one.number for one in listed()] == ["A", "F"]
    assert {one.row: one.code for one in plan.refused} == {
        3: "unknown_word",
        4: "negative_area",
        5: "id_missing",
        6: "patch_twice",
        7: "shape_crosses_itself",
        8: "geometry_malformed",
    }
    from weipian.programme.intake.sheet import RefusedRows

    assert RefusedRows.of(plan).source_rows[3][:2] == ("B", "乱写")


@pytest.mark.requirement("B1")
def test_an_identical_batch_is_a_reissue_without_differences_and_writes_nothing(desk: Any, make: Make) -> None:
    from weipian.store.models import Batch, Event

    path = august(make)
    book(desk, order(path, encoding="GBK"))
    events = Event.objects.count()
    again = book(desk, order(path, encoding="GBK"))
    other_name = book(desk, order(path, encoding="GBK", batch="另一个名字"))
    for plan in (again, other_name):
        assert plan.is_identical
        assert plan.name == "八月"
        assert plan.differences == []
    assert (Batch.objects.count(), Event.objects.count()) == (1, events)


@pytest.mark.requirement("B1", "A4")
def test_a_reissue_is_a_new_version_with_its_differences(desk: Any, make: Make) -> None:
    from weipian.store.models import Batch, Patch

    book(desk, order(august(make, "八月.gpkg")))
    moved = squares(4)
    moved[1] = shapely.box(37464100, 2881000, 37464200, 2881050)
    path = august(make, "again.gpkg", moved[1:], JCBH=["P1", "P2", "P9"], JCMJ=[7.5, 16.0, 15.0])
    plan = book(desk, order(path, batch="八月", issued=None))
    told = {one.patch: one for one in plan.differences}
    assert {number: one.what for number, one in told.items()} == {
        "P0": "gone",
        "P1": "changed",
        "P2": "changed",
        "P9": "new",
    }
    assert told["P2"].fields == {"JCMJ": ("15", "16")}
    assert told["P2"].areas is None
    assert told["P1"].areas is not None
    assert told["P1"].as_json()["geometry"]
    assert plan.issued == DAY
    versions = {(one.number, one.version): one for one in Patch.objects.all()}
    assert set(versions) == {("P0", 1), ("P1", 1), ("P1", 2), ("P2", 1), ("P2", 2), ("P9", 1)}
    assert versions["P1", 2].replaces_id == versions["P1", 1].id
    assert Batch.objects.get(version=2).reissue_of.version == 1
    assert {one.number for one in listed() if one.gone} == {"P0"}
    back = book(desk, order(august(make, "back.gpkg"), batch="八月", issued=None))
    assert {one.patch: one.what for one in back.differences}["P0"] == "back"
    assert {one.number for one in listed() if one.gone} == {"P9"}


@pytest.mark.requirement("B1", "B3")
def test_a_shape_that_changed_is_to_be_measured_anew(desk: Any, make: Make) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Measurement, Plot, Standing
    from weipian.terms.acting import Act, State

    book(desk, order(august(make, "八月.gpkg")))
    plots = {plot.number: plot for plot in Plot.objects.all()}
    with acting(desk, Act.MEASURED, "patch:*") as act:
        rows = [{"plot_id": plots[n].id, "kind": "land_use", "checked": "none", "area_um2": 0} for n in ("P0", "P1")]
        act.add_many(Measurement, rows)
        for number in ("P0", "P1"):
            key = Standing.objects.get(number=number).id
            act.change(Standing, key, state=State.MEASURED.value, cultivated_um2=5)
    shapes = squares(3)
    shapes[0] = shapely.box(37464000, 2881000, 37464100, 2881050)
    book(desk, order(august(make, "b.gpkg", shapes, JCMJ=[7.5, 15.0, 15.0]), batch="八月"))
    assert {one.plot.number for one in Measurement.objects.filter(current=True)} == {"P1"}
    found = {one.number: one for one in listed()}
    assert (found["P0"].state, found["P0"].cultivated_um2) == ("issued", None)
    assert (found["P1"].state, found["P1"].cultivated_um2) == ("measured", 5)
    assert Plot.objects.get(number="P0").area_um2 == found["P0"].area_um2 < found["P1"].area_um2


@pytest.mark.requirement("B1", "F3")
def test_a_number_in_another_batch_is_refused_with_where_it_stands(desk: Any, make: Make) -> None:
    book(desk, order(august(make, "八月.gpkg")))
    path = august(make, "九月.gpkg", squares(2), JCBH=["P0", "N1"])
    plan = book(desk, order(path, issued=date(2023, 9, 12)))
    assert [(one.code, one.value) for one in plan.refused] == [("patch_elsewhere", "P0")]
    assert "八月" in plan.refused[0].message
    assert [one.number for one in listed(batch="九月")] == ["N1"]


@pytest.mark.requirement("B1")
def test_supplementary_is_a_mark_and_stands_in_for_a_category(desk: Any, make: Make) -> None:
    from weipian.store.models import Patch

    path = august(make, "补.gpkg", squares(2), TBLX=["矿产图斑", ""])
    book(desk, order(path, supplementary=True))
    found = {one.number: (one.category, one.supplementary) for one in Patch.objects.all()}
    assert found == {"P0": ("mining", True), "P1": ("supplementary", True)}


@pytest.mark.requirement("B1", "F3")
def test_what_is_not_said_is_asked_for(desk: Any, make: Make, tmp_path: Path) -> None:
    with refuses("patch_issued_missing", UsageError):
        book(desk, order(august(make, "a.gpkg"), issued=None))
    with refuses("bad_period", UsageError):
        book(desk, order(august(make, "b.gpkg"), period="八月"))
    with refuses("table_without_wkt", InputError):
        plain = tmp_path / "a.csv"
        plain.write_text("图斑编号,面积\nA,1\n", encoding="utf-8")
        read_batch(order(plain))
    plan = book(desk, order(august(make, "c.gpkg", TBLX=[""] * 3)))
    assert {one.code for one in plan.refused} == {"patch_category_missing"}
    assert plan.is_empty
    assert listed() == []
    stated = august(make, "d.gpkg", XFSJ=["2023-08-09"] * 3)
    assert book(desk, order(stated, issued=None)).issued == date(2023, 8, 9)


@pytest.mark.requirement("B1")
def test_a_map_overrides_every_guess(make: Make) -> None:
    path = make("x.gpkg", BH=["a", "b", "c"], LX=[NONFARM] * 3, MJ=[10_000.0] * 3, ID=["1", "2", "3"])
    mapping = {"BH": "number", "LX": "category", "MJ": "area_m2"}
    found = read_batch(order(path, mapping=mapping))
    assert [one.number for one in found.issued] == ["a", "b", "c"]
    assert (found.unit, found.issued[0].area) == ("m2", "10000")
    assert {one.category for one in found.issued} == {Category.NEW_NONFARM_CONSTRUCTION}


def doubts(desk: Any, incoming: Incoming, outside: list[int]) -> str:
    from weipian.programme.intake.notes import warnings_of
    from weipian.programme.intake.townships import Lying

    names = [one.township for one in incoming.issued]
    return "\n".join(warnings_of(incoming, Lying(names, outside), desk.policy))


@pytest.mark.requirement("B1", "B3")
def test_doubts_are_told_and_stop_nothing(desk: Any, make: Make) -> None:
    shapes = np.append(squares(2), squares(1))
    path = august(make, "x.gpkg", shapes, XZQMC=["星原镇", "别处镇", "星原镇"], JCMJ=[15.0, 16.0, 15.0])
    said = doubts(desk, read_batch(order(path)), [1])
    for words in ("相差超过 1%：P1", "P0＝P2", "别处镇", "乡镇图层之内：P1"):
        assert words in said


@pytest.mark.requirement("B1", "B2")
def test_the_township_layer_says_where_a_patch_lies(desk: Any, make: Make) -> None:
    from weipian.programme.intake.acts.layers import add_layer
    from weipian.programme.intake.layers import read_layer
    from weipian.programme.intake.order import Order as LayerOrder
    from weipian.programme.intake.townships import lying
    from weipian.terms.words import LayerKind

    west = make("乡镇.gpkg", squares(2, side=150.0), XZQMC=["星原镇", "砚溪镇"])
    layer = add_layer(desk, read_layer(LayerOrder(str(west), LayerKind.TOWNSHIP, DAY))).layer
    incoming = read_batch(order(august(make, "x.gpkg", squares(4), XZQMC=["", "", "榕岚镇", ""])))
    found = lying(incoming, layer, desk.workspace.folder)
    assert found.names == ["星原镇", found.names[1], "榕岚镇", ""]
    assert found.outside == [3]


@pytest.mark.requirement("A3")
def test_who_may_not_receive_a_batch_is_told_and_a_township_sees_its_own(desk: Any, auditor: Any, make: Make) -> None:
    with refuses("act_not_of_role", InputError):
        book(auditor, order(august(make, "a.gpkg")))
    book(desk, order(august(make, "a.gpkg", XZQMC=["星原镇", "砚溪镇", "星原镇"])))
    assert [one.number for one in listed(township="星原镇")] == ["P0", "P2"]
    assert [one.number for one in listed(due_before=date(2023, 8, 20))] == []
    assert len(listed(due_before=date(2023, 8, 21), limit=2)) == 2


def test_the_order_knows_its_name() -> None:
    assert replace(order("a/八月.shp"), batch=None).name == "八月"
    assert order("a/b.gdb#JCTB").path.name in ("b.gdb", "b.gdb#JCTB")
