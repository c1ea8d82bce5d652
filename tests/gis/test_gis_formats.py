"""What is handed to a GIS, read by programs that are not ours: GDAL, SQLite, Arrow, an XML reader."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from gis.made_layer import ABOUT, X, layer, several
from weipian.geometry.crs import Crs
from weipian.geometry.project import to_plane
from weipian.gis.layer import Layer
from weipian.gis.placing import PLANE, commonest, placed
from weipian.gis.saving import making, write_layers
from weipian.terms.errors import InputError, UsageError


def written(target: Path, *layers: Layer) -> Path:
    with making(target) as folder:
        write_layers(folder, target, layers, ABOUT)
    return target


def read(path: Path, **options: Any) -> tuple[dict[str, list[Any]], list[shapely.Geometry], Any]:
    if path.suffix == ".gpkg":
        options["layer"] = "图斑"
    meta, _, wkb, values = pyogrio.raw.read(path, **options)
    columns = {name: column.tolist() for name, column in zip(meta["fields"], values, strict=True)}
    return columns, shapely.from_wkb(wkb).tolist(), meta


@pytest.mark.requirement("F4")
@pytest.mark.parametrize("name", ["a.gpkg", "a.shp", "a.parquet"])
def test_vertices_stay_to_the_last_bit(tmp_path: Path, name: str) -> None:
    path, one = written(tmp_path / name, layer()), layer()
    if path.suffix == ".parquet":
        shapes = shapely.from_wkb(pq.read_table(path)["geometry"].to_pylist()).tolist()
    else:
        _, shapes, _ = read(path)
    for got, wkb in zip(shapes, one.wkb, strict=True):
        assert shapely.equals_exact(shapely.normalize(got), shapely.normalize(shapely.from_wkb(wkb)), tolerance=0.0)


@pytest.mark.requirement("E1", "F4")
def test_numbers_stay_to_the_last_digit(tmp_path: Path) -> None:
    table, _, meta = read(written(tmp_path / "a.gpkg", layer()))
    assert table["area_m2"] == [1234.5, 0.01]
    assert (table["cultivated_mu"][0], np.isnan(table["cultivated_mu"][1])) == (0.1, True)
    assert meta["crs"] == "EPSG:4525"
    parquet = pq.read_table(written(tmp_path / "a.parquet", layer()))
    assert [str(value) for value in parquet["JCMJ"].to_pylist()] == ["3.100", "12.345"]
    assert str(parquet["cultivated_mu"].to_pylist()[0]) == "0.1000"
    text = written(tmp_path / "a.geojson", layer()).read_text(encoding="utf-8")
    assert '"area_m2": 1234.50' in text
    assert json.loads(text)["features"][1]["properties"]["cultivated_mu"] is None
    dbf = written(tmp_path / "a.shp", layer()).with_suffix(".dbf").read_bytes()
    for digits in (b" 1234.50", b" 0.1000", b"****"):
        assert digits in dbf


@pytest.mark.requirement("B1")
def test_a_shapefile_says_how_to_read_it(tmp_path: Path) -> None:
    path = written(tmp_path / "b.shp", layer())
    assert path.with_suffix(".cpg").read_text() == "GBK"
    assert "甲1".encode("gbk") in path.with_suffix(".dbf").read_bytes()
    assert path.with_suffix(".prj").read_text().startswith('PROJCS["CGCS2000_3_Degree_GK_Zone_37"')
    columns, _, meta = read(path)
    assert columns["JCBH"] == ["甲1", "乙2"]
    assert list(columns) == ["JCBH", "PDBZ", "JCMJ", "SCMJ_PFM", "GDSC_MU"]
    assert meta["encoding"].upper() in ("GBK", "CP936", "UTF-8")
    told = path.with_suffix(".txt").read_text(encoding="utf-8-sig")
    assert "虚构数据" in told
    assert "GDSC_MU\t净耕地（实测，亩）" in told
    style = ElementTree.fromstring(path.with_suffix(".qml").read_text(encoding="utf-8"))
    assert style.find("renderer-v2").attrib["attr"] == "PDBZ"  # type: ignore[union-attr]


@pytest.mark.requirement("F3")
@pytest.mark.parametrize(
    ("columns", "code", "told"),
    [
        ({"JCBH": ["𠮷1", "乙2"]}, "gis_not_gbk", "𠮷1"),
        ({"JCBH": ["字" * 128, "乙2"]}, "gis_too_long", "字字字"),
        ({"JCMJ": ["约3亩𠮷", ""]}, "gis_not_gbk", "约3亩"),
    ],
)
def test_what_does_not_fit_a_shapefile_is_refused(tmp_path: Path, columns: Any, code: str, told: str) -> None:
    target = tmp_path / "a.shp"
    target.write_bytes(b"old")
    with pytest.raises(InputError) as caught:
        written(target, layer(**columns))
    assert caught.value.code == code
    assert told in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["a.shp"]
    assert target.read_bytes() == b"old"
    columns_kept, _, _ = read(written(tmp_path / "a.gpkg", layer(**columns)))
    assert columns_kept["JCBH"] == layer(**columns).columns["JCBH"]


def test_a_full_cell_of_a_shapefile_is_not_cut(tmp_path: Path) -> None:
    columns, _, _ = read(written(tmp_path / "a.shp", layer(JCBH=["字" * 127, "乙2"])))
    assert columns["JCBH"][0] == "字" * 127


def test_too_many_for_a_shapefile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weipian.gis.shapefile.MOST_BYTES", 400)
    with pytest.raises(InputError, match="2 GB"):
        written(tmp_path / "a.shp", layer())


@pytest.mark.requirement("F4")
def test_a_geopackage_carries_its_styles(tmp_path: Path) -> None:
    path = written(tmp_path / "a.gpkg", layer(), replace(layer(), name="地块"))
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(
            "SELECT f_table_name, f_geometry_column, styleName, useAsDefault, styleQML, styleSLD FROM layer_styles"
        ).fetchall()
        kinds = dict(database.execute("SELECT table_name, data_type FROM gpkg_contents"))
        titles = dict(database.execute("SELECT column_name, name FROM gpkg_data_columns WHERE table_name = '图斑'"))
        (metadata,) = database.execute("SELECT metadata FROM gpkg_metadata").fetchone()
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [row[:4] for row in rows] == [("图斑", "geom", "按判定", 1), ("地块", "geom", "按判定", 1)]
    assert kinds == {"图斑": "features", "地块": "features", "layer_styles": "attributes"}
    assert titles["area_m2"] == "实测面积（平方米）"
    assert "虚构数据" in metadata
    assert "LOG_SEQ" in metadata
    sld = ElementTree.fromstring(rows[0][5].encode())
    assert len(sld.findall(".//{http://www.opengis.net/se}Rule")) == 2


def test_the_style_names_only_what_is_there(tmp_path: Path) -> None:
    """Every category has its symbol, every column of the style is a column of the layer."""
    path = written(tmp_path / "a.gpkg", layer())
    with closing(sqlite3.connect(path)) as database:
        (text,) = database.execute("SELECT styleQML FROM layer_styles").fetchone()
        there = {row[1] for row in database.execute("PRAGMA table_info('图斑')")}
    style = ElementTree.fromstring(text)
    renderer = style.find("renderer-v2")
    assert renderer is not None
    symbols = {each.attrib["name"] for each in renderer.findall("symbols/symbol")}
    assert [each.attrib["symbol"] in symbols for each in renderer.findall("categories/category")] == [True, True]
    label = style.find("labeling/settings/text-style")
    assert label is not None
    assert {renderer.attrib["attr"], label.attrib["fieldName"]} <= there
    assert {each.attrib["field"] for each in style.findall("aliases/alias")} <= there


@pytest.mark.parametrize("name", ["a.gpkg", "a.shp", "a.parquet", "a.geojson"])
def test_the_same_content_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    """Of all files, on whatever day: the clock inside is the log's."""
    written(tmp_path / name, layer())
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    written(tmp_path / name, layer())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first
    if name == "a.shp":
        assert first["a.dbf"][1:4] == bytes((2023 - 1900, 12, 15))


