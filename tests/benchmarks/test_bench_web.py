"""The workbench under load: what locust counted becomes figures, and a mark missed is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.web_alone import Alone
from benchmarks.web_found import Found, as_markdown, found_in, percentile


def counted(name: str, times: dict[str, int], failed: int = 0) -> dict[str, object]:
    return {"name": name, "response_times": times, "num_failures": failed}


def found(*more: dict[str, object]) -> Found:
    told = [counted("read /", {"20": 90, "310": 10}), counted("read /patches/", {"40": 100}), *more]
    return found_in(
        told, patches=10, users=2, think=1.0, seconds=60.0, server_cpu=30.0, tool_cpu=6.0, first=90_000, counting=9.0,
        alone=[Alone("a tile, cold", 90.0, 80.0, 90.0), Alone("a tile, warm", 9.0, 3.0, 5.0)],
    )  # fmt: skip


@pytest.mark.parametrize(("share", "least"), [(0.05, 1), (0.5, 10), (0.95, 19), (1.0, 20)])
def test_a_percentile_is_the_least_that_so_many_kept(share: float, least: int) -> None:
    assert percentile({float(at): 1 for at in range(1, 21)}, share) == least


def test_kinds_are_counted_together_and_apart() -> None:
    whole = found(counted("write /do/x", {"500": 19, "700": 1}), counted("floor", {"1": 5}))
    by_name = {one.name: one for one in whole.kinds}
    assert (by_name["read"].count, by_name["read"].p95) == (200, 40.0)
    assert by_name["read /"].p95 == 310.0
    assert by_name["write"].p95 == 500.0
    assert by_name["floor"].count == 5
    assert whole.good


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], ["write: not asked"]),
        ([counted("write /do/x", {"700": 1})], ["write: 700 ms, 600 ms asked for"]),
        ([counted("write /do/x", {"1": 1}, failed=1)], ["write: 1 failed", "write /do/x: 1 failed"]),
    ],
)
def test_what_is_missed_is_said(more: list[dict[str, object]], said: list[str]) -> None:
    whole = found(*more)
    assert whole.missed == said
    assert "; ".join(said) in as_markdown(whole)


def test_a_slow_tile_and_a_heavy_page_are_missed() -> None:
    slow = (Alone("a tile, cold", 101.0, 50.0, 101.0), Alone("a tile, warm", 9.0, 9.0, 11.0))
    whole = replace(found(counted("write /do/x", {"1": 1})), first=300_001, alone=slow)
    assert whole.missed == ["a tile, cold: 101 ms", "a tile, warm: 11 ms", "first page: 300,001 bytes"]
