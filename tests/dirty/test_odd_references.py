"""References that are missing, contradicted or rubbish, and links that are never followed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dirty.dirty_made import (
    GOOD,
    LONLAT,
    Make,
    X,
    Y,
    feature_collection,
    refused_with,
    square,
    tried,
)
from weipian.fence.vector import read


def test_no_reference_but_plain_coordinates(make: Make) -> None:
    table = read(make("a.shp", crs=None))
    assert table.crs.epsg == 4525
    assert "37464000" in table.said[0]
    assert "--crs" in table.said[0]


def test_no_reference_and_no_telling(make: Make) -> None:
    path = make("a.shp", [square(464_000, Y)], crs=None)
    error = refused_with(path)
    assert error.code == "crs_ambiguous"
    assert "--crs" in error.message
    assert read(path, crs=4546).crs.epsg == 4546


@pytest.mark.parametrize(
    ("shape", "crs", "code"),
    [
        (square(26.0, 110.6, 0.01), "EPSG:4490", "crs_axes_swapped"),
        (square(Y, X), "EPSG:4525", "crs_axes_swapped"),
        (GOOD, "EPSG:4490", "crs_degrees_expected"),
        (square(110.6, 26.0, 0.01), "EPSG:4525", "crs_metres_expected"),
        (GOOD, "EPSG:4526", "crs_prefix_other"),
        (GOOD, "EPSG:4546", "crs_prefix_unexpected"),
        (square(464_000, Y), "EPSG:4525", "crs_prefix_missing"),
        (GOOD, "EPSG:2379", "crs_not_allowed"),
        (GOOD, "EPSG:32649", "crs_not_allowed"),
    ],
)
def test_a_reference_that_coordinates_contradict(make: Make, shape: Any, crs: str, code: str) -> None:
    assert refused_with(make("a.gpkg", [shape, shape], crs=crs)).code == code


def test_a_prj_of_rubbish(make: Make) -> None:
    path = make("a.shp")
    path.with_suffix(".prj").write_bytes(b"\xff\x00PROJCS[" * 9)
    assert refused_with(path).code == "crs_unreadable"
    assert read(path, crs=4525).crs.epsg == 4525


def test_an_old_prj_that_the_user_knows_to_be_wrong(make: Make) -> None:
    table = read(make("a.shp", crs="EPSG:2361"), crs=4525)
    assert table.crs.epsg == 4525
    assert "西安" in table.said[0]


@pytest.mark.parametrize(
    "crs",
    [
        {"type": "link", "properties": {"href": "http://127.0.0.1:9/crs", "type": "proj4"}},
        {"type": "name", "properties": {"name": "http://127.0.0.1:9/x.wkt"}},
        {"type": "name", "properties": {"name": "/vsicurl/http://127.0.0.1:9/x"}},
        {"type": "name", "properties": {"name": "/etc/passwd"}},
        {"type": "name", "properties": {"name": "+init=/etc/passwd:1"}},
    ],
)
def test_a_crs_member_is_never_followed(tmp_path: Path, crs: dict[str, Any]) -> None:
    assert refused_with(feature_collection(tmp_path / "a.geojson", LONLAT, crs=crs)).code == "crs_member"


def test_a_hidden_crs_link_finds_no_network(tmp_path: Path) -> None:
    """The key written with an escape slips past our look; the process has no network and no driver for it."""
    path = feature_collection(
        tmp_path / "a.geojson", LONLAT, crs={"type": "link", "properties": {"href": "http://127.0.0.1:9/a"}}
    )
    path.write_text(path.read_text().replace('"crs"', '"\\u0063rs"'))
    code, table = tried(path)
    assert code in ("", "json_not_features", "crs_unreadable", "source_broken")
    if table is not None:
        assert len(table) == 1


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4490", "urn:ogc:def:crs:EPSG::4490"])
def test_a_plain_crs_member_is_read(tmp_path: Path, name: str) -> None:
    path = feature_collection(tmp_path / "a.geojson", LONLAT, crs={"type": "name", "properties": {"name": name}})
    assert read(path).crs.epsg in (4326, 4490)


# ---- single rows
