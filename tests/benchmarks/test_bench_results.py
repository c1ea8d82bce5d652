"""Measurements, their file, and what is read off them."""

from __future__ import annotations

from pathlib import Path

from benchmarks.results import COMPUTING, PROCESS, Report, sorted_cases
from made_report import measured, report, whole


def test_the_file_gives_back_what_was_saved(tmp_path: Path) -> None:
    whole().save(tmp_path / "report.json")
    assert Report.load(tmp_path / "report.json") == whole()


def test_a_median_is_shown_and_not_the_best_run() -> None:
    assert measured([9.0, 1.0, 2.0]).seconds == 2.0
    assert measured([9.0, 1.0, 2.0]).cpu_seconds == 4.0


def test_the_best_peer_is_the_quickest_of_that_kind_and_size_and_never_ours() -> None:
    found = report(
        measured(0.1),
        measured(5.0, engine="Shapely", form="ready"),
        measured(3.0, engine="DuckDB spatial", form="native"),
        measured(1.0, engine="Shapely", form="ready", kind=COMPUTING),
        measured(1.0, engine="Shapely", form="ready", patches=100),
    )
    best = found.best_peer(PROCESS, 10_000)
    assert best is not None
    assert (best.case.engine, best.seconds) == ("DuckDB spatial", 3.0)
    assert found.best_peer(COMPUTING, 100_000) is None
    assert found.sizes() == [100, 10_000]


def test_a_case_that_never_ran_is_not_in_the_report() -> None:
    assert sorted_cases([measured([])]) == ()
