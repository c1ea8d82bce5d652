"""A layer that is cut into parts gives what the whole gives: every row, refusal and contradiction."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
import shapely.affinity

from weipian.atlas.ready import Store
from weipian.programme.overlay.files import LayerSource, measure_files
from weipian.programme.overlay.measured import Measured

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "cadastre_fr" / "parcelles.geojson"
GEO = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"}}}


def sample(order: int | None = None) -> tuple[Any, list[str]]:
    """The sample's shapes and a class for each, with a bow-tie and repeated ground; `order` shuffles them."""
    raw = json.loads(SAMPLE.read_text(encoding="utf-8"))["features"]
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in raw]
    shapes[7] = shapely.Polygon([(2.32, 48.67), (2.33, 48.68), (2.33, 48.67), (2.32, 48.68)])
    shapes += [shapely.affinity.translate(shapes[k], 5e-5, 0.0) for k in (3, 40, 41, 90)]
    classes = [f"C{k % 5}" if k % 17 else "" for k in range(len(shapes))]
    places = list(range(len(shapes)))
    if order is not None:
        random.Random(order).shuffle(places)
    return np.array([shapes[k] for k in places], object), [classes[k] for k in places]


def write(path: Path, shapes: Any, classes: list[str]) -> Path:
    """GeoParquet in row groups that fit no part, or GeoPackage."""
    ids = [f"P{k:05d}" for k in range(len(shapes))]
    if path.suffix == ".gpkg":
        columns = [np.array(ids, object), np.array(classes, object)]
        pyogrio.raw.write(
            path, shapely.to_wkb(shapes), columns, ["id", "DLBM"], geometry_type="Unknown", crs="EPSG:4326"
        )
        return path
    table = pa.table({"id": ids, "DLBM": classes, "geometry": pa.array(shapely.to_wkb(shapes), pa.binary())})
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(GEO)}), path, row_group_size=33)
    return path


def told(found: Measured) -> dict[str, Any]:
    return {
        "columns": {name: list(values) for name, values in found.columns.items()},
        "refused": [row.as_json() for row in found.refused],
        "said": found.said,
        "contradictions": found.contradictions_json(),
    }


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEIPIAN_BIG_BYTES", "0")
    monkeypatch.setenv("WEIPIAN_PART_ROWS", "37")


@pytest.mark.requirement("B3", "F4")
@pytest.mark.parametrize("order", [None, 3])
@pytest.mark.parametrize("suffix", [".parquet", ".gpkg"])
def test_parts_say_what_the_whole_says(tmp_path: Path, tiny: None, order: int | None, suffix: str) -> None:
    layer = write(tmp_path / f"layer{suffix}", *sample(order))
    source = [LayerSource("layer", layer, None, "DLBM")]
    store = Store(tmp_path / "ready")
    found = [
        told(measure_files(SAMPLE, source, id_column="id", partition=["layer"], ready=ready))
        for ready in (False, store, store)
    ]
    assert found[0] == found[1] == found[2]
    assert found[0]["contradictions"]
    assert found[0]["refused"]
    assert len(list(store.folder.glob("*-*.ready"))) > 3


def test_what_is_made_stays_and_a_damaged_part_alone_is_made_again(tmp_path: Path, tiny: None) -> None:
    layer = write(tmp_path / "layer.parquet", *sample())
    source = [LayerSource("layer", layer, None, "DLBM")]
    store = Store(tmp_path / "ready")
    right = told(measure_files(SAMPLE, source, id_column="id", ready=store))
    parts = sorted(store.folder.glob("*-*.ready"))
    whole = next(path for path in store.folder.glob("*.ready") if path not in parts)
    stamps = {path: path.stat().st_mtime_ns for path in parts}
    whole.unlink()
    parts[2].unlink()
    body = bytearray(parts[1].read_bytes())
    for at in range(4096, len(body), 1000):
        body[at] ^= 255
    parts[1].write_bytes(bytes(body))
    lines: list[str] = []
    assert told(measure_files(SAMPLE, source, id_column="id", ready=store, tell=lines.append)) == right
    assert any("上次已经备好" in line for line in lines)
    same = [path for path in parts if path.stat().st_mtime_ns == stamps[path]]
    assert same == [path for path in parts if path not in parts[1:3]]


def test_a_part_spoilt_later_is_never_believed(tmp_path: Path, tiny: None) -> None:
    layer = write(tmp_path / "layer.parquet", *sample())
    source = [LayerSource("layer", layer, None, "DLBM")]
    store = Store(tmp_path / "ready")
    right = told(measure_files(SAMPLE, source, id_column="id", ready=store))
    for number, part in enumerate(sorted(store.folder.glob("*-*.ready"))):
        body = bytearray(part.read_bytes())
        for at in range(4096 + 512 * number, len(body), 5000):
            body[at] ^= 1
        part.write_bytes(bytes(body))
        assert told(measure_files(SAMPLE, source, id_column="id", ready=store)) == right
