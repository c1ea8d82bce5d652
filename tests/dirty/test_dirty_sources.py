"""Content that is dirty: other sources named in it, columns, text, rows. Good rows go on."""

from __future__ import annotations

import json
import os
import struct
from pathlib import Path

import pytest
import shapely

from dirty.dirty_made import (
    GOOD,
    LONLAT,
    Make,
    X,
    Y,
    codes,
    feature_collection,
    refused_with,
    square,
)
from weipian.fence.vector import read
from weipian.terms.errors import InputError


@pytest.mark.parametrize("name", ["a.geojson", "a.shp", "a.gpkg", "a.vrt"])
def test_vrt_content_reads_no_other_source(make: Make, tmp_path: Path, name: str) -> None:
    other = make("secret.gpkg")
    layer = f"<OGRVRTLayer name='secret'><SrcDataSource>{other}</SrcDataSource></OGRVRTLayer>"
    text = f"<OGRVRTDataSource>{layer}</OGRVRTDataSource>"
    (tmp_path / name).write_text(text)
    assert refused_with(tmp_path / name).code == "source_kind"


def test_gdal_pipelines_in_json_don_t_run(make: Make, tmp_path: Path) -> None:
    other = make("secret.gpkg")
    command = f"gdal vector pipeline ! read {other} ! write out.gpkg"
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"type": "gdal_streamed_alg", "command_line": command}))
    assert refused_with(path).code == "json_not_features"


@pytest.mark.parametrize("text", ["{}", '{"a": 1}', '{"type":"Topology"}', "{", '{"type":"FeatureCollection"}'])
def test_json_that_is_no_geojson(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text)
    assert refused_with(tmp_path / "a.json").code in ("json_not_features", "source_no_areas", "layer_none")


def test_no_rows(make: Make) -> None:
    table = read(make("a.gpkg", [], JCBH=[]))
    assert len(table) == 0
    assert table.refused == ()


def test_no_such_column(make: Make) -> None:
    error = refused_with(make("a.gpkg"), columns=["DLBM"])
    assert error.code == "column_missing"
    assert "JCBH" in error.message


# ---- the words inside


def test_a_wrong_encoding_is_said(make: Make) -> None:
    path = make("a.shp", encoding="GBK", JCBH=["1", "2", "3"], XMC=["梅溪镇", "瓜里乡", "河口"])
    for encoding, code in (("utf-8", "encoding_does_not_fit"), ("klingon", "encoding_unknown")):
        with pytest.raises(InputError) as caught:
            read(path, encoding=encoding)
        assert caught.value.code == code


def test_a_lying_cpg_is_seen_through(make: Make) -> None:
    path = make("a.shp", encoding="GBK", XMC=["梅溪镇", "瓜里乡", "河口瑶族乡"])
    for lie in ("UTF-8", "ISO-8859-1", "ANSI 1252"):
        path.with_suffix(".cpg").write_text(lie)
        table = read(path)
        assert table.columns["XMC"] == ["梅溪镇", "瓜里乡", "河口瑶族乡"]
        assert "「梅溪镇」" in table.said[0]


def test_french_in_latin_1_stays_french(make: Make) -> None:
    path = make("a.shp", encoding="ISO-8859-1", NOM=["Épinay", "été", "à l'orée"])
    path.with_suffix(".cpg").write_text("ISO-8859-1")
    assert read(path).columns["NOM"] == ["Épinay", "été", "à l'orée"]


def test_a_cell_cut_within_a_character(make: Make) -> None:
    """A text column of 10 bytes cuts the fourth character of UTF-8 in two."""
    path = make("a.shp", XMC=["梅溪镇乡", "瓜里乡", "河口"])
    table = path.with_suffix(".dbf")
    raw = table.read_bytes()
    place = raw.index("梅溪镇乡".encode())
    table.write_bytes(raw[: place + 10] + b"  " + raw[place + 12 :])
    assert str(read(path).columns["XMC"][0]).startswith("梅溪镇")


