"""Real permits, protected land and alerts against areas that GEOS and GeographicLib made on longitude and latitude.

There edges run straight in degrees and areas are geodesic; ours are straight in the authalic plane. Between the two an
edge bows by L³·tan φ/(12R) in area at most, so sums agree within that, and a pair can be on either side of 1 m² only if
its area is that near to it. On the plane itself pairs and areas must be those of GEOS.
"""

from __future__ import annotations

import itertools
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from weipian.geometry.crs import Crs
from weipian.geometry.measure import Overlaps, overlaps
from weipian.geometry.shapes import Shapes, to_authalic

pytestmark = [pytest.mark.shared, pytest.mark.requirement("C1")]

FILES = {
    "MPSA_2023": "mining_permits_ph/MPSA_2023.geojson",
    "EP_2023": "mining_permits_ph/EP_2023.geojson",
    "APSA_2023": "mining_permits_ph/APSA_2023.geojson",
    "CADT": "protected_ph/CADT_ancestral_domains.geojson",
    "alerts 2022": "mining_alerts_amazon/mining_2022diff.geojson.zip",
    "alerts 2023": "mining_alerts_amazon/mining_2023diff.geojson.zip",
    "Yanomami+Munduruku": "protected_amazon/yanomami_and_munduruku.geojson.zip",
}
CASES = {
    "MPSA_2023 x CADT": 1e-6,
    "EP_2023 x CADT": 1e-6,
    "MPSA_2023 x APSA_2023": 1e-6,
    "MPSA_2023 self": 1e-5,
    "CADT self": 1e-5,
    "alerts 2022 x Yanomami+Munduruku": 1e-6,
    "alerts 2023 x Yanomami+Munduruku": 1e-6,
}
"""Case → how near the sums come in fact, relatively; long edges of old permits bow by some 1e-6."""
SQUARE_METRE = 10**6


def read(file: Path) -> NDArray[np.object_]:
    """Its shapes in two dimensions, mended the way the expected figures were made; empty ones left out."""
    raw = file.read_bytes()
    if file.suffix == ".zip":
        with zipfile.ZipFile(file) as archive:
            name = next(n for n in archive.namelist() if n.endswith("json") and not n.startswith("__"))
            raw = archive.read(name)
    found = [f["geometry"] for f in json.loads(raw)["features"] if f["geometry"]]
    shapes = shapely.force_2d(shapely.from_geojson([json.dumps(geometry) for geometry in found]))
    for _ in range(2):  # GEOS's own result can be invalid again
        bad = ~shapely.is_valid(shapes)
        shapes[bad] = shapely.make_valid(shapes[bad], method="structure", keep_collapsed=False)
    return np.asarray(shapes[~shapely.is_empty(shapes)], dtype=object)


@pytest.fixture(scope="module")
def layers(shared: Path) -> dict[str, Shapes]:
    folder = shared / "data/protected_mining"
    return {name: Shapes.of_wkb(shapely.to_wkb(read(folder / file)), Crs.of_epsg(4326)) for name, file in FILES.items()}


@pytest.fixture(scope="module")
def expected(shared: Path) -> dict[str, dict[str, Any]]:
    rows = json.loads((shared / "data/protected_mining/overlay_expected_GEOS3.14.json").read_text())
    return {row["case"]: row for row in rows}


def sides(case: str) -> tuple[str, str]:
    if case.endswith(" self"):
        name = case.removesuffix(" self")
        return name, name
    left, _, right = case.partition(" x ")
    return left, right


def bows_m2(shapes: Shapes) -> NDArray[np.float64]:
    """Σ L³·tan φ/(12R) over each shape's edges, float64[s]."""
    lat = np.radians(shapes.y)
    north = np.diff(lat) * 6.371e6
    east = np.radians(np.diff(shapes.x)) * 6.371e6 * np.cos(lat[:-1])
    bow = np.hypot(north, east) ** 3 * np.tan(np.maximum(np.abs(lat[:-1]), np.abs(lat[1:]))) / (12 * 6.371e6)
    bow[shapes.ring_start[1:-1] - 1] = 0.0  # from one ring's end to the next one's start there is no edge
    return np.add.reduceat(bow, shapes.ring_start[shapes.shape_start[:-1]])


