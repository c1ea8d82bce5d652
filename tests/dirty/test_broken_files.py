"""Files that are empty, cut short, renamed or torn: each ends in a plain Chinese sentence."""

from __future__ import annotations

import re
import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

from dirty.dirty_made import (
    LATE,
    Make,
    X,
    Y,
    _parquet,
    refused_with,
    square,
    tried,
)
from weipian.fence.vector import read
from weipian.terms.errors import InputError


@pytest.mark.requirement("F3")
@pytest.mark.parametrize("name", ["a.shp", "a.gpkg", "a.geojson", "a.parquet", "a.zip"])
def test_nothing_in_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert refused_with(tmp_path / name).code == "source_empty"


def test_not_there(tmp_path: Path) -> None:
    assert refused_with(tmp_path / "没有.shp").code == "source_missing"


@pytest.mark.slow
@pytest.mark.parametrize("part", [".shp", ".shx", ".dbf"])
@pytest.mark.parametrize("keep", [0, 20, 110, -2])
def test_a_shapefile_cut_short(make: Make, part: str, keep: int) -> None:
    path = make("a.shp")
    target = path.with_suffix(part)
    target.write_bytes(target.read_bytes()[:keep])
    error = refused_with(path) if part == ".shp" else None
    if error is None:
        with pytest.raises(InputError) as caught:
            read(path)
        error = caught.value
    assert error.code in ("source_empty", "source_truncated", "shapefile_counts_differ", "source_kind")


@pytest.mark.parametrize("part", [".shx", ".dbf"])
def test_a_shapefile_without_a_part(make: Make, part: str) -> None:
    path = make("a.shp")
    path.with_suffix(part).unlink()
    error = refused_with(path)
    assert error.code == "shapefile_parts_missing"
    assert f"a{part}" in error.message


@pytest.mark.parametrize("share", [LATE(0.3), 0.7, LATE(0.95)])
@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.zip", "a.parquet"])
def test_cut_short(make: Make, tmp_path: Path, name: str, share: float) -> None:
    many = [square(X + 100 * n, Y) for n in range(400)]
    lonlat = [square(110.6 + n / 1000, 26.0, 0.0005) for n in range(400)]
    path = make("a.geojson", lonlat, crs="EPSG:4326") if name == "a.geojson" else make("a.gpkg", many)
    if name == "a.zip":
        path = Path(shutil.make_archive(str(tmp_path / "a"), "zip", tmp_path, "a.gpkg"))
    if name == "a.parquet":
        path = _parquet(tmp_path / name, many)
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * share)])
    assert refused_with(path).code in ("source_truncated", "source_broken", "json_not_features")


@pytest.mark.slow
def test_bytes_turned_inside(make: Make) -> None:
    """Any byte of a GeoPackage may be wrong: it reads, or says so."""
    path = make("a.gpkg", [square(X + 100 * n, Y) for n in range(50)])
    good = path.read_bytes()
    random = np.random.default_rng(7)
    for _ in range(6):
        raw = bytearray(good)
        for place in random.integers(100, len(raw), 400):
            raw[place] = random.integers(256)
        path.write_bytes(raw)
        code, _ = tried(path)
        assert code == "" or re.match("source_|layer_|crs_|reader_crashed", code)


def test_a_shapefile_with_lying_lengths(make: Make) -> None:
    """A record that says it holds 2³⁰ points."""
    path = make("a.shp")
    raw = bytearray(path.read_bytes())
    struct.pack_into("<i", raw, 100 + 8 + 4 + 32 + 4, 2**30)
    path.write_bytes(raw)
    code, table = tried(path)
    assert code in ("", "source_broken", "reader_crashed", "reader_memory")
    if table is not None:
        assert 1 in [refusal.row for refusal in table.refused]


@pytest.mark.parametrize(("made", "renamed"), [("a.gpkg", "a.geojson"), ("a.geojson", "a.gpkg"), ("a.gpkg", "a.shp")])
def test_renamed_to_another_kind(make: Make, made: str, renamed: str) -> None:
    crs = "EPSG:4326" if made == "a.geojson" else "EPSG:4525"
    path = make(made, [square(110.6, 26, 0.01)] if crs == "EPSG:4326" else None, crs=crs)
    path = path.rename(path.with_name(renamed))
    assert refused_with(path).code == "source_suffix"


@pytest.mark.parametrize("name", ["a.dbf", "a.shx", "a.prj"])
def test_a_part_instead_of_the_whole(make: Make, name: str) -> None:
    path = make("a.shp").with_name(name)
    error = refused_with(path)
    assert error.code == "source_part_named"
    assert "a.shp" in error.message


def test_a_folder_that_is_no_gdb(tmp_path: Path) -> None:
    (tmp_path / "x.gdb").mkdir()
    assert refused_with(tmp_path / "x.gdb").code == "source_folder"


def test_a_gdb_with_a_part_broken(make: Make) -> None:
    path = make("x.gdb")
    for part in path.glob("a0000000[1-9]*.gdbtable"):
        part.write_bytes(part.read_bytes()[:60])
    assert refused_with(path).code in ("source_broken", "layer_none", "reader_crashed")
