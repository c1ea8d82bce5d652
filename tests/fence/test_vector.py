"""The same layer comes out of every form the same."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely

from weipian.fence.vector import VectorTable, read, split_source
from weipian.geometry.crs import Crs
from weipian.terms.errors import InputError

Make = Callable[..., Path]
NAMES = ["梅溪镇", "瓜里乡", "车田苗族乡"]
IDS = ["450329001", "450329002", "450329003"]
FORMS = ["a.shp", "gbk.shp", "a.gpkg", "a.gdb", "a.geojson", "a.parquet", "shp.zip", "gdb.zip"]


@pytest.fixture
def parcel_of(make: Make, tmp_path: Path) -> Callable[[str], Path]:
    """The layer in one form."""
    plain = {"JCBH": IDS, "XMC": NAMES}

    def form(name: str) -> Path:
        match name:
            case "gbk.shp":
                path = make(name, encoding="GBK", **plain)
                path.with_suffix(".cpg").unlink()
                return path
            case "a.geojson":
                lonlat = shapely.box(110.5 + 0.001 * np.arange(3), 26.0, 110.501 + 0.001 * np.arange(3), 26.001)
                return make(name, lonlat, crs="EPSG:4326", **plain)
            case "a.parquet":
                return _parquet(tmp_path / name, make("p.gpkg", **plain))
            case "shp.zip" | "gdb.zip":
                return _zip(tmp_path / name, make("z." + name[:3], **plain))
            case _:
                return make(name, **plain)

    return form


def _parquet(path: Path, source: Path) -> Path:
    _, table = pyogrio.read_arrow(source)
    geometry = {"encoding": "WKB", "geometry_types": ["Polygon"], "crs": {"id": {"authority": "EPSG", "code": 4525}}}
    geo = {"version": "1.1.0", "primary_column": "geom", "columns": {"geom": geometry}}
    table = table.select(["JCBH", "XMC"]).append_column("geom", table["geom"].cast(pa.binary()))
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), path)
    return path


def _zip(path: Path, source: Path) -> Path:
    parts = sorted(source.rglob("*")) if source.is_dir() else sorted(source.parent.glob(source.stem + ".*"))
    with zipfile.ZipFile(path, "w") as archive:
        for part in parts:
            if part != path:
                archive.write(part, part.relative_to(source.parent))
    return path


@pytest.mark.requirement("B1", "B2")
@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_rows(parcel_of: Callable[[str], Path], form: str) -> None:
    path = parcel_of(form)
    table = read(path)
    assert (table.columns["JCBH"], table.columns["XMC"], table.rows) == (IDS, NAMES, [1, 2, 3])
    assert table.crs.epsg == (4326 if form == "a.geojson" else 4525)
    shapes = shapely.from_wkb(table.wkb)
    side = 0.001 if form == "a.geojson" else 100.0
    assert np.allclose(shapely.area(shapes), side * side, rtol=1e-9)
    assert not table.refused


def test_a_guessed_encoding_is_said_with_samples(parcel_of: Callable[[str], Path]) -> None:
    path = parcel_of("gbk.shp")
    raw = bytearray(path.with_suffix(".dbf").read_bytes())
    raw[29] = 0
    path.with_suffix(".dbf").write_bytes(raw)
    table = read(path)
    assert table.columns["XMC"] == NAMES
    assert len(table.said) == 1
    assert all(name in table.said[0] for name in ("GB18030", *NAMES, "--encoding"))


def test_only_wanted_columns_are_read(parcel_of: Callable[[str], Path]) -> None:
    for form in ("a.gpkg", "a.geojson", "a.parquet"):
        assert list(read(parcel_of(form), columns=["XMC"]).columns) == ["XMC"]
        assert list(read(parcel_of(form) if form != "a.parquet" else parcel_of("gdb.zip"), columns=[]).columns) == []


def test_a_height_is_dropped_and_said(make: Make) -> None:
    ring = [(37_464_000.0 + x, 2_881_000.0 + y, 300.0) for x, y in ((0, 0), (10, 0), (10, 10), (0, 10), (0, 0))]
    table = read(make("z.gpkg", [shapely.Polygon(ring)], geometry_type="Polygon Z"))
    assert not shapely.has_z(shapely.from_wkb(table.wkb[0]))
    assert len(table.wkb[0]) == 1 + 4 + 4 + 4 + 5 * 16
    assert any("高程" in text for text in table.said)


def test_an_override_is_firm_or_only_stands_in(make: Make) -> None:
    path = make("a.gpkg")
    assert read(path, crs=4525).crs.epsg == 4525
    with pytest.raises(InputError, match="带"):
        read(path, crs=4546)
    assert read(path, crs=4546, firm=False).crs.epsg == 4525
    assert read(path, crs=Crs.of_epsg(4525)).said == ()


def test_the_layer_may_stand_behind_a_sign(make: Make) -> None:
    path = make("two.gpkg", layer="DLTB")
    make("two.gpkg", layer="XZQ")
    for sign in ("|", "#", "|layername="):
        assert split_source(f"{path}{sign}DLTB") == (path, "DLTB")
    assert split_source(str(path)) == (path, None)
    assert len(read(path, layer="XZQ")) == 3
    for layer, code in ((None, "layer_not_named"), ("XX", "layer_unknown")):
        with pytest.raises(InputError) as caught:
            read(path, layer=layer)
        assert caught.value.code == code
        assert "DLTB、XZQ" in caught.value.message


def test_esri_words_for_cgcs2000(make: Make) -> None:
    geographic = (
        'GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",'
        'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
    )

    def projected(name: str, easting: float) -> str:
        return (
            f'PROJCS["{name}",{geographic},PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",{easting}],'
            'PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",1.0],'
            'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
        )

    cases = (
        (projected("CGCS2000_3_Degree_GK_Zone_37", 37_500_000.0), 37_464_000.0, 4525),
        (projected("CGCS2000_3_Degree_GK_CM_111E", 500_000.0), 464_000.0, 4546),
    )
    for number, (words, x0, epsg) in enumerate(cases):
        path = make(f"e{number}.shp", [shapely.box(x0, 2_881_000.0, x0 + 1, 2_881_001.0)])
        path.with_suffix(".prj").write_text(words)
        assert read(path).crs.epsg == epsg


def test_real_gbk_table(shared: Path) -> None:
    """78 counties of Anhui, 126 fields, no .cpg, no .prj."""
    table = read(shared / "data/oddgis/gbk_shapefile_anhui/chinese_encoding.shp")
    assert len(table) == 78
    assert {"天长市", "凤阳县"} <= set(table.columns["NAME99"])
    assert table.crs.epsg == 4490
    assert "按坐标大小" in table.said[0]


@pytest.mark.parametrize(
    ("source", "epsg", "count"),
    [
        ("oddgis/fiona/coutwildrnp.zip", 4326, 67),
        ("protected_mining/protected_ph/CADT_ancestral_domains.geojson", 4326, 320),
        ("protected_mining/mining_alerts_amazon/mining_2022diff.geojson.zip", 4326, 6201),
        ("parcels/cadastre_fr/cadastre-91216-parcelles.json", 4326, 4241),
    ],
)
def test_real_sources(shared: Path, source: str, epsg: int, count: int) -> None:
    table: VectorTable = read(shared / "data" / source, columns=[])
    assert (table.crs.epsg, len(table)) == (epsg, count)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("oddgis/dltb_ae102_gbk_ldid/DLTB.shp", "crs_not_allowed"),
        ("parcels/zoning_tw/raw/V0101.json", "crs_not_allowed"),
        ("parcels/zoning_tw/zoning_dev.gpkg.zip", "crs_not_allowed"),
        ("oddgis/fiona/multicurve.gml", "source_kind"),
        ("oddgis/nts_shapefile/AllNulls.shp", "shapefile_parts_missing"),
        ("oddgis/nts_shapefile/error_union.shp", "shapefile_parts_missing"),
        ("oddgis/shapetcl_misc/mismatch.shp", "shapefile_counts_differ"),
        ("oddgis/qgis_misc/mixed_layers.gpkg", "layer_not_named"),
        ("oddgis/filegdb/field_alias.gdb", "source_no_areas"),
        ("parcels/osm/Helsinki_clipped.osm.pbf", "source_kind"),
        ("oddgis", "source_folder"),
    ],
)
@pytest.mark.requirement("F3")
def test_real_sources_that_are_refused(shared: Path, source: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(shared / "data" / source)
    assert caught.value.code == code
    assert Path(source).name in str(caught.value)


def test_real_curves_are_refused_row_by_row(shared: Path) -> None:
    table = read(shared / "data/oddgis/qgis_misc/curved_polys.gpkg")
    assert not len(table)
    assert [(refusal.row, refusal.code) for refusal in table.refused] == [(n, "geometry_curved") for n in (1, 2, 3, 4)]
