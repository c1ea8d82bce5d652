"""A ready layer changes the time and nothing else: cold, warm, stale, damaged, cut short, made by two at once."""

from __future__ import annotations

import json
import random
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from weipian.atlas.ready import Store
from weipian.programme.overlay.files import LayerSource, measure_files
from weipian.programme.overlay.measured import Measured

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "cadastre_fr" / "parcelles.geojson"


def answer(found: Measured) -> dict[str, Any]:
    """All that a person gets."""
    refused = [row.as_json() for row in found.refused]
    return {"columns": dict(found.columns), "refused": refused, "said": found.said}


def measured(
    patches: Path, layer: Path, ready: bool | Store, column: str | None = None, told: list[str] | None = None
) -> Measured:
    """`told` gets what a person is told while it runs."""
    source = LayerSource("layer", layer, None, column)
    tell = (lambda _: None) if told is None else told.append
    return measure_files(patches, [source], id_column="id", ready=ready, tell=tell)


def ready_files(store: Store) -> list[Path]:
    return sorted(store.folder.glob("*.ready"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "ready")


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    """The sample with one row spoilt: what is refused must be remembered too."""
    raw = json.loads(SAMPLE.read_text(encoding="utf-8"))
    x, y = 2.32, 48.67
    bow_tie = [[x, y], [x + 0.01, y + 0.01], [x + 0.01, y], [x, y + 0.01], [x, y]]
    raw["features"][3]["geometry"] = {"type": "Polygon", "coordinates": [bow_tie]}
    path = tmp_path / "layer.geojson"
    path.write_text(json.dumps(raw), encoding="utf-8")
    return path


@pytest.mark.requirement("B3", "F4")
def test_cold_warm_and_without_say_the_same(layer: Path, store: Store) -> None:
    without = measured(SAMPLE, layer, False, "id")
    first: list[str] = []
    second: list[str] = []
    cold = measured(SAMPLE, layer, store, "id", first)
    assert len(ready_files(store)) == 1
    stamp = ready_files(store)[0].stat().st_mtime_ns
    warm = measured(SAMPLE, layer, store, "id", second)
    assert ready_files(store)[0].stat().st_mtime_ns == stamp
    assert answer(without) == answer(cold) == answer(warm)
    assert without.refused
    assert any("备好" in line for line in first)
    assert second == []


@pytest.mark.shared
def test_real_alerts_on_giant_shapes_say_the_same(shared: Path, store: Store) -> None:
    folder = shared / "data" / "protected_mining"
    patches = folder / "mining_alerts_amazon" / "mining_2023diff.geojson.zip"
    layer = folder / "protected_amazon" / "yanomami_and_munduruku.geojson.zip"
    found = [
        answer(measure_files(patches, [LayerSource("protected", layer)], ready=ready))
        for ready in (False, store, store)
    ]
    assert found[0] == found[1] == found[2]
    assert len(found[0]["columns"]["patch"]) > 5000


def test_a_changed_parent_is_made_ready_anew(layer: Path, store: Store) -> None:
    measured(SAMPLE, layer, store, "id")
    before = ready_files(store)
    raw = json.loads(layer.read_text(encoding="utf-8"))
    raw["features"] = raw["features"][:40]
    layer.write_text(json.dumps(raw), encoding="utf-8")
    assert answer(measured(SAMPLE, layer, store, "id")) == answer(measured(SAMPLE, layer, False, "id"))
    assert len(ready_files(store)) == 1
    assert ready_files(store) != before


@pytest.mark.requirement("F2")
@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_ready_layer_is_never_believed(layer: Path, store: Store, seed: int) -> None:
    right = answer(measured(SAMPLE, layer, store, "id"))
    path = ready_files(store)[0]
    body = bytearray(path.read_bytes())
    dice = random.Random(seed)
    for _ in range(1 + seed % 3):
        body[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
    path.write_bytes(bytes(body))
    assert answer(measured(SAMPLE, layer, store, "id")) == right


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.999])
def test_one_cut_short_is_made_again(layer: Path, store: Store, share: float) -> None:
    right = answer(measured(SAMPLE, layer, store, "id"))
    path = ready_files(store)[0]
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    assert answer(measured(SAMPLE, layer, store, "id")) == right


def test_two_at_once_do_no_harm(layer: Path, store: Store) -> None:
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda _: answer(measured(SAMPLE, layer, store, "id")), range(3)))
    assert found[0] == found[1] == found[2]
    assert answer(measured(SAMPLE, layer, store, "id")) == found[0]


def test_where_nothing_can_be_kept_the_answer_is_the_same_and_it_is_said(layer: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    told: list[str] = []
    found = measured(SAMPLE, layer, Store(blocked), "id", told)
    assert answer(found)["columns"] == answer(measured(SAMPLE, layer, False, "id"))["columns"]
    assert any("没有存下" in line for line in told)


def test_the_order_of_patches_changes_no_area(layer: Path, store: Store, tmp_path: Path) -> None:
    raw = json.loads(SAMPLE.read_text(encoding="utf-8"))
    random.Random(5).shuffle(raw["features"])
    shuffled = tmp_path / "shuffled.geojson"
    shuffled.write_text(json.dumps(raw), encoding="utf-8")

    def rows(found: Measured) -> set[tuple[str, ...]]:
        return set(zip(*found.columns.values(), strict=True))

    assert rows(measured(shuffled, layer, store, "id")) == rows(measured(SAMPLE, layer, store, "id"))


def test_a_store_that_is_emptied_is_filled_again(layer: Path, store: Store) -> None:
    right = answer(measured(SAMPLE, layer, store, "id"))
    shutil.rmtree(store.folder)
    assert answer(measured(SAMPLE, layer, store, "id")) == right
    assert len(ready_files(store)) == 1
