"""No false alarms: random honest histories, with every way to write, odd values and mishaps, are found in order."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import Given, issue, made_desk
from weipian.record import quick
from weipian.record.audit import DATABASE, Asked, audit_export
from weipian.record.head import NAME, head_mark, head_of
from weipian.record.paper import mark_of
from weipian.record.sqlite import SqliteBooks
from weipian.store.auditing import audit_workspace
from weipian.terms.acting import Act, Role

HISTORIES = int(os.environ.get("WEIPIAN_HISTORIES", "200"))
SHARES = 4
TEXTS = (
    "", " ", "甲公司", "𠮷玥堃", "O'Brien", 'a"b\\c', "换\n行\r\n", "\t\x01\x1f\x7f", "👩‍🌾", "\u2028\u202e\ufeff",
    "null", "1", "1.0", "{}", "%s", "é", "e\u0301", "x" * 5000, "\ud7ff\ue000\uffff",
)  # fmt: skip
NUMBERS = (0, 1, -1, 2**31, 2**53 + 1, 2**63 - 1, -(2**63))
Step = Callable[[Any, random.Random], None]


def keep(desk: Any, chance: random.Random) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Approval, Party

    with acting(desk, Act.RECORD_KEPT, f"party:{chance.choice(TEXTS)[:20]}") as act:
        texts = [{"name": chance.choice(TEXTS), "note": chance.choice(TEXTS)} for _ in range(chance.randrange(1, 5))]
        act.add_many(Party, texts)
        day = chance.choice((None, date(2023, 2, 28), date(1, 1, 1), date(9999, 12, 31)))
        act.add(Approval, number=chance.choice(TEXTS), effective=day, in_systems=chance.choice((None, True, False)))


def change(desk: Any, chance: random.Random) -> None:
    """Several columns of several rows; some of them twice in one act, some back to what they were."""
    from weipian.store.acting import acting
    from weipian.store.models import Party

    keys = list(Party.objects.values_list("id", flat=True))
    if not keys:
        return
    with acting(desk, Act.RECORD_KEPT, "party:*") as act:
        some = chance.sample(keys, min(3, len(keys)))
        act.change_many(Party, {key: {"note": chance.choice(TEXTS), "kind": chance.choice(TEXTS)} for key in some})
        act.change(Party, some[0], note=chance.choice(TEXTS))


def replaced(desk: Any, chance: random.Random) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Party

    keys = list(Party.objects.filter(current=True).values_list("id", flat=True))
    if keys:
        with acting(desk, Act.RECORD_KEPT, "party:*") as act:
            new = {"name": chance.choice(TEXTS), "number": str(chance.random())}
            act.replace(Party, chance.sample(keys, 1), [new])


def issued(desk: Any, chance: random.Random) -> None:
    name = f"批{chance.random()}"
    issue(desk, [Given(f"{name}-{n}", cultivated_um2=chance.choice(NUMBERS)) for n in range(3)], name)


def split_and_merged(desk: Any, chance: random.Random) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot, Standing

    plot = Plot.objects.filter(closed=False).first()
    if plot is None:
        return
    part = {"patch_id": plot.patch_id, "parent_id": plot.id, "how": "line", "township": "星原镇", "state": "issued"}
    with acting(desk, Act.PLOT_SPLIT, f"plot:{plot.number}") as act:
        act.change(Plot, plot.id, closed=True)
        rows = [
            {**part, "number": f"{plot.number}-{chance.random()}", "wkb": chance.randbytes(n * 40), "area_um2": n}
            for n in (0, 1)
        ]
        keys = act.add_many(Plot, rows)
    with acting(desk, Act.PLOT_MERGED, f"plot:{plot.number}") as act:
        act.change_many(Plot, {key: {"closed": True, "wkb": None} for key in keys})
        act.change(Plot, plot.id, closed=False)
        standing = Standing.objects.filter(patch_id=plot.patch_id).first()
        if standing is not None:
            act.change(Standing, standing.id, due=date(2023, 9, 9), cultivated_um2=chance.choice(NUMBERS))


def accounts(desk: Any, chance: random.Random) -> None:
    from weipian.store.accounts import NewAccount, add_account
    from weipian.store.acting import acting
    from weipian.store.models import Account
    from weipian.store.queries.people import actor_of

    administrator = replace(desk, actor=actor_of(Account.objects.get(name="administrator")))
    name = f"人{chance.random()}"
    add_account(administrator, NewAccount(name, chance.choice(TEXTS), (Role.COUNTY_REVIEWER,)))
    with acting(replace(administrator), Act.ACCOUNT_MADE, f"account:{name}") as act:
        act.change(Account, Account.objects.get(name=name).id, active=False)


def nothing(desk: Any, chance: random.Random) -> None:
    """An act that writes no row."""
    from weipian.store.acting import acting

    with acting(desk, Act.LEDGER_EXPORTED, chance.choice(TEXTS)[:9]):
        pass


def failed(desk: Any, chance: random.Random) -> None:
    """Half way through."""
    from weipian.store.acting import acting
    from weipian.store.models import Party, Plot

    with suppress(ZeroDivisionError), acting(desk, Act.RECORD_KEPT) as act:
        act.add_many(Party, [{"name": "没有"}] * 3)
        raise ZeroDivisionError
    with suppress(Exception), acting(desk, Act.PLOT_SPLIT) as act:
        act.change(Plot, 10**6, closed=True)


def killed(desk: Any, chance: random.Random) -> None:
    """The process ended after its commit and before the head's text was beside it."""
    path = desk.workspace.folder / NAME
    before = path.read_text("utf-8")
    keep(desk, chance)
    path.write_text(before, encoding="utf-8")


