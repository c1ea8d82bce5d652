"""Every list asks the database as often for three rows as for one: by the commands, as people call them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from made_acts import done, in_turn, prepared, threads
from made_closing import close
from made_people import add_person
from weipian.cli.desk import system_user
from weipian.cli.frame import program
from weipian.terms.acting import Role

pytestmark = pytest.mark.requirement("F4", "B5", "C2", "C3", "C6")
DAY = ("--today", "2023-10-15")
LISTS: tuple[tuple[str, ...], ...] = (
    ("inspect", "list", "--done", *DAY), ("inspect", "list", "--late", *DAY), ("inspect", "visits"),
    ("inspect", "uppers"), ("inspect", "gates", "--all"), ("inspect", "marked"), ("inspect", "lookups", "--all"),
    ("review", "list"), ("review", "show", "HS-1"), ("review", "minutes", "HS-1"), ("instruct", "list"),
    ("submit", "list", *DAY), ("platform", "diff"), ("problems", "list", "--all", *DAY),
    ("close", "show", "month", "2023-10"), ("close", "blocked", "quarter", "2023-Q3", *DAY), ("bulletin", *DAY),
    ("remind", *DAY), ("handover", "list"), ("patches", "list"), ("evidence", "list"), ("ledger", "list"),
    ("records", "list", "approval"),
)  # fmt: skip
SUMS = {"review minutes", "bulletin --today"}
"""Their answers are as long for three as for one: a text, and sums a township."""


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Path]:
    return {count: worked(tmp_path_factory.mktemp(str(count)) / "w", count) for count in (1, 3)}


def worked(folder: Path, count: int) -> Path:
    """So many of each kind, with all that is said of them."""
    desk = prepared(folder, count)
    done(desk, in_turn(count), threads(count))
    listed_above(desk, [f"{letter}{at}" for letter in "QD" for at in range(count)])
    close(desk, "2023-10", today=date(2023, 10, 20))
    add_person(folder, "seer", Role.COUNTY_REVIEWER, os_user=system_user())
    return folder


def listed_above(desk: Any, numbers: list[str]) -> None:
    """The platform's list and a problem list name them."""
    from weipian.programme.submission.acts.problems import Given, take_problems
    from weipian.programme.submission.acts.reconciling import Listed, take_platform
    from weipian.terms.submission import PlatformStatus, ProblemLevel

    take_platform(desk, [Listed(one, PlatformStatus.PENDING, {}) for one in numbers], date(2023, 9, 20))
    take_problems(desk, [Given(one, "照片不清") for one in numbers], ProblemLevel.REGION, date(2023, 9, 20))


def asked(folder: Path, words: tuple[str, ...]) -> tuple[list[str], str]:
    """Every question that a call put to the database, and what it answered."""
    from django.db.backends.signals import connection_created

    opened: list[Any] = []

    def watch(connection: Any, **_: Any) -> None:
        connection.force_debug_cursor = True
        opened.append(connection)

    connection_created.connect(watch)
    try:
        said = CliRunner().invoke(program, ["--workspace", str(folder), *words, "--json"], standalone_mode=False)
    finally:
        connection_created.disconnect(watch)
    if said.exception is not None:
        raise said.exception
    (connection,) = opened
    return [one["sql"] for one in connection.queries_log], said.stdout


@pytest.mark.parametrize("words", LISTS, ids=lambda words: "-".join(words[:4]))
def test_a_list_asks_no_more_for_more(worlds: Mapping[int, Path], words: tuple[str, ...]) -> None:
    few, one = asked(worlds[1], words)
    many, three = asked(worlds[3], words)
    assert len(many) == len(few), "\n".join(sorted(many))
    assert few
    assert three != one
    assert length(three) > length(one) or " ".join(words[:2]) in SUMS


def length(answer: str) -> int:
    """How many values an answer has."""

    def count(found: Any) -> int:
        parts = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
        return 1 + sum(map(count, parts))

    return count(json.loads(answer))