def test_names_that_stand_twice(make: Make) -> None:
    path = make("a.shp", AAAA=["1", "2", "3"], BBBB=["4", "5", "6"])
    raw = path.with_suffix(".dbf").read_bytes()
    path.with_suffix(".dbf").write_bytes(raw.replace(b"BBBB", b"AAAA"))
    table = read(path)
    assert len(table.columns) == 2
    assert sorted(map(tuple, table.columns.values())) == [("1", "2", "3"), ("4", "5", "6")]


def test_odd_field_names(shared: Path) -> None:
    source = shared / "data/oddgis/qgis_misc/bug_21100-wierd_field_names.gpkg"
    table = read(source)
    assert set(table.columns) == {"campo_d", "campo e", "campo-f"}


# ---- where it lies


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows 没有管道文件")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.shp")
    assert refused_with(tmp_path / "a.shp").code == "source_kind"
    with pytest.raises(InputError) as caught:
        read(tmp_path / f"{'长' * 200}.shp")
    assert caught.value.code == "source_missing"


@pytest.mark.requirement("F3", "B1")
def test_bad_rows_don_t_stop_good_ones(make: Make) -> None:
    nan = shapely.from_wkb(shapely.to_wkb(GOOD).replace(struct.pack("<d", Y + 100), struct.pack("<d", float("nan"))))
    inf = shapely.from_wkb(shapely.to_wkb(GOOD).replace(struct.pack("<d", Y + 100), struct.pack("<d", float("inf"))))
    shapes = [
        GOOD,
        None,
        shapely.Polygon(),
        shapely.Point(X, Y),
        shapely.LineString([(X, Y), (X + 1, Y)]),
        nan,
        inf,
        square(1e300, 1e300, 1e299),
        shapely.GeometryCollection([GOOD, shapely.Point(X, Y)]),
        shapely.MultiPolygon([GOOD, square(X + 200, Y)]),
    ]
    table = read(make("a.gpkg", shapes, geometry_type="Unknown", JCBH=[f"T{n}" for n in range(10)]))
    assert table.columns["JCBH"] == ["T0", "T9"]
    assert table.rows == [1, 10]
    assert codes(table) == [
        (2, "T1", "geometry_null"),
        (3, "T2", "geometry_empty"),
        (4, "T3", "geometry_not_area"),
        (5, "T4", "geometry_not_area"),
        (6, "T5", "geometry_not_finite"),
        (7, "T6", "geometry_not_finite"),
        (8, "T7", "geometry_astray"),
        (9, "T8", "geometry_not_area"),
    ]


def test_one_row_with_its_axes_swapped_is_one_refusal(make: Make) -> None:
    table = read(make("a.gpkg", [GOOD, square(X + 100, Y), square(Y, X), square(X + 200, Y)]))
    assert codes(table) == [(3, "T2", "geometry_astray")]
    assert table.crs.label in table.refused[0].message


def test_one_row_astray_does_not_spoil_the_guess(make: Make) -> None:
    shapes = [square(X + 100 * n, Y) for n in range(40)] + [square(0, 0)]
    table = read(make("a.shp", shapes, crs=None))
    assert table.crs.epsg == 4525
    assert codes(table) == [(41, "T40", "geometry_astray")]


def test_rings_that_are_not_closed(tmp_path: Path) -> None:
    unclosed = {"type": "Polygon", "coordinates": [[[110.6, 26], [110.61, 26], [110.61, 26.01]]]}
    short = {"type": "Polygon", "coordinates": [[[110.6, 26], [110.61, 26]]]}
    table = read(feature_collection(tmp_path / "a.geojson", LONLAT, unclosed, short, None))
    assert [refusal.row for refusal in table.refused][-1] == 4
    assert table.columns["id"][0] == "P0"
    assert len(table) + len(table.refused) == 4


def test_real_measures_without_values(shared: Path, tmp_path: Path) -> None:
    """Z and M with missing M; without .dbf and .shx, so it is refused whole."""
    error = refused_with(shared / "data/oddgis/nts_shapefile/shape_pointZM_MissingM values.shp")
    assert error.code == "shapefile_parts_missing"


def test_real_polygons_with_z(shared: Path) -> None:
    assert refused_with(shared / "data/oddgis/zm_polygons/polygonz.shp").code == "shapefile_parts_missing"
