"""The same acts at the same moments with the same salts: the same log to the last hash, whichever database keeps it."""

from __future__ import annotations

import itertools
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from made_books import issue
from weipian.policy import load
from weipian.store.auditing import audit_workspace
from weipian.terms.acting import Act

pytestmark = [pytest.mark.requirement("F4", "F1"), pytest.mark.tool("postgres")]
KEY = "0b7d3c0e-6a86-4a0e-9d5c-3f5ac31b4e11"


class Clock(datetime):
    """A second passes between acts."""

    ticks: Iterator[int] = itertools.count()

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return datetime(2023, 9, 24, tzinfo=UTC) + timedelta(seconds=next(cls.ticks))


def put_key(path: Path) -> None:
    """The same key, which the first event names."""
    path.parent.mkdir()
    path.write_bytes(b64encode(bytes(range(32))))


def told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[str], Any]:
    """Hashes of all events, the order of a list, and the figures of the audit after a few acts of every kind."""
    salts = itertools.count()
    monkeypatch.setattr("weipian.store.writing.os.urandom", lambda size: next(salts).to_bytes(size, "big"))
    monkeypatch.setattr("weipian.store.writing.datetime", Clock)
    monkeypatch.setattr("weipian.store.making.uuid.uuid4", lambda: KEY)
    monkeypatch.setattr("weipian.store.making.make_key", put_key)
    monkeypatch.setattr("weipian.store.tokens.new_link", lambda: "link")
    Clock.ticks = itertools.count()
    from weipian.store.making import make

    workspace = make(folder, "demo-2023", "clerk").workspace
    from weipian.store.acting import Desk, acting
    from weipian.store.models import Approval, Event, Party, Plot, Standing
    from weipian.store.queries.patch_list import Wanted, listed
    from weipian.store.queries.people import actor_of_system_user
    from weipian.store.queries.records import records
    from weipian.store.sight import EVERYTHING
    from weipian.terms.records import RecordKind

    desk = Desk(workspace, load("demo-2023"), actor_of_system_user("clerk"))
    issue(desk)
    with acting(desk, Act.RECORD_KEPT, "party:*") as act:
        names = ("乙", "b", "甲", "B", "_", "a-1", "a1", "é", "𠮷", "")
        keys = act.add_many(Party, [{"name": name} for name in names])
        act.add(Approval, number="桂自然〔2023〕1号", effective=date(2023, 2, 28), in_systems=False)
        act.replace(Party, keys[:1], [{"name": "丙", "note": "换行\n引号\"'反斜杠\\百分号%s"}])
    with acting(desk, Act.PLOT_SPLIT, "plot:P1") as act:
        act.change(Plot, 1, wkb=bytes(range(256)), closed=True)
        act.change_many(Standing, {1: {"due": date(2023, 12, 31)}, 3: {"due": date(2023, 1, 2)}})
    report = audit_workspace(folder)
    assert report.findings == []
    parties = [one.name for one in records(RecordKind.PARTY)]
    order = [one.number for one in listed(Wanted(EVERYTHING))]
    hashes = list(Event.objects.order_by("seq").values_list("hash", flat=True))
    return hashes, parties + order, (report.events, report.rows, report.columns)


def test_the_same_acts_are_the_same_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgresql: str) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    on_file = told(tmp_path / "file", monkeypatch)
    monkeypatch.setenv("DATABASE_URL", postgresql)
    from django.db import connection

    on_server = told(tmp_path / "server", monkeypatch)
    assert connection.vendor == "postgresql"
    assert on_server == on_file
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA weipian_0b7d3c0e_6a86_4a0e_9d5c_3f5ac31b4e11 CASCADE")
