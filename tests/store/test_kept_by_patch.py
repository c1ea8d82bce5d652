"""What a process keeps by patch is brought up to date by every row that the ledger and the gates read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from made_books import issue
from weipian.terms.acting import Act, Role

pytestmark = pytest.mark.requirement("A3")
READ = re.compile(r'(?:FROM|JOIN) "?(\w+)"?')
ONLY_ADDED, ASKED_EACH_TIME = {"patch", "batch"}, {"approval"}
CHANGES: dict[str, dict[str, Any]] = {
    "plot": {"township": "花坪镇"},
    "standing": {"due": date(2023, 9, 9)},
    "project": {"name": "乙项目"},
    "account": {"label": "改了名"},
    "measurement": {"area_um2": 7},
    "proposal": {"conclusion": "lawful"},
    "determination": {"because": "另有原因"},
    "rectification": {"measure": "demolish_and_recultivate"},
    "site_facts": {"facts": {"suspected_unlawful": "1"}},
    "filed": {"areas": {"cultivated": "3.3"}},
    "rectified_part": {"cultivated": "2.2"},
}


@pytest.fixture
def kept(desk: Any) -> Iterator[Any]:
    """A desk with a record of every kind on its first plot; the process keeps."""
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Filed, Project, PuttingRight, RectifiedPart, SiteFacts, Standing
    from weipian.store.queries.kept_by_patch import keep_by_patch

    issue(desk)
    with acting(desk, Act.PROPOSED, "plots") as act:
        act.add(Determination, plot_id=1, determination="unlawful_new", because="会审", review="HS-1")
        act.add(PuttingRight, plot_id=1, measure="")
        act.add(SiteFacts, plot_id=1, facts={"suspected_unlawful": "0"})
        act.add(Filed, plot_id=1, areas={"cultivated": "2.5"}, marks={})
        act.add(
            RectifiedPart, plot_id=1, patch_id=1, day=date(2023, 9, 1), told="", account_id=1, name="甲",
            measure="demolish_and_recultivate", cultivated="1.1",
        )  # fmt: skip
        act.change(Standing, 1, project_id=act.add(Project, name="甲项目"))
    keep_by_patch()
    yield desk
    keep_by_patch(on=False)


def told(desk: Any) -> Any:
    from weipian.office.inspecting.gates import gates_now
    from weipian.store.queries.ledger import lines

    found = lines(reasons=False)
    return found, gates_now(desk.policy)(sorted({line.patch for line in found}))


def anew(desk: Any) -> Any:
    from weipian.store.queries.kept_by_patch import keep_by_patch

    keep_by_patch(on=False)
    found = told(desk)
    keep_by_patch()
    return found


def test_every_table_that_is_read_is_followed(kept: Any) -> None:
    from django.db import connection

    from weipian.store.queries.written import PLOTS

    asked: list[str] = []

    def noted(execute: Any, sql: str, *more: Any) -> Any:
        asked.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(noted):
        anew(kept)
    read = {table for sql in asked for table in READ.findall(sql)}
    assert read - ASKED_EACH_TIME - ONLY_ADDED == set(PLOTS) == set(CHANGES)


@pytest.mark.parametrize("table", CHANGES)
def test_a_row_that_changes_is_seen(kept: Any, table: str) -> None:
    from django.apps import apps

    from weipian.store.acting import acting

    before = told(kept)
    model = next(one for one in apps.get_models() if one._meta.db_table == table)
    with acting(kept, Act.PROPOSED, "plots") as act:
        act.change(model, 1, **CHANGES[table])
    now = told(kept)
    assert now == anew(kept)
    assert now != before


@pytest.mark.parametrize("table", sorted(ONLY_ADDED))
def test_what_is_not_followed_never_changes(kept: Any, table: str) -> None:
    from django.db import IntegrityError, connection, transaction

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET id = id")


def test_a_plot_that_is_cut_and_what_is_erased_are_seen(kept: Any) -> None:
    """A closed plot is no line any more; after an erasure all is read anew, whatever its entry says."""
    from weipian.store.acting import acting
    from weipian.store.models import Plot, SiteFacts

    before, _ = told(kept)
    cut = next(line.plot for line in before if line.id == 1)
    with acting(kept, Act.PLOT_SPLIT, "plots") as act:
        act.change(Plot, 1, closed=True)
        parts = [f"{cut}-{at}" for at in (1, 2)]
        act.add_many(
            Plot,
            [{"number": one, "patch_id": 1, "area_um2": 1, "township": "星原镇", "state": "measured"} for one in parts],
        )
    now, gates = told(kept)
    assert (now, gates) == anew(kept)
    assert {line.plot for line in now} == {line.plot for line in before} - {cut} | set(parts)
    leader = replace(kept, actor=replace(kept.actor, roles=frozenset({Role.COUNTY_LEADER})))
    with acting(leader, Act.ERASED, "plots") as act:
        act.change(SiteFacts, 1, facts={})
    assert told(kept) == anew(kept)
