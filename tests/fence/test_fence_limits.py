"""The reading process is shut in, and says plainly how it ended."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from weipian.fence import drivers, limits
from weipian.fence.limits import OFFICE, UPLOAD, Fence, describe, environment
from weipian.fence.process import probe
from weipian.fence.vector import read
from weipian.terms.errors import InputError

Make = Callable[..., Path]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有这些限制")
def test_memory_and_processor_are_bounded() -> None:
    found = probe(UPLOAD)
    assert found.memory
    assert found.processor


def test_doctor_hears_what_does_not_hold() -> None:
    assert describe(Fence(memory=True, processor=True, network=True)) == ()
    told = describe(Fence(memory=False, processor=False, network=False))
    assert len(told) == 3
    assert "内存" in told[0]
    assert "网络" in told[2]


def test_the_environment_is_not_the_callers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GDAL_DRIVER_PATH", "/somewhere")
    monkeypatch.setenv("PROJ_DATA", "/somewhere")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    given = environment("home", "VRT")
    assert not {"GDAL_DRIVER_PATH", "PROJ_DATA", "AWS_SECRET_ACCESS_KEY"} & set(given)
    assert given["GDAL_SKIP"] == "VRT"


def test_only_one_driver_is_left() -> None:
    left = drivers.skipped("GPKG").split(",")
    assert "GPKG" not in left
    assert {"OGR_VRT", "GDALG", "GeoJSON", "HTTP", "WFS"} <= set(left)
    assert drivers.strangers({"GPKG": "r", "NewOne": "r"}, "GPKG") == ("NewOne",)


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One ring of 4,000 vertices, 500 times: 70 MB of text."""
    turn = 2 * np.pi * np.arange(4000) / 4000
    ring = [f"[{110.6 + 0.001 * np.cos(t):.9f},{26.0 + 0.001 * np.sin(t):.9f}]" for t in turn]
    shape = f'{{"type":"Polygon","coordinates":[[{",".join([*ring, ring[0]])}]]}}'
    one = f'{{"type":"Feature","properties":{{}},"geometry":{shape}}}'
    path = tmp_path_factory.mktemp("big") / "big.geojson"
    path.write_text(f'{{"type":"FeatureCollection","features":[{",".join([one] * 500)}]}}')
    return path


@pytest.mark.requirement("F3")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有这些限制")
def test_too_little_time_is_said(big: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(big, profile=replace(OFFICE, seconds=1, seconds_per_mib=0.0))
    assert caught.value.code == "reader_timeout"


@pytest.mark.requirement("F3")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有这些限制")
@pytest.mark.parametrize("mib", [150, 320])
def test_too_little_memory_is_said(big: Path, mib: int) -> None:
    with pytest.raises(InputError) as caught:
        read(big, profile=replace(OFFICE, memory=mib * 2**20))
    assert caught.value.code == "reader_memory"


def test_a_newer_gdal_is_met(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drivers that our list does not name make the worker begin again without them."""
    monkeypatch.setattr(drivers, "KNOWN", tuple(name for name in drivers.KNOWN if name not in ("GML", "OGR_VRT")))
    assert len(read(make("a.gpkg"))) == 3


def test_what_a_profile_allows_grows_with_size() -> None:
    assert OFFICE.time(100 * 2**20) == OFFICE.seconds + 100
    assert UPLOAD.time(100 * 2**20) == UPLOAD.seconds == 10
    assert limits.UPLOAD.memory == 2**30
