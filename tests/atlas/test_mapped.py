"""A mapped file gives back what was written, or says that it is damaged; never anything else."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from weipian.atlas.mapped import Damaged, Mapped, open_mapped, write
from weipian.atlas.parent import known_hash

ARRAYS: dict[str, NDArray[Any]] = {
    "a": np.arange(50_000, dtype=np.float64),
    "b": np.arange(7, dtype=np.uint8),
    "none": np.empty((0, 4)),
    "box": np.arange(12, dtype=np.float32).reshape(3, 4),
}


def read_all(found: Mapped) -> bool:
    return all(np.array_equal(found.array(name), array) for name, array in ARRAYS.items())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write(tmp_path / "x.ready", {"said": ["图"]}, ARRAYS)
    return tmp_path / "x.ready"


def test_gives_back_what_was_written(file: Path) -> None:
    found = open_mapped(file)
    assert read_all(found)
    assert found.header["said"] == ["图"]
    assert not found.array("a").flags.writeable
    assert [item.name for item in file.parent.iterdir()] == ["x.ready"]


@pytest.mark.parametrize("length", [0, 5, 95, 96, 200, 4096, 300_000, -1])
def test_cut_short_is_damaged(file: Path, length: int) -> None:
    data = file.read_bytes()
    file.write_bytes(data[:length])
    with pytest.raises(Damaged):
        open_mapped(file)


def test_a_single_bit_anywhere_is_seen(file: Path) -> None:
    data = file.read_bytes()
    rng = np.random.default_rng(5)
    starts = [0, 20, 28, 40, 70, 100]
    for at in (*starts, *rng.integers(4096, 4096 + 400_000, 40).tolist(), len(data) - 3):
        spoiled = bytearray(data)
        spoiled[at] ^= 1 << int(rng.integers(0, 8))
        file.write_bytes(bytes(spoiled))
        with pytest.raises(Damaged):
            read_all(open_mapped(file))


def test_two_writers_and_a_reader_do_no_harm(file: Path) -> None:
    def write_often() -> None:
        for _ in range(10):
            write(file, {"said": ["图"]}, ARRAYS)

    writers = [threading.Thread(target=write_often) for _ in range(2)]
    for each in writers:
        each.start()
    while any(each.is_alive() for each in writers):
        assert read_all(open_mapped(file))
    assert [item.name for item in file.parent.iterdir()] == ["x.ready"]


def test_a_changed_source_has_another_hash(tmp_path: Path) -> None:
    """Same size, and its time of change put back as it was."""
    source, notes = tmp_path / "a.gpkg", tmp_path / "notes"
    source.write_bytes(b"one")
    os.utime(source, ns=(10**18, 10**18))
    first = known_hash(source, notes)
    assert known_hash(source, notes) == first
    source.write_bytes(b"two")
    os.utime(source, ns=(10**18, 10**18))
    assert known_hash(source, notes) != first


def test_all_of_a_shapefile_counts(tmp_path: Path) -> None:
    for suffix in (".shp", ".dbf"):
        (tmp_path / f"a{suffix}").write_bytes(b"one")
    first = known_hash(tmp_path / "a.shp", tmp_path / "notes")
    (tmp_path / "a.dbf").write_bytes(b"two")
    assert known_hash(tmp_path / "a.shp", tmp_path / "notes") != first
