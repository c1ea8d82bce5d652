"""Columns kept as numbers read as the texts and decimals that they stand for."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from weipian.workbook.columns import DIGITS, Columns, Decimals, Texts
from weipian.workbook.drawn import Drawn
from weipian.workbook.forms import harmless
from weipian.workbook.tables import write_rows

PLACES = st.sampled_from([0, 2, 4, 6])
WORDS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=30)
MANY = (1 << 20) + 5
"""Rows: more than are written at a time in any form."""


@given(st.lists(st.integers(0, 10**DIGITS - 1)), PLACES)
def test_decimals_keep_every_digit(units: list[int], places: int) -> None:
    column = Decimals(np.array(units, np.int64), places)
    exact = [Decimal(one).scaleb(-places) for one in units]
    assert column.texts() == [f"{one:f}" for one in exact]
    assert column.arrow().to_pylist() == exact
    assert column.floats().tolist() == [float(one) for one in exact]
    assert np.array_equal(Decimals.of(column.texts(), places).units, column.units)


def test_what_does_not_fit_is_not_written() -> None:
    with pytest.raises(OverflowError):
        Decimals(np.array([10**DIGITS]), 2).arrow()


@given(WORDS, st.data())
def test_texts_and_their_parts(words: list[str], data: st.DataObject) -> None:
    column = Texts.of(words)
    start, end = sorted(data.draw(st.tuples(st.integers(0, 30), st.integers(0, 30))))
    assert column.texts() == column.arrow().to_pylist() == column.strings().to_pylist() == words
    assert column.part(slice(start, end)).texts() == words[start:end]


def test_a_part_has_no_more_texts_than_it_needs() -> None:
    part = Texts([str(number) for number in range(100)], np.arange(100)).part(slice(40, 43))
    assert (list(part.distinct), part.codes.tolist()) == (["40", "41", "42"], [0, 1, 2])


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("columns")


@given(words=WORDS)
def test_csv_is_quoted_as_python_does_it(folder: Path, words: list[str]) -> None:
    numbers = Decimals(np.arange(len(words)), 2)
    write_rows(folder / "out.csv", {'"a", b': Texts.of(words), "n": numbers})
    wanted = io.StringIO(newline="")
    rows = zip(map(harmless, words), numbers.texts(), strict=True)
    csv.writer(wanted).writerows([('"a", b', "n"), *rows])
    assert (folder / "out.csv").read_bytes() == b"\xef\xbb\xbf" + wanted.getvalue().encode()


@pytest.fixture(scope="module")
def long() -> Columns:
    """Rows in the order of their patch, three each."""
    rows = np.arange(MANY)
    return {"patch": Texts([f"P{number}" for number in range(MANY // 3 + 1)], rows // 3), "area_m2": Decimals(rows, 2)}


def test_a_long_parquet_is_what_any_reader_expects(tmp_path: Path, long: Columns) -> None:
    path = tmp_path / "out.parquet"
    write_rows(path, long)
    table = pq.read_table(path)
    assert table.schema == pa.schema([("patch", pa.string()), ("area_m2", pa.decimal128(18, 2))])
    assert table["patch"].combine_chunks().equals(long["patch"].strings())
    assert table["area_m2"].combine_chunks().equals(long["area_m2"].arrow())
    assert pq.read_metadata(path).num_row_groups == 2


def test_a_long_csv_has_every_row_once(tmp_path: Path, long: Columns) -> None:
    write_rows(tmp_path / "out.csv", long)
    lines = (tmp_path / "out.csv").read_bytes().split(b"\r\n")
    assert (len(lines), lines[-2]) == (MANY + 2, f"P{(MANY - 1) // 3},{(MANY - 1) / 100:.2f}".encode())
    assert len(set(lines)) == len(lines)


def test_rows_that_share_a_shape(tmp_path: Path) -> None:
    """More rows than get their shapes at a time."""
    boxes = [shapely.box(0, 0, size, size).wkb for size in (1, 2)]
    which = np.arange(1500) % 2
    columns: Columns = {"patch": Texts(["a", "b"], which), "area_m2": Decimals(which, 2)}
    write_rows(tmp_path / "out.gpkg", columns, Drawn(boxes, 4525, which))
    _, _, shapes, (patch, _) = pyogrio.raw.read(tmp_path / "out.gpkg")
    assert patch.tolist() == columns["patch"].texts()
    assert shapely.area(shapely.from_wkb(shapes)).tolist() == np.where(which, 4.0, 1.0).tolist()
