"""Results written: read back by other programs, whole or not at all, and never a formula."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from weipian.terms.errors import InputError, UsageError
from weipian.workbook.columns import Columns, Decimals, Texts
from weipian.workbook.drawn import Drawn
from weipian.workbook.tables import as_records, require_writable, write_rows

TEXTS = {
    "patch": ["450329-1", "=1+1", "@x"],
    "patch_area_m2": ["10000.00", "10000.00", "3.50"],
    "layer": ["dltb", "dltb", "dltb"],
    "class": ["0101", "-cmd|' /C calc'!A0", "-5"],
    "area_m2": ["5000.01", "0.00", "3.50"],
    "area_mu": ["7.5000", "0.0000", "0.0053"],
    "share": ["0.500001", "0.000000", "1.000000"],
}
PLACES = {"patch_area_m2": 2, "area_m2": 2, "area_mu": 4, "share": 6}


def table(texts: Mapping[str, Sequence[str]]) -> Columns:
    return {
        name: Decimals.of(cells, PLACES[name]) if name in PLACES else Texts.of(cells) for name, cells in texts.items()
    }


COLUMNS = table(TEXTS)
DRAWN = Drawn([shapely.box(x, 2_881_000, x + 10, 2_881_010).wkb for x in (37_464_000, 37_464_010, 37_464_020)], 4525)


def test_csv_opens_in_excel_and_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_rows(path, COLUMNS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfpatch,")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["area_m2"] for row in rows] == TEXTS["area_m2"]
    assert [row["patch"] for row in rows] == ["450329-1", "'=1+1", "'@x"]
    assert [row["class"][0] for row in rows] == ["0", "'", "-"]


def test_parquet_is_exact(tmp_path: Path) -> None:
    write_rows(tmp_path / "out.parquet", COLUMNS)
    table = pq.read_table(tmp_path / "out.parquet")
    assert table.column_names == list(COLUMNS)
    assert table["area_m2"].to_pylist() == [Decimal("5000.01"), Decimal("0.00"), Decimal("3.50")]
    assert table["class"].to_pylist() == TEXTS["class"]


def test_excel_has_numbers_a_frozen_header_and_no_formula(tmp_path: Path) -> None:
    write_rows(tmp_path / "out.xlsx", COLUMNS)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").active
    assert sheet is not None
    assert sheet.freeze_panes == "A2"
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == list(COLUMNS)
    assert [cell.value for cell in rows[2]][:2] == ["=1+1", 10000]
    assert rows[2][0].data_type == "s" or rows[2][0].data_type == "inlineStr"
    assert rows[1][4].number_format == "0.00"
    assert rows[1][5].number_format == "0.0000"


def test_geopackage_carries_the_shapes(tmp_path: Path) -> None:
    path = tmp_path / "out.gpkg"
    write_rows(path, COLUMNS, DRAWN)
    info = pyogrio.read_info(path)
    assert (info["crs"], info["features"]) == ("EPSG:4525", 3)
    _, _, shapes, values = pyogrio.raw.read(path)
    assert shapely.area(shapely.from_wkb(shapes)).tolist() == [100, 100, 100]
    assert values[list(info["fields"]).index("area_m2")].tolist() == [5000.01, 0, 3.5]


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx", ".gpkg"])
def test_no_rows_and_the_same_bytes_again(tmp_path: Path, suffix: str) -> None:
    empty = tmp_path / f"empty{suffix}"
    write_rows(empty, table({name: [] for name in TEXTS}), Drawn([], 4525))
    assert empty.stat().st_size > 0
    first, second = tmp_path / f"1{suffix}", tmp_path / f"2{suffix}"
    for path in (first, second):
        write_rows(path, COLUMNS, DRAWN)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.requirement("F3")
def test_what_stood_there_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(ValueError, match=r"shorter|longer"):
        write_rows(path, table({"a": ["1"], "b": []}))
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.csv"]


@pytest.mark.requirement("F3")
@pytest.mark.parametrize("check", [require_writable, lambda path: write_rows(path, COLUMNS, DRAWN)])
def test_places_that_can_t_be_written(tmp_path: Path, check: object) -> None:
    assert callable(check)
    (tmp_path / "a.csv").mkdir()
    for path, code in ((tmp_path / "no/out.csv", "output_no_folder"), (tmp_path / "a.csv", "output_is_folder")):
        with pytest.raises(InputError) as caught:
            check(path)
        assert caught.value.code == code
    with pytest.raises(UsageError) as wrong:
        check(tmp_path / "out.docx")
    assert wrong.value.code == "output_suffix"
    assert ".gpkg" in wrong.value.message


def test_a_place_that_the_system_refuses(tmp_path: Path) -> None:
    """A name that no file system takes; rights can't be tried as the system's administrator."""
    for check in (require_writable, lambda path: write_rows(path, COLUMNS)):
        with pytest.raises(InputError) as caught:
            check(tmp_path / f"{'x' * 300}.csv")
        assert caught.value.code == "output_locked"


def test_shapes_are_needed_for_a_geopackage(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write_rows(tmp_path / "out.gpkg", COLUMNS)
    assert caught.value.code == "output_no_shapes"


def test_checking_leaves_nothing_behind(tmp_path: Path) -> None:
    require_writable(tmp_path / "out.csv")
    assert os.listdir(tmp_path) == []


def test_rows_for_json() -> None:
    assert as_records(COLUMNS)[0]["area_mu"] == "7.5000"
    assert len(as_records(COLUMNS)) == 3