def pairs(found: Overlaps, case: str) -> Overlaps:
    """Each pair of one layer with itself once."""
    if not case.endswith(" self"):
        return found
    once = found.a_index < found.b_index
    return Overlaps(found.a_index[once], found.b_index[once], found.area_um2[once])


@pytest.mark.parametrize("case", CASES)
def test_sums_and_counts_within_what_edges_can_bow(
    case: str, layers: dict[str, Shapes], expected: dict[str, dict[str, Any]]
) -> None:
    row, (left, right) = expected[case], sides(case)
    found = pairs(overlaps(layers[left], layers[right]), case)
    bow = 2 * (bows_m2(layers[left])[found.a_index] + bows_m2(layers[right])[found.b_index]) + 1e-3
    counted = found.area_um2 > SQUARE_METRE
    count = int(row["pairs_gt_1m2" if left == right else "pairs_area_gt_1m2"])
    near = np.abs(found.area_um2 / 1e6 - 1) <= bow
    assert (counted & ~near).sum() <= count <= (counted | near).sum()
    assert abs(int(counted.sum()) - count) <= 1
    total, wanted = found.area_um2[counted].sum() / 1e6, float(row["sum_m2" if left == right else "sum_pair_area_m2"])
    assert abs(total - wanted) <= bow.sum()
    assert abs(total / wanted - 1) < CASES[case]


@pytest.mark.parametrize("case", CASES)
def test_on_the_plane_pairs_and_areas_are_those_of_geos(case: str, layers: dict[str, Shapes]) -> None:
    left, right = (to_authalic(layers[name]) for name in sides(case))
    found = pairs(overlaps(left, right), case)
    ones, others = shapely_of(left), shapely_of(right)
    a, b = shapely.STRtree(others).query(ones, predicate="intersects")
    keep = a < b if case.endswith(" self") else np.ones(len(a), dtype=np.bool_)
    areas = shapely.area(shapely.intersection(ones[a[keep]], others[b[keep]]))
    judged = dict(zip(zip(a[keep].tolist(), b[keep].tolist(), strict=True), areas.tolist(), strict=True))
    mine = dict(
        zip(
            zip(found.a_index.tolist(), found.b_index.tolist(), strict=True),
            (found.area_um2 / 1e6).tolist(),
            strict=True,
        )
    )
    differences = [abs(judged.get(pair, 0.0) - mine.get(pair, 0.0)) for pair in judged.keys() | mine.keys()]
    assert len(judged) >= 17
    assert max(differences) < 0.01


def shapely_of(shapes: Shapes) -> NDArray[np.object_]:
    """Shapely shapes of the arrays as they stand, each made valid where projecting bent a touching hole across."""
    rings = shapely.linearrings(
        np.column_stack((shapes.x, shapes.y)),
        indices=np.repeat(np.arange(len(shapes.hole)), np.diff(shapes.ring_start)),
    )
    made = [whole(rings, shapes.hole, *shapes.shape_start[i : i + 2].tolist()) for i in range(len(shapes))]
    return np.asarray(shapely.make_valid(np.array(made, dtype=object)), dtype=object)


def whole(rings: NDArray[np.object_], hole: NDArray[np.bool_], first: int, end: int) -> object:
    starts = [ring for ring in range(first, end) if not hole[ring]] + [end]
    parts = [shapely.polygons(rings[s], rings[s + 1 : e]) for s, e in itertools.pairwise(starts)]
    return shapely.multipolygons(parts)


def test_repair_of_every_invalid_alert_is_valid(shared: Path) -> None:
    """63 of 6,201, among them one that GEOS mends only at the second attempt."""
    from weipian.geometry.repair import repair
    from weipian.geometry.validity import check

    folder = shared / "data/protected_mining/mining_alerts_amazon"
    with zipfile.ZipFile(folder / "mining_2022diff.geojson.zip") as archive:
        name = next(n for n in archive.namelist() if n.endswith("json") and not n.startswith("__"))
        features = json.loads(archive.read(name))["features"]
    wkb = [shapely.to_wkb(shapely.from_geojson(json.dumps(f["geometry"]))) for f in features]
    defects = check(wkb)
    assert len(defects) == 63
    for defect in defects:
        mended = repair(wkb[defect.index], Crs.of_epsg(4326))
        assert mended is not None
        assert check([mended.wkb]) == []
        assert mended.after_um2 > 0