def test_pieces_make_every_shape_a_multipolygon(tmp_path: Path) -> None:
    _, shapes, meta = read(written(tmp_path / "a.gpkg", several(layer())))
    assert meta["geometry_type"] == "MultiPolygon"
    assert [len(shape.geoms) for shape in shapes] == [2, 1]


def test_geoparquet_says_its_boxes_and_its_system(tmp_path: Path) -> None:
    found = pq.read_table(written(tmp_path / "a.parquet", layer()))
    geo = json.loads(found.schema.metadata[b"geo"])
    column = geo["columns"]["geometry"]
    assert (geo["version"], column["geometry_types"], column["crs"]["id"]["code"]) == ("1.1.0", ["Polygon"], 4525)
    assert found["bbox"].to_pylist()[0]["xmin"] == X
    assert json.loads(found.schema.metadata[b"weipian"])["NOTICE"] == "虚构数据"


def test_geojson_is_in_degrees(tmp_path: Path) -> None:
    columns, shapes, meta = read(written(tmp_path / "a.geojson", layer()))
    assert meta["crs"] == "EPSG:4490"
    assert 110 < shapes[0].bounds[0] < 111
    assert columns["JCBH"] == ["甲1", "乙2"]


def test_parts_come_back_out_of_the_plane() -> None:
    """Against the projection that the kernel itself uses, and vertices of others stay."""
    crs = Crs.of_epsg(4525)
    ring = np.array([(X, 2_881_000.0), (X + 300, 2_881_000.0), (X + 300, 2_882_000.0), (X, 2_881_000.0)])
    there = np.column_stack(to_plane(ring[:, 0], ring[:, 1], crs))
    wkb = [shapely.to_wkb(shapely.Polygon(there)), layer().wkb[0]]
    back, moved = placed(wkb, [PLANE, "EPSG:4525"], crs)
    assert np.abs(shapely.get_coordinates(shapely.from_wkb(back[0])) - ring).max() < 1e-6
    assert (back[1], moved) == (wkb[1], 0)
    assert placed([wkb[1]], ["EPSG:4525"], Crs.of_epsg(4546))[1] == 1
    assert commonest(["EPSG:4546", "EPSG:4525", PLANE, "EPSG:4525"]).epsg == 4525


