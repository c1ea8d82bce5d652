"""Every engine that is installed gives the areas that `weipian measure` gives, in every form."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import shapely

from benchmarks import answer, processes, server
from benchmarks.agreement import compare
from benchmarks.campaign import Plan, cases
from benchmarks.engines import PEERS, Engine, Peer, bulk, ours
from benchmarks.inputs import Inputs
from benchmarks.making import make_inputs
from benchmarks.results import COMPUTING, OURS, PROCESS, Case

PATCHES = 100
ROOT = Path(__file__).resolve().parents[2]
THERE = [one for one in PEERS if one.is_there and (one.name != "PostGIS" or server.programs())]
FORMS = [pytest.param(one, form, id=f"{one.name} {form}") for one in THERE for form in one.forms(PATCHES)]


@pytest.fixture(scope="session")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    folder = tmp_path_factory.mktemp("bench")
    make_inputs(folder, [PATCHES], 0.01)
    return Inputs.load(folder)


def measured(inputs: Inputs, output: Path) -> None:
    """By the command itself."""
    processes.run(ours.command(inputs, PATCHES, output), inputs.folder, also=ours.environment(inputs))


@pytest.fixture(scope="session")
def reference(inputs: Inputs) -> Path:
    path = inputs.folder / "reference.parquet"
    measured(inputs, path)
    return path


@pytest.fixture(scope="session")
def served() -> Iterator[None]:
    with server.running():
        yield


Ready = Callable[[Peer], Engine]


@pytest.fixture(scope="session")
def ready(inputs: Inputs, request: pytest.FixtureRequest) -> Ready:
    """An engine with its ready format written, once, and its server running where it has one."""

    @cache
    def of(one: Peer) -> Engine:
        if one.name == "PostGIS":
            request.getfixturevalue("served")
        engine = one.engine()
        engine.prepare(inputs)
        return engine

    return of


@pytest.mark.parametrize(("one", "form"), FORMS)
def test_a_whole_process_gives_our_areas(
    one: Peer, form: str, ready: Ready, inputs: Inputs, reference: Path, tmp_path: Path
) -> None:
    found = ready(one).process(inputs, form, inputs.plane_patches(PATCHES))
    answer.write(tmp_path / "found.parquet", answer.balance(found))
    assert compare(one.name, reference, tmp_path / "found.parquet").rows > PATCHES


@pytest.mark.parametrize("one", THERE, ids=lambda one: one.name)
def test_computing_with_layers_at_hand_gives_our_areas_again_and_again(
    one: Peer, ready: Ready, inputs: Inputs, reference: Path, tmp_path: Path
) -> None:
    opened = ready(one).open(inputs, "ready")
    for _ in range(2):
        answer.write(tmp_path / "found.parquet", answer.balance(opened.measure(inputs.plane_patches(PATCHES))))
        assert compare(one.name, reference, tmp_path / "found.parquet").rows > PATCHES


def test_our_own_functions_give_what_the_command_gives(inputs: Inputs, reference: Path, tmp_path: Path) -> None:
    ours.write(tmp_path / "found.parquet", ours.opened(inputs).measure(inputs.source_patches(PATCHES)))
    assert compare(OURS, reference, tmp_path / "found.parquet").worst_m2 == 0.0


def test_cold_and_warm_give_the_same(inputs: Inputs, reference: Path, tmp_path: Path) -> None:
    ours.make_cold(inputs)
    measured(inputs, tmp_path / "cold.parquet")
    assert compare(OURS, reference, tmp_path / "cold.parquet").worst_m2 == 0.0


def test_shapely_is_always_there_to_be_compared_with() -> None:
    assert "Shapely" in {one.name for one in THERE}


def test_a_plan_measures_ours_on_more_sizes_and_peers_on_those_asked_for() -> None:
    plan = Plan((10_000, 100_000), 5, 1, 30.0, 60.0)
    found = cases(plan, PEERS)
    assert {one.patches for one in found if one.is_ours} == {100, 1_000, 10_000, 100_000}
    assert {one.patches for one in found if not one.is_ours} == {10_000, 100_000}
    for one in PEERS:
        for size in plan.sizes:
            assert Case(size, COMPUTING, one.name, "ready") in found
            assert Case(size, PROCESS, one.name, "ready") in found
    assert len(set(found)) == len(found)


def test_all_pairs_of_a_prepared_shape_go_to_one_thread() -> None:
    """GEOS's prepared shapes are not to be shared: two threads on one crash now and then."""
    rng = np.random.default_rng(5)
    for shapes in (1, 3, 50, 5_000):
        of_pair = rng.integers(0, shapes, 10_000)
        runs = bulk._by_shape(of_pair)
        assert np.array_equal(np.sort(np.concatenate(runs)), np.arange(10_000))
        seen = [set(of_pair[run].tolist()) for run in runs]
        assert sum(map(len, seen)) == len(set().union(*seen))
    assert len(runs) == 5
    assert [len(run) for run in bulk._by_shape(np.empty(0, np.int64))] == [0]


def test_patches_held_whole_are_measured_like_the_others() -> None:
    rng = np.random.default_rng(6)
    x, y = rng.uniform(-20, 1020, (2, 6_000))
    patches, large = shapely.box(x, y, x + 8, y + 8), shapely.box([0, 500], [0, 0], [500, 1000], [1000, 1000])
    a, b = np.repeat(np.arange(6_000), 2), np.tile([0, 1], 6_000)
    plain = shapely.area(shapely.intersection(patches[a], large[b]))
    assert bulk.shared(patches, large, a, b) == pytest.approx(plain)


def test_a_peer_s_process_is_not_burdened_with_what_only_we_need() -> None:
    """Loading our kernel or making layers would cost it a second before it begins."""
    told = "import sys, benchmarks.once, benchmarks.engines.bulk; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(found.stdout.split())
    assert "shapely" in loaded
    assert not loaded & {"numba", "pyproj", "pandas", "weipian.geometry.measure", "weipian.fence", "benchmarks.making"}
