"""Every dirty source that was thought of ends in a plain Chinese sentence, and good rows go on."""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from weipian.fence.vector import VectorTable, read
from weipian.terms.errors import InputError

Make = Callable[..., Path]
X, Y = 37_464_000.0, 2_881_000.0
LATE = partial(pytest.param, marks=pytest.mark.slow)
GOOD = shapely.box(X, Y, X + 100, Y + 100)


def refused_with(path: Path | str, **options: Any) -> InputError:
    """The error, plain: Chinese, with its place, without a trace of the program."""
    with pytest.raises(InputError) as caught:
        read(path, **options)
    text = str(caught.value)
    assert Path(path).name in text
    assert re.search(r"[\u4e00-\u9fff]", text)
    assert not re.search(r"Error|Traceback|line \d|None|gdal", text, re.IGNORECASE)
    return caught.value


def tried(path: Path) -> tuple[str, VectorTable | None]:
    """The table, or the code of a plain error; nothing else may come out."""
    try:
        return "", read(path)
    except InputError as error:
        return error.code, None


def square(x: float, y: float, side: float = 100.0) -> Any:
    return shapely.box(x, y, x + side, y + side)


def feature_collection(path: Path, *geometries: Any, **more: Any) -> Path:
    features = [
        {"type": "Feature", "properties": {"id": f"P{n}"}, "geometry": geometry}
        for n, geometry in enumerate(geometries)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", **more, "features": features}), encoding="utf-8")
    return path


LONLAT = {"type": "Polygon", "coordinates": [[[110.6, 26], [110.61, 26], [110.61, 26.01], [110.6, 26]]]}

# ---- the source as a whole


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


def _parquet(path: Path, shapes: list[Any]) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"geometry": pa.array(shapely.to_wkb(shapes), pa.binary())}), path)
    return path


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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows 没有管道文件")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.shp")
    assert refused_with(tmp_path / "a.shp").code == "source_kind"
    with pytest.raises(InputError) as caught:
        read(tmp_path / f"{'长' * 200}.shp")
    assert caught.value.code == "source_missing"


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


def codes(table: VectorTable) -> list[tuple[int, str, str]]:
    return [(refusal.row, refusal.value, refusal.code) for refusal in table.refused]


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
