"""Layers come in: judged, kept, booked; a version is whole or not there."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
import shapely

from made_layers import Make, squares
from refusing import refuses
from weipian.atlas.kept import ROW
from weipian.fence.vector import read
from weipian.programme.intake.layers import error_workbook, read_layer
from weipian.programme.intake.order import Order
from weipian.terms.acting import Secrecy
from weipian.terms.errors import InputError, UsageError
from weipian.terms.words import LayerKind

DAY = date(2022, 12, 31)
BOW_TIE = shapely.Polygon(
    [(37464500, 2881000), (37464600, 2881100), (37464600, 2881000), (37464500, 2881100), (37464500, 2881000)]
)


def order(path: Path | str, kind: LayerKind = LayerKind.LAND_USE, **more: Any) -> Order:
    return Order(str(path), kind, DAY, **more)


def land(make: Make, name: str = "land.gpkg", classes: tuple[str, ...] = ("0101", "0301", "0702")) -> Path:
    return make(name, DLBM=list(classes), KCXS=[0.1, 0.0, 0.0])


@pytest.mark.requirement("B2", "A4")
def test_a_layer_is_kept_with_everything_and_booked(desk: Any, make: Make) -> None:
    from weipian.programme.intake.acts.layers import add_layer

    added = add_layer(desk, read_layer(order(land(make))))
    assert added.fresh
    assert (added.layer.version, added.layer.features, added.layer.columns["class"]) == (1, 3, "DLBM")
    kept = desk.workspace.folder / added.layer.kept
    table = read(kept)
    assert Counter(table.columns["DLBM"]) == Counter(["0101", "0301", "0702"])
    assert Counter(table.columns[ROW]) == Counter([1, 2, 3])
    assert table.crs.epsg == 4525
    by_row = dict(zip(table.columns[ROW], table.wkb, strict=True))
    assert all(shapely.equals_exact(shapely.from_wkb(by_row[k + 1]), shape) for k, shape in enumerate(squares(3)))


@pytest.mark.requirement("B2")
def test_the_same_once_more_adds_nothing_and_another_date_is_a_new_version(desk: Any, make: Make) -> None:
    from weipian.programme.intake.acts.layers import add_layer
    from weipian.store.queries.layers import all_layers, current_layers

    path = land(make)
    first, again = (add_layer(desk, read_layer(order(path))) for _ in range(2))
    assert (again.fresh, again.layer) == (False, first.layer)
    newer = add_layer(desk, read_layer(replace(order(path), as_of=date(2023, 12, 31))))
    assert newer.layer.version == 2
    assert [layer.version for layer in all_layers()] == [2, 1]
    assert current_layers()[LayerKind.LAND_USE].id == newer.layer.id


@pytest.mark.requirement("B2")
def test_the_kept_bytes_depend_on_the_content_alone(desk: Any, make: Make) -> None:
    from weipian.programme.intake.acts.layers import add_layer

    path = land(make)
    one = add_layer(desk, read_layer(order(path))).layer
    two = add_layer(desk, read_layer(replace(order(path), as_of=date(2023, 1, 1)))).layer
    assert one.kept_sha256 == two.kept_sha256


@pytest.mark.requirement("B2", "F3")
def test_a_bad_shape_is_refused_or_repaired_with_a_record(desk: Any, make: Make) -> None:
    from weipian.programme.intake.acts.layers import add_layer

    path = make("red.gpkg", [*squares(2), BOW_TIE], HXMC=["a", "b", "c"])
    refused = add_layer(desk, read_layer(order(path, LayerKind.ECOLOGICAL_REDLINE))).layer
    assert (refused.features, len(refused.refused), refused.repaired) == (2, 1, ())
    assert refused.refused[0]["row"] == 3
    assert refused.refused[0]["box"]
    mended = add_layer(desk, read_layer(order(path, LayerKind.ECOLOGICAL_REDLINE, repair=True))).layer
    assert (mended.version, mended.features, mended.refused) == (2, 3, ())
    assert mended.repaired[0]["row"] == 3
    assert int(str(mended.repaired[0]["after_um2"])) > 0
    assert error_workbook(order(path)).name == "red-错误行.xlsx"


@pytest.mark.requirement("B2")
def test_the_ready_layer_knows_where_refused_rows_lie_and_the_source_rows(desk: Any, make: Make) -> None:
    from weipian.programme.intake.acts.layers import add_layer
    from weipian.programme.overlay.kept import attributes_of, forget, laid_version

    path = make("red.gpkg", [*squares(2), BOW_TIE], HXMC=["a", "b", "c"])
    here = add_layer(desk, read_layer(order(path, LayerKind.ECOLOGICAL_REDLINE))).layer
    folder = desk.workspace.folder
    for _ in range(2):  # made, then made again after it was lost
        ground = laid_version(here, folder)
        assert sorted(ground.rows) == [1, 2]
        assert len(ground.refused) == 1
        assert np.isfinite(ground.refused_boxes).all()
        names = attributes_of(here, folder, [0, 1])["name"]
        assert names == ["ab"[int(row) - 1] for row in ground.rows]
        forget(here, folder)


@pytest.mark.requirement("B2", "F3")
def test_the_wrong_layer_is_refused_with_how_to_mend_it(make: Make) -> None:
    with refuses("layer_without_class", InputError):
        read_layer(order(make("red.gpkg", HXMC=["a", "b", "c"])))
    with refuses("layer_not_land_classes", InputError):
        read_layer(order(land(make, classes=("甲", "乙", "丙"))))
    with refuses("layer_without_key", InputError):
        read_layer(order(make("mine.gpkg", MC=["a", "b", "c"]), LayerKind.MINING_LICENCE))
    with refuses("layer_key_unknown", UsageError):
        read_layer(order(land(make, "l2.gpkg"), columns={"colour": "DLBM"}))
    read_layer(order(make("l3.gpkg", CODE=["0101", "0301", "0702"]), class_column="CODE"))


@pytest.mark.requirement("B2")
def test_coverage_is_given_or_the_layers_own_or_declared(make: Make) -> None:
    own = read_layer(order(land(make))).coverage
    assert own.wkb is not None
    area = shapely.from_wkb(own.wkb).area
    given = read_layer(order(land(make, "l2.gpkg"), coverage=str(make("where.gpkg", squares(9))))).coverage
    assert given.wkb is not None
    assert shapely.from_wkb(given.wkb).area == pytest.approx(3 * area, rel=1e-6)
    declared = read_layer(order(make("red.gpkg", HXMC=["a", "b", "c"]), LayerKind.ECOLOGICAL_REDLINE)).coverage
    assert declared.wkb is None
    assert "全县" in declared.note


@pytest.mark.requirement("B2")
def test_a_tessellation_that_overlaps_itself_is_covered_by_its_hull(make: Make) -> None:
    twice = np.append(squares(2), shapely.box(37464050, 2881000, 37464150, 2881100))
    found = read_layer(order(make("land.gpkg", twice, DLBM=["0101", "0301", "0702"]))).coverage
    assert "外包" in found.note
    assert found.wkb is not None
    assert shapely.from_wkb(found.wkb).area == pytest.approx(20_000, rel=0.01)


@pytest.mark.requirement("F5")
def test_unknown_secrecy_is_told_and_a_stated_one_kept(desk: Any, make: Make) -> None:
    from weipian.programme.intake.acts.layers import add_layer

    path = land(make)
    assert any("密级" in text for text in read_layer(order(path)).said)
    stated = read_layer(order(path, secrecy=Secrecy.SECRET))
    assert any("不得在联网计算机" in text for text in stated.said)
    assert not any("密级" in text for text in read_layer(order(path, secrecy=Secrecy.INTERNAL)).said)
    assert add_layer(desk, stated).layer.secrecy is Secrecy.SECRET


@pytest.mark.requirement("B2", "F2")
def test_what_a_crash_left_is_cleaned_by_the_next_import_and_a_failed_one_leaves_nothing(
    desk: Any, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weipian.programme.intake.acts import layers as acts

    folder = desk.workspace.layers
    (folder / "land_use-1.parquet").write_bytes(b"half")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        with refuses("layer_no_room", InputError):
            acts.add_layer(desk, read_layer(order(land(make))))
    assert not list(folder.glob("*.partial"))
    added = acts.add_layer(desk, read_layer(order(land(make, "b.gpkg"))))
    assert added.layer.version == 1
    assert pq.ParquetFile(desk.workspace.folder / added.layer.kept).metadata.num_rows == 3


@pytest.mark.requirement("A3")
def test_who_may_not_import_a_layer_is_told(auditor: Any, make: Make) -> None:
    from weipian.programme.intake.acts.layers import add_layer

    with refuses("act_not_of_role", InputError):
        add_layer(auditor, read_layer(order(land(make))))
