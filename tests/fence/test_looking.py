"""Compiled code in the caller says of every geometry what GEOS says behind the fence."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from weipian.fence import answer, handed, odd
from weipian.fence.oddities import ASKED, BOX, TOLD
from weipian.fence.shapes import Answered, Ask, Fault, look
from weipian.fence.vector import read
from weipian.geometry.packed import Packed

X, Y = 37_464_000.0, 2_881_000.0
HOLED = shapely.box(X, Y, X + 90, Y + 90).difference(shapely.box(X + 9, Y + 9, X + 20, Y + 20))
TWO = shapely.MultiPolygon([HOLED, shapely.box(X + 200, Y, X + 300, Y + 9)])
FORMS = [
    shapely.to_wkb(one, byte_order=order, flavor=flavor)
    for shape in (HOLED, TWO, shapely.box(X, Y, X + 1, Y + 1))
    for one in (shape, shapely.force_3d(shape, 7.0), shapely.force_3d(shape, np.inf))
    for order in (0, 1)
    for flavor in ("iso", "extended")
] + [shapely.to_wkb(shapely.set_srid(HOLED, 4525), include_srid=True)]


@pytest.fixture
def geos(tmp_path: Path) -> Ask:
    """What the fenced process does, in this one."""

    def ask(values: list[bytes]) -> Answered:
        table = pa.table({"wkb": pa.array(values, pa.large_binary())})
        with pa.OSFile(str(tmp_path / ASKED), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
        odd.look(tmp_path)
        with pa.OSFile(str(tmp_path / TOLD), "rb") as stream:
            told = pa.ipc.open_file(stream).read_all()
        box = np.column_stack([told[name].to_numpy() for name in BOX])
        return Answered(told["fault"].to_numpy(), box, told["wkb"].to_pylist())

    return ask


def agrees(values: list[bytes], geos: Ask) -> int:
    """Looks both ways; gives how many were taken."""
    quick, slow = look(Packed.of(values), geos), geos(values)
    assert quick.fault.tolist() == slow.fault.tolist()
    assert np.array_equal(quick.box, slow.box, equal_nan=True)
    good = np.flatnonzero(quick.fault == Fault.NONE).tolist()
    assert [quick.wkb[i] for i in good] == [slow.flat[i] or values[i] for i in good]
    assert quick.flattened == any(one is not None for one in slow.flat)
    return len(good)


def test_every_form(geos: Ask) -> None:
    assert agrees(FORMS, geos) == len(FORMS)


@pytest.mark.requirement("F3")
@pytest.mark.parametrize("seed", range(4))
def test_spoilt_values(geos: Ask, seed: int) -> None:
    """Bytes changed, cut off or added, coordinates made infinite or no number, rings left open."""
    rng = np.random.default_rng(seed)
    values = []
    for _ in range(1500):
        value = bytearray(FORMS[int(rng.integers(len(FORMS)))])
        at = int(rng.integers(9, len(value)))
        match int(rng.integers(5)):
            case 0:
                value[at] ^= 1 << int(rng.integers(8))
            case 1:
                del value[at:]
            case 2:
                value += bytes(3)
            case 3:
                value[at : at + 8] = np.array([np.inf, -np.inf, np.nan])[int(rng.integers(3))].tobytes()
            case _:
                value[9:13] = int(rng.integers(5)).to_bytes(4, "little")
        values.append(bytes(value))
    assert 0 < agrees(values, geos) < len(values)


def test_types_are_told_without_geos() -> None:
    def nobody(_values: list[bytes]) -> Answered:
        raise AssertionError

    curved = b"\x01" + (10).to_bytes(4, "little") + bytes(4)
    values = [b"", shapely.to_wkb(shapely.Point(1, 2)), curved, b"\x01", FORMS[2]]
    found = look(Packed.of(values), nobody)
    assert found.fault.tolist() == [Fault.NULL, Fault.NOT_AREA, Fault.CURVED, Fault.NOT_AREA, Fault.NONE]


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary()])
def test_what_was_written_is_handed_over(tmp_path: Path, kind: Any) -> None:
    """Parts, missing values, slices, a category spelt out, no attributes at all."""
    values = [b"one", None, b"", b"another", None, b"last"]
    cells = pa.array(["甲", None, "乙", "甲", "丙", "丙"])
    parts = []
    for first, end in ((0, 2), (2, 2), (2, 6)):
        wkb = pa.chunked_array([pa.array(values, kind).slice(first, end - first)])
        parts.append((pa.table({"a": cells.slice(first, end - first).dictionary_encode()}), wkb))
    answer.write(tmp_path, parts)
    table, packed = handed.opened(tmp_path)
    assert table["a"].to_pylist() == cells.to_pylist()
    assert list(packed) == [value or b"" for value in values]
    answer.write(tmp_path, [(part.select([]), wkb) for part, wkb in parts])
    assert list(handed.opened(tmp_path)[1]) == [value or b"" for value in values]


def test_row_groups_keep_their_order(tmp_path: Path) -> None:
    shapes = [shapely.to_wkb(shapely.box(X + 10 * n, Y, X + 10 * n + 5, Y + 5)) for n in range(50)]
    geometry = {"encoding": "WKB", "geometry_types": ["Polygon"], "crs": {"id": {"authority": "EPSG", "code": 4525}}}
    geo = {"version": "1.1.0", "primary_column": "geom", "columns": {"geom": geometry}}
    table = pa.table({"n": list(range(50)), "id": [f"P{n}" for n in range(50)], "geom": shapes})
    path = tmp_path / "a.parquet"
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), path, row_group_size=7)
    found = read(path)
    assert found.columns["n"] == list(range(50))
    assert found.columns["id"] == [f"P{n}" for n in range(50)]
    assert list(found.wkb) == shapes


def test_a_value_outside_its_buffer_is_never_read() -> None:
    raw = np.zeros(10, np.uint8)
    cases: list[tuple[int, int]] = [(-1, 5), (0, 11), (3, 1 << 40)]
    for begin, end in cases:
        with pytest.raises(ValueError, match="outside"):
            Packed(raw.copy(), np.array([begin]), np.array([end]))


def test_odd_ones_go_through_a_real_process(make: Callable[..., Path], tmp_path: Path) -> None:
    """Big-endian among plain ones: taken, as before."""
    plain = shapely.box(X, Y, X + 5, Y + 5)
    values = [shapely.to_wkb(plain), shapely.to_wkb(plain, byte_order=0), shapely.to_wkb(plain)[:-4]]
    geometry = {"encoding": "WKB", "geometry_types": ["Polygon"], "crs": {"id": {"authority": "EPSG", "code": 4525}}}
    geo = {"version": "1.1.0", "primary_column": "geom", "columns": {"geom": geometry}}
    path = tmp_path / "odd.parquet"
    pq.write_table(pa.table({"geom": values}).replace_schema_metadata({"geo": json.dumps(geo)}), path)
    found = read(path)
    assert (found.rows, [one.code for one in found.refused]) == ([1, 2], ["geometry_malformed"])