def large(desk: Any, chance: random.Random) -> None:
    """Spread over events."""
    from weipian.store.acting import acting
    from weipian.store.models import Party

    if chance.random() < 0.05:
        with acting(desk, Act.RECORD_KEPT, "party:many") as act:
            keys = act.add_many(Party, [{"name": f"户{n}"} for n in range(2_500)])
            act.change_many(Party, {key: {"note": "核实"} for key in keys[::3]})


def exported(desk: Any, chance: random.Random) -> None:
    from weipian.store.queries.log import export_log

    target = desk.workspace.folder.with_name(f"{desk.workspace.folder.name}-out") / "log.jsonl"
    target.parent.mkdir(exist_ok=True)
    export_log(desk, target)
    assert audit_export(target, target.with_name(NAME)).findings == []


STEPS: tuple[Step, ...] = (
    keep, keep, change, replaced, issued, split_and_merged, accounts, nothing, failed, killed, large, exported,
)  # fmt: skip


def lived(folder: Path, seed: int) -> None:
    """A history of its own, audited with all that others have of it."""
    chance = random.Random(seed)
    desk, marks = made_desk(folder), []
    for step in chance.choices(STEPS, k=10):
        step(desk, chance)
        if step is not killed:
            marks.append(mark_of(head_mark(head_of((folder / NAME).read_text("utf-8")))))
    earlier = folder.with_name(f"{folder.name}-out") / "log.jsonl"
    asked = Asked(tuple(marks), earlier if earlier.exists() else None)
    report = audit_workspace(folder, asked)
    assert [one for one in report.findings if one.code != "tail_unsigned"] == []
    if (folder / DATABASE).exists():
        with closing(SqliteBooks(folder / DATABASE)) as books:
            well = quick.in_one(books, chance.randrange(1, 5), frozenset(), False)
        assert well is not None
        same = well[0].report
        assert (same.events, same.rows, same.columns) == (report.events, report.rows, report.columns)


@pytest.mark.requirement("F1")
@pytest.mark.parametrize("share", range(SHARES))
def test_honest_histories_raise_no_alarm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, share: int) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for seed in range(HISTORIES * share // SHARES, HISTORIES * (share + 1) // SHARES):
        lived(tmp_path / str(seed), seed)


@pytest.mark.requirement("F1", "F4")
@pytest.mark.tool("postgres")
def test_honest_histories_on_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql: str) -> None:
    monkeypatch.setenv("DATABASE_URL", postgresql)
    for seed in range(1000, 1008):
        lived(tmp_path / str(seed), seed)


@pytest.mark.requirement("F1", "F2")
@pytest.mark.parametrize("long", [10**9, 0], ids=["plain", "quick"])
def test_who_acts_during_an_audit_is_no_alarm(
    tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch, long: int
) -> None:
    """And is not refused: the audit waits for the act, or the act for the audit."""
    monkeypatch.setattr(quick, "LONG", long)
    folder = tmp_path / "county"
    desk = made_desk(folder)

    def act() -> None:
        from django.db import connection

        try:
            for seed in range(25):
                keep(desk, random.Random(seed))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        acting = other.submit(act)
        reports = [audit_workspace(folder)]
        while not acting.done() and len(reports) < 100:
            reports.append(audit_workspace(folder))
        acting.result()
    assert all(report.clean for report in reports)
    assert audit_workspace(folder).findings == []
