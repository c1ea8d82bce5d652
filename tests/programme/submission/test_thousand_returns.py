"""A thousand returns as one act: a few seconds of the processor, and as many questions as ten take (F3)."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from made_returns import CELLS, DAY, county, numbered

pytestmark = pytest.mark.requirement("C4", "F3")
MOST_SECONDS = 10
"""Of the processor; it takes about two."""


def asked(desk: Any, count: int) -> int:
    """How many questions a table of so many rows asks, and one that is behind in all of them."""
    from weipian.programme.submission.acts.tables import fill_table

    wanted = {f"P{at}": CELLS for at in range(1, count + 1)}
    behind = {plot: {**CELLS, "party": "某村"} for plot in wanted}
    with CaptureQueriesContext(connection) as found:
        assert len(fill_table(desk, wanted, DAY).plots) == count
        done = fill_table(desk, behind, DAY, stood=dict.fromkeys(wanted, 10**6), dry_run=True)
    assert len(done.plots) == count
    return len(found)


def test_as_many_questions_for_ten_as_for_a_hundred(tmp_path: Path) -> None:
    few = asked(county(tmp_path / "few", numbered(10), papers=False), 10)
    connection.close()
    assert asked(county(tmp_path / "many", numbered(100), papers=False), 100) == few


@pytest.mark.slow
def test_a_thousand_are_filled_in_seconds(tmp_path: Path) -> None:
    from weipian.programme.submission.acts.filling import fill

    desk = county(tmp_path / "county", numbered(1000), papers=False)
    begun = time.process_time()
    assert len(fill(desk, [f"P{at}" for at in range(1, 1001)], CELLS, DAY).plots) == 1000
    assert time.process_time() - begun < MOST_SECONDS