@pytest.mark.requirement("F2")
def test_a_file_that_a_gis_has_open_stays(tmp_path: Path) -> None:
    target = written(tmp_path / "a.gpkg", layer())
    before = target.read_bytes()
    (tmp_path / "a.gpkg-wal").write_bytes(b"x")
    with pytest.raises(InputError) as caught:
        written(target, several(layer()))
    assert caught.value.code == "output_locked"
    assert target.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.gpkg", "a.gpkg-wal"]


@pytest.mark.requirement("F2")
def test_an_index_of_the_old_shapes_goes(tmp_path: Path) -> None:
    (tmp_path / "a.qix").write_bytes(b"old")
    written(tmp_path / "a.shp", layer())
    assert not (tmp_path / "a.qix").exists()
    assert not list(tmp_path.glob(".*"))


@pytest.mark.requirement("F2")
def test_a_disk_that_fails_half_way_gives_the_old_files_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The .shp of the new files can't take its place when others already have."""
    written(tmp_path / "a.shp", layer())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    replace_as_ever = Path.replace

    def failing(path: Path, place: Path) -> Path:
        if path.name == "a.shp" and place.parent == tmp_path and path.parent.name.endswith(".partial"):
            raise PermissionError(13, "in use")
        return replace_as_ever(path, place)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(InputError) as caught:
        written(tmp_path / "a.shp", several(layer()))
    assert caught.value.code == "output_locked"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_other_suffixes_and_places_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        written(tmp_path / "a.dwg", layer())
    with pytest.raises(InputError):
        written(tmp_path / "none" / "a.gpkg", layer())
    (tmp_path / "b.gpkg").mkdir()
    with pytest.raises(InputError):
        written(tmp_path / "b.gpkg", layer())
