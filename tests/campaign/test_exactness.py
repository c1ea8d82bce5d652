"""A small run of the campaign: 2,000 pairs beside GEOS, the worst settled in rationals."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from campaign.exactness.again import again, cases_of
from campaign.exactness.compare import KINDS
from campaign.exactness.page import page
from campaign.exactness.record import Chunk, groups
from campaign.exactness.result import result
from campaign.exactness.run import OtherRun, Plan, compare_all, settle_all
from campaign.exactness.verdict import Verdict, settle

PLAN = Plan(pairs=2000, seed=11, worst=20, of_kind=2, lot=20, chunk=1000)
WORST = Path(__file__).parent / "data" / "worst.json.gz"


@dataclass(frozen=True)
class Ran:
    folder: Path
    kept: Chunk
    verdicts: list[Verdict]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("exactness")
    kept = compare_all(PLAN, folder)
    return Ran(folder, kept, settle_all(kept))


@pytest.mark.requirement("B3")
def test_we_keep_our_bound_on_the_worst_pairs(ran: Ran) -> None:
    """1e-6 m² a pair of pieces and the coordinates' last bit times the outline; whole shapes: our rounding alone."""
    assert all(verdict.within_bound for verdict in ran.verdicts)
    cut = KINDS.index(next(kind for kind in KINDS if kind.value == "cut"))
    whole = [abs(v.ours) for v, kind in zip(ran.verdicts, ran.kept.kind, strict=True) if kind != cut]
    assert max(whole) <= Fraction(1, 10**6)


def test_both_judges_agree_on_every_pair(ran: Ran) -> None:
    assert len(ran.verdicts) >= 60
    assert all(verdict.judges_agree for verdict in ran.verdicts)


def test_where_we_differ_beyond_rounding_we_are_nearer(ran: Ran) -> None:
    beyond = np.flatnonzero(ran.kept.difference > 3e-6)
    assert len(beyond) >= 5
    assert {ran.verdicts[k].nearer for k in beyond.tolist()} == {"ours"}


def test_every_pair_is_counted_once(ran: Ran) -> None:
    assert ran.kept.classes.sum() == PLAN.pairs
    assert (ran.kept.classes.sum(axis=1) > 0).all()
    assert ran.kept.most.max() == ran.kept.difference.max()
    places = groups(ran.kept, PLAN.keeping)
    assert [len(places[name]) for name in ("worst", "per_metre", "lot")] == [20, 20, 20]
    assert set(np.concatenate(list(places.values())).tolist()) == set(range(len(ran.verdicts)))


def test_a_run_broken_off_goes_on_to_the_same_end(ran: Ran) -> None:
    """A lost chunk is made again, alone and the same."""
    (ran.folder / "chunk-00001.npz").unlink()
    untouched = (ran.folder / "chunk-00000.npz").stat().st_mtime_ns
    resumed = compare_all(PLAN, ran.folder)
    assert (ran.folder / "chunk-00000.npz").stat().st_mtime_ns == untouched
    for name in ("classes", "dropped", "most", "kind", "chunk", "spot", "ours", "geos", "a", "b"):
        assert np.array_equal(getattr(resumed, name), getattr(ran.kept, name)), name


@pytest.mark.slow
def test_two_processes_find_the_same(tmp_path: Path) -> None:
    plan = Plan(pairs=200, seed=11, worst=3, of_kind=1, lot=2, chunk=100)
    alone, together = (compare_all(plan, tmp_path / str(number), number) for number in (1, 2))
    assert np.array_equal(alone.ours, together.ours)
    assert np.array_equal(alone.a, together.a)
    assert settle_all(alone) == settle_all(together, processes=2)


def test_another_plan_is_not_mixed_in(ran: Ran) -> None:
    with pytest.raises(OtherRun, match="另一次运行"):
        compare_all(replace(PLAN, seed=12), ran.folder)


def test_page_and_data_say_what_was_found(ran: Ran) -> None:
    data: dict[str, Any] = {"date": "2026-01-01", "elapsed": 1.0, "processes": 1, "run": PLAN.identity}
    data |= json.loads(json.dumps(result(ran.kept, ran.verdicts, PLAN.keeping), allow_nan=False))
    text = page(data)
    assert all(kind.label in text for kind in KINDS)
    assert sum(row["pairs"] for row in data["kinds"]) == PLAN.pairs
    totals = data["totals"]["worst"]
    assert sum(totals["nearer"].values()) == sum(totals["strictly_nearer"].values()) == totals["judged"] == 20
    first = data["cases"][0]
    assert first["difference"] == ran.kept.difference.max()
    a, b = (shapely.from_wkb(bytes.fromhex(first[side])) for side in "ab")
    redone = settle(a, b, round(float(Fraction(first["exact_fraction"])) * 10**6), shapely.intersection(a, b).area)
    assert redone.exact == Fraction(first["exact_fraction"])
    assert float(redone.geos or 0) == first["geos_error"]


def test_a_wrong_area_would_be_seen() -> None:
    """The bound has teeth: three units too many break it, and a wrong GEOS is told from a wrong us."""
    a, b = shapely.box(1.2e7, 2.8e6, 1.2e7 + 40, 2.8e6 + 30), shapely.box(1.2e7 + 10, 2.8e6, 1.2e7 + 90, 2.8e6 + 20)
    right, off = settle(a, b, 600_000_000, 600.0), settle(a, b, 600_000_003, 600.0)
    assert right.ours == right.geos == 0
    assert right.nearer == "tie"
    assert right.within_bound
    assert off.ours == Fraction(3, 10**6)
    assert off.nearer == off.strictly_nearer == "geos"
    assert not off.within_bound
    assert settle(a, b, 600_000_000, 600.1).nearer == "ours"
    refused = settle(a, b, 600_000_000, float("nan"))
    assert refused.geos is None
    assert refused.nearer == "ours"


@pytest.mark.requirement("B3")
def test_the_worst_of_a_million_stay_settled() -> None:
    """Pairs kept from the run that docs/exactness.md tells of, with their exact areas: the kernel of today on them."""
    cases = cases_of(WORST)
    assert len(cases) >= 30
    for each in again(cases):
        assert each.within_bound, each.case["kind"]
        if each.case["nearer"] == "ours":
            assert abs(float(each.error)) < abs(each.case["geos_error"])
