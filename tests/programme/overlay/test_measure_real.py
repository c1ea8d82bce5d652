"""`weipian measure` on real layers, against GEOS on the same edges."""

from __future__ import annotations

import csv
import json
import zipfile
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pyproj
import pytest
import shapely

from measured_rows import in_equal_area, rows_of
from weipian.programme.overlay.files import LayerSource, measure_files
from weipian.programme.overlay.measured import Measured
from weipian.terms.errors import InputError
from weipian.workbook.drawn import Drawn
from weipian.workbook.tables import write_rows

Make = Callable[..., Path]


@pytest.mark.requirement("F3")
def test_the_french_cadastre(tmp_path: Path) -> None:
    """150 real neighbours: their declared areas, an independent projection, and themselves as the layer."""
    source = Path(__file__).parents[2] / "data/cadastre_fr/parcelles.geojson"
    measured = measure_files(source, [LayerSource("cadastre", source, None, "id")], partition=["cadastre"])
    features = json.loads(source.read_text(encoding="utf-8"))["features"]
    shapes = in_equal_area([shapely.geometry.shape(one["geometry"]) for one in features], "EPSG:4326")
    areas = measured.patches.areas / 1e6
    assert areas == pytest.approx(shapely.area(shapes), abs=0.002)
    declared = np.array([one["properties"]["contenance"] for one in features])
    assert np.median(np.abs(areas / declared - 1)) < 0.02
    assert areas.sum() == pytest.approx(declared.sum(), rel=0.01)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for patch, _, label, area in rows_of(measured):
        sums[patch] += area
        assert label == patch or area < 1
    clashing = {measured.ids[patch] for one in measured.contradictions for patch in one.patches}
    whole = dict(zip(measured.columns["patch"], map(Decimal, measured.columns["patch_area_m2"]), strict=True))
    assert {patch for patch, total in sums.items() if total != whole[patch]} <= clashing
    write_rows(tmp_path / "out.gpkg", measured.table, _drawn(measured))
    assert pyogrio.read_info(tmp_path / "out.gpkg")["features"] == len(rows_of(measured))
    write_rows(tmp_path / "out.csv", measured.table)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig") as stream:
        assert next(csv.DictReader(stream))["patch"] == measured.ids[0]


def _drawn(measured: Measured) -> Drawn:
    return Drawn(shapely.to_wkb(measured.patches.areal[measured.overlay.rows.patch]), 4326)


@pytest.mark.requirement("B3")
@pytest.mark.parametrize(
    ("case", "patches", "layer"),
    [
        ("MPSA_2023 x CADT", "mining_permits_ph/MPSA_2023.geojson", "protected_ph/CADT_ancestral_domains.geojson"),
        ("EP_2023 x CADT", "mining_permits_ph/EP_2023.geojson", "protected_ph/CADT_ancestral_domains.geojson"),
        (
            "alerts 2022 x Yanomami+Munduruku",
            "mining_alerts_amazon/mining_2022diff.geojson.zip",
            "protected_amazon/yanomami_and_munduruku.geojson.zip",
        ),
        (
            "alerts 2023 x Yanomami+Munduruku",
            "mining_alerts_amazon/mining_2023diff.geojson.zip",
            "protected_amazon/yanomami_and_munduruku.geojson.zip",
        ),
    ],
)
def test_real_permits_and_alerts(shared: Path, case: str, patches: str, layer: str) -> None:
    """GEOS and GeographicLib said so (their edges are geodesics, hence 3e-6)."""
    folder = shared / "data/protected_mining"
    wanted = {one["case"]: one for one in json.loads((folder / "overlay_expected_GEOS3.14.json").read_text())}[case]
    measured = measure_files(folder / patches, [LayerSource("protected", folder / layer)], repair=True)
    rows = measured.overlay.rows
    hit = rows.area_um2 > 1_000_000
    assert int(hit.sum()) == wanted["left_features_hit"]
    assert rows.area_um2.sum() / 1e6 == pytest.approx(wanted["sum_pair_area_m2"], rel=3e-6)


@pytest.mark.slow
@pytest.mark.requirement("B3", "F3")
def test_the_real_zoning_layer(shared: Path, make: Make, tmp_path: Path) -> None:
    """34,031 zones. Its own system is refused; put into 3° zone 40, 300 patches agree with GEOS to 0.01 m²."""
    folder = shared / "data/parcels/zoning_tw"
    with pytest.raises(InputError) as caught:
        measure_files(folder / "zoning_dev.gpkg.zip", [LayerSource("z", folder / "zoning_dev.gpkg.zip")])
    assert caught.value.code == "crs_not_allowed"
    zipfile.ZipFile(folder / "zoning_dev.gpkg.zip").extractall(tmp_path)
    wkb = pyogrio.raw.read(next(tmp_path.glob("zoning*.gpkg")))[2]
    turn = pyproj.Transformer.from_crs("EPSG:3826", "EPSG:4528", always_xy=True)
    zones = shapely.transform(shapely.from_wkb(wkb), lambda xy: np.column_stack(turn.transform(xy[:, 0], xy[:, 1])))
    layer = make(
        "zones.gpkg", zones, crs="EPSG:4528", geometry_type="Unknown", CODE=[str(n % 7) for n in range(len(zones))]
    )
    random = np.random.default_rng(3)
    chosen = random.choice(len(zones), 300, replace=False)
    centres = shapely.get_coordinates(shapely.point_on_surface(shapely.make_valid(zones[chosen])))
    patches = np.array([shapely.box(x - 60, y - 45, x + 70, y + 50) for x, y in centres], object)
    measured = measure_files(
        make("p.gpkg", patches, crs="EPSG:4528"), [LayerSource("z", layer, None, "CODE")], partition=["z"], repair=True
    )
    _compare_with_geos(measured, patches, zones)


def _compare_with_geos(measured: Measured, patches: Any, zones: Any) -> None:
    clashing = {measured.ids[patch] for one in measured.contradictions for patch in one.patches}
    found: dict[tuple[str, str], float] = {(row[0], row[2]): float(row[3]) for row in rows_of(measured)}
    valid = shapely.make_valid(zones, method="structure", keep_collapsed=False)
    tree = shapely.STRtree(zones)
    for number, patch in enumerate(patches):
        near = tree.query(patch)
        shapes = in_equal_area([patch, *valid[near]], "EPSG:4528")
        wanted: dict[str, float] = defaultdict(float)
        for zone, shape in zip(near, shapes[1:], strict=True):
            wanted[str(zone % 7)] += shapely.area(shapely.intersection(shapes[0], shape))
        name = measured.ids[number]
        for label, area in wanted.items():
            assert found.get((name, label), 0.0) == pytest.approx(area, abs=0.0151)
        total = sum(area for (patch_name, _), area in found.items() if patch_name == name)
        if name not in clashing:
            assert total == pytest.approx(shapely.area(shapes[0]), abs=0.0101)
