"""A reading process that stands ready reads as any other does, and does not outlive whoever wanted it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from weipian.fence import starting
from weipian.fence.limits import OFFICE
from weipian.fence.starting import stand_down, stand_ready, standing
from weipian.fence.vector import read
from weipian.terms.errors import InputError

Make = Callable[..., Path]


@pytest.fixture(autouse=True)
def nobody_stands() -> Iterator[None]:
    stand_down()
    yield
    stand_down()


def waiting() -> starting.Process:
    """The one that stands ready, which goes on standing."""
    stand_ready()
    found = standing()
    assert found is not None
    starting._standing[os.getpid()] = found
    return found


def parquet(folder: Path) -> Path:
    wkb = shapely.to_wkb([shapely.box(110.5 + k / 1000, 26.0, 110.5005 + k / 1000, 26.0005) for k in range(3)])
    about = {"primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"}}}
    table = pa.table({"JCBH": ["T0", "T1", "T2"], "geometry": list(wkb)})
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(about)}), folder / "a.parquet")
    return folder / "a.parquet"


def test_it_reads_the_same(tmp_path: Path) -> None:
    path = parquet(tmp_path)
    plain = read(path)
    process = waiting()
    found = read(path)
    assert list(found.wkb) == list(plain.wkb)
    assert dict(found.columns) == dict(plain.columns)
    assert found.crs == plain.crs
    assert process.returncode == 0
    assert standing() is None


def test_only_one_stands_and_it_answers_once(tmp_path: Path) -> None:
    one = waiting()
    assert waiting() is one
    read(parquet(tmp_path))
    assert waiting() is not one


def test_what_needs_a_driver_is_left_to_others(make: Make) -> None:
    process = waiting()
    assert len(read(make("a.gpkg"))) == 3
    assert process.poll() is None


def test_one_that_has_fallen_is_not_asked(tmp_path: Path) -> None:
    process = waiting()
    process.kill()
    process.wait()
    assert len(read(parquet(tmp_path))) == 3
    assert waiting() is not process


@pytest.mark.requirement("F3")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有这些限制")
def test_it_is_shut_in_for_its_request(tmp_path: Path) -> None:
    """Its address space is larger than that when the request comes, so nothing more can be had."""
    path = parquet(tmp_path)
    waiting()
    with pytest.raises(InputError) as caught:
        read(path, profile=replace(OFFICE, memory=2**20))
    assert caught.value.code in ("reader_memory", "reader_crashed")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="需要 /proc")
def test_it_ends_with_its_parent_however_that_ends() -> None:
    lines = "from weipian.fence import starting as s; s.stand_ready(); print(s.standing().pid, flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", lines], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    assert ended(pid)


def ended(pid: int) -> bool:
    """Within ten seconds; one whose parent is gone is waited for by nobody here."""

    for _ in range(100):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False
