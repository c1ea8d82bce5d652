"""The pass marks: reached at the mark itself, missed below it, open where nothing was measured."""

from __future__ import annotations

import pytest

from benchmarks.marks import MISSED, OPEN, REACHED, TIMES, Times, not_won, verdicts
from benchmarks.results import COMPUTING, PROCESS, Report
from made_report import measured, report, whole


def state_of(found: Report, words: str) -> list[str]:
    return [one.state for one in verdicts(found) if words in one.mark]


def with_ratio(mark: Times, ratio: float) -> Report:
    ours = measured(1.0, kind=mark.kind, patches=mark.patches)
    return report(ours, measured(ratio, kind=mark.kind, patches=mark.patches, engine="Shapely", form="ready"))


@pytest.mark.parametrize("mark", TIMES)
@pytest.mark.parametrize(("share", "state"), [(1.0, REACHED), (0.99, MISSED), (1.01, REACHED)])
def test_so_many_times_the_best_peer(mark: Times, share: float, state: str) -> None:
    words = f"{mark.kind}, {mark.patches:,} patches: ≥"
    assert state_of(with_ratio(mark, mark.least * share), words) == [state]


@pytest.mark.parametrize("mark", TIMES)
def test_the_aim_is_told_apart_from_the_mark(mark: Times) -> None:
    told = [one.found for one in verdicts(with_ratio(mark, mark.least)) if one.state == REACHED and "×" in one.found]
    assert "aim not reached" in told[0]
    told = [one.found for one in verdicts(with_ratio(mark, mark.aim)) if one.state == REACHED and "×" in one.found]
    assert "aim reached" in told[0]


def test_one_heavy_run_of_ours_is_enough_to_miss_the_memory_mark_and_a_peer_s_is_not() -> None:
    heavy_peer = measured(1.0, engine="Shapely", form="ready", mib=5000)
    assert state_of(report(measured(1.0, mib=1023), heavy_peer), "memory") == [REACHED]
    assert state_of(report(measured(1.0, mib=1023), measured(1.0, form="cold", mib=1024)), "memory") == [MISSED]


@pytest.mark.parametrize(("many", "state"), [(13.3, REACHED), (13.4, MISSED)])
def test_growth_is_held_against_n_log_n(many: float, state: str) -> None:
    """1,000 → 10,000 patches: 10 · log 10,000 / log 1,000 = 13.33."""
    found = report(measured(1.0, kind=COMPUTING, patches=1_000), measured(many, kind=COMPUTING, patches=10_000))
    assert state_of(found, "computing, 1,000 → 10,000") == [state]


@pytest.mark.parametrize(("seconds", "state"), [(1.0, REACHED), (1.001, MISSED)])
def test_a_hundred_patches_within_a_second(seconds: float, state: str) -> None:
    assert state_of(report(measured(seconds, patches=100)), "100 patches, warm") == [state]


def test_what_was_not_measured_is_open_and_never_reached() -> None:
    assert {one.state for one in verdicts(report())} == {OPEN}


def test_a_cold_run_counts_for_no_mark_of_speed() -> None:
    peer = measured(100.0, patches=100_000, kind=PROCESS, engine="Shapely", form="ready")
    assert state_of(report(measured(0.1, patches=100_000, form="cold"), peer), "process, 100,000 patches: ≥") == [OPEN]


def test_the_whole_report_has_every_mark() -> None:
    assert len(verdicts(whole())) == 9
    assert all(one.state in (REACHED, MISSED) for one in verdicts(whole()))


def test_what_was_not_won_names_missed_marks_missed_aims_and_quicker_or_lighter_peers() -> None:
    found = report(
        measured(1.0, patches=10_000),
        measured(5.0, patches=10_000, engine="Shapely", form="ready", mib=100),
        measured(2.0, kind=COMPUTING, patches=100_000),
        measured(1.5, kind=COMPUTING, patches=100_000, engine="DuckDB spatial", form="ready", mib=900),
    )
    told = not_won(found)
    assert told[2:] == [
        "Quicker than weipian, computing, 100,000 patches (2.000 s): DuckDB spatial (ready) 1.500 s.",
        "Less memory than weipian, process, 10,000 patches (200 MiB): Shapely (ready) 100 MiB.",
    ]
    assert told[0].startswith("未达到: computing, 100,000 patches")
    assert told[1].startswith("Aim missed: process, 10,000 patches")


def test_where_all_was_won_nothing_is_told() -> None:
    assert not_won(report(measured(1.0), measured(6.0, engine="Shapely", form="ready"))) == []
