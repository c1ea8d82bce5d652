"""The small county's year lived once with each database, its log exported and put together again."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from demo.days import recount
from lived_year import LIVING, Year, commanded, replayed, run
from private_server import BOTH

LAST = "2024-02-05"
Years = Callable[[str, str], Year]


@pytest.fixture(scope="session")
def years(request: pytest.FixtureRequest, county: Path, tmp_path_factory: pytest.TempPathFactory) -> Years:
    """By database and last day, each lived once."""

    @cache
    def lived(database: str, last: str) -> Year:
        room = tmp_path_factory.mktemp("days")
        if "PYTEST_XDIST_WORKER" in os.environ:
            (room.parents[1] / f"lived {database} {last}").mkdir()  # once in a run, by one worker: tests/in_rooms
        folder = room / "澜屏县2023"
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DATABASE_URL", request.getfixturevalue(database) if database else "")
            closes = json.loads(run(LIVING, county, folder, last))
        commanded(folder, "ledger", "export", room / "ledger.xlsx", "--today", last)
        commanded(folder, "log", "export", room / "log.jsonl")
        return Year(folder, closes, replayed(room / "log.jsonl"))

    return lived


@pytest.fixture(scope="session", params=BOTH)
def year(request: pytest.FixtureRequest, years: Years) -> Year:
    return years(request.param, LAST)


@pytest.fixture(scope="session")
def ledger(year: Year) -> list[dict[str, Any]]:
    return recount.ledger_rows(year.folder.parent / "ledger.xlsx")


@pytest.fixture(scope="session")
def log(year: Year) -> dict[str, list[dict[str, Any]]]:
    return recount.log_tables(year.folder.parent / "log.jsonl")
