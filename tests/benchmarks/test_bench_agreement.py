"""A benchmark whose engines answer differently must fail."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from benchmarks.agreement import Disagreement, compare
from benchmarks.splitting import MOST_VERTICES, split_huge

Row = tuple[object, str, str, str]
ROWS: list[Row] = [("T00000001", "land_use", "0101", "10.00"), ("T00000002", "redline", "0301", "20.00")]


def written(path: Path, rows: list[Row]) -> Path:
    columns = list(zip(*rows, strict=True))
    names = ("patch", "layer", "class", "area_m2")
    pq.write_table(pa.table({name: pa.array(list(column)) for name, column in zip(names, columns, strict=True)}), path)
    return path


def theirs(tmp_path: Path, rows: list[Row]) -> tuple[Path, Path]:
    return written(tmp_path / "ours.parquet", ROWS), written(tmp_path / "theirs.parquet", rows)


def test_numbers_and_ids_name_the_same_patch_and_rows_without_area_say_nothing(tmp_path: Path) -> None:
    rows: list[Row] = [(2, "redline", "0301", "20.01"), (1, "land_use", "0101", "10.00"), (1, "redline", "", "0.00")]
    compared = compare("a peer", *theirs(tmp_path, rows))
    assert compared.rows == 2
    assert compared.worst_m2 == pytest.approx(0.01)


@pytest.mark.parametrize(
    "rows",
    [
        [(1, "land_use", "0101", "10.06"), (2, "redline", "0301", "20.00")],
        [(1, "land_use", "0101", "10.00")],
        [(1, "land_use", "0102", "10.00"), (2, "redline", "0301", "20.00")],
        [(3, "land_use", "0101", "10.00"), (2, "redline", "0301", "20.00")],
        [(1, "farmland", "0101", "10.00"), (2, "redline", "0301", "20.00")],
    ],
    ids=["another area", "a row less", "another class", "another patch", "another layer"],
)
def test_another_answer_is_no_measurement(tmp_path: Path, rows: list[Row]) -> None:
    with pytest.raises(Disagreement, match="a peer"):
        compare("a peer", *theirs(tmp_path, rows))


def test_many_small_differences_to_one_side_are_seen_in_the_total(tmp_path: Path) -> None:
    ours = [(number, "land_use", "0101", "10.00") for number in range(1000)]
    more = [(number, "land_use", "0101", "10.02") for number in range(1000)]
    with pytest.raises(Disagreement, match="total"):
        compare("a peer", written(tmp_path / "a.parquet", list(ours)), written(tmp_path / "b.parquet", list(more)))


def test_split_shapes_keep_their_area_and_their_owner() -> None:
    turn = np.linspace(0, 2 * np.pi, 5000, endpoint=False)
    far = 1000 + 100 * np.sin(40 * turn)
    wavy = shapely.Polygon(np.column_stack((far * np.cos(turn), far * np.sin(turn))), [[(0, 0), (50, 0), (0, 50)]])
    shapes = np.array([shapely.box(0, 0, 1, 1), wavy, shapely.box(5, 5, 6, 6)], object)
    pieces, owner = split_huge(shapes)
    assert shapely.get_num_coordinates(pieces).max() <= MOST_VERTICES
    assert np.bincount(owner, shapely.area(pieces)) == pytest.approx(shapely.area(shapes))
    assert shapely.is_valid(pieces).all()


def test_shapes_that_are_small_stay_as_they_are() -> None:
    shapes = np.array([shapely.box(0, 0, 1, 1)], object)
    pieces, owner = split_huge(shapes)
    assert (pieces is shapes, owner.tolist()) == (True, [0])
