"""The books rebuilt from the log alone are the books: table by table, at every moment, on both databases."""

from __future__ import annotations

import hashlib
import json
import os
import random
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_acts import done, in_turn, prepared
from made_books import SOME, issue, made_desk
from made_closing import as_role, check, close, work
from made_workspace import everything, whole_desk
from weipian.record.findings import Report
from weipian.record.replay import NoEvent, Rebuilt, end_of, rebuilt
from weipian.record.walk import Entry, entries_of_lines
from weipian.terms.acting import Act, Role

pytestmark = pytest.mark.requirement("F1", "F4")
LOG = {"event", "event_payload", "log_head"}
Books = dict[str, dict[int, dict[str, object]]]


@pytest.fixture
def address(database: str) -> str:
    return os.environ["DATABASE_URL"] if database else ""


def worked(folder: Path) -> Any:
    """Inspected, reviewed, determined, returned, looked up: all by the acts of people, mixed."""
    desk, order = prepared(folder), in_turn()
    random.Random(7).shuffle(order)
    done(desk, order)
    return desk


def closed(folder: Path) -> Any:
    """Checked, closed, reopened, closed again."""
    from weipian.office.closing.acts import reopen_period
    from weipian.terms.closing import PeriodKind

    desk = made_desk(folder)
    issue(desk, SOME, "202307", date(2023, 7, 5))
    work(desk)
    check(desk)
    close(desk)
    reopen_period(as_role(desk, Role.COUNTY_LEADER), PeriodKind.MONTH, "2023-08", "漏报一个")
    close(desk)
    return desk


def erased(folder: Path) -> Any:
    """All that hangs on a patch goes, and something comes after."""
    desk = worked(folder)
    erase_patches(desk, ["Q0", "D1"])
    issue(desk, SOME, "202310", date(2023, 9, 2))
    return desk


def erase_patches(desk: Any, numbers: list[str]) -> None:
    from weipian.store.acting import acting
    from weipian.store.erasing import erase
    from weipian.store.queries.erasure import doomed_patches

    with acting(as_role(desk, Role.COUNTY_LEADER), Act.ERASED, "erasure:1") as act:
        erase(act, doomed_patches(numbers))


def plain(books: Books) -> dict[str, dict[str, dict[str, object]]]:
    """What the tables hold that acts write, empty ones left out; bytes by their hash and length."""
    return {
        table: {str(key): {name: _plain(value) for name, value in row.items()} for key, row in rows.items()}
        for table, rows in books.items()
        if rows and table not in LOG
    }


def _plain(value: object) -> object:
    return {"sha256": hashlib.sha256(value).hexdigest(), "bytes": len(value)} if isinstance(value, bytes) else value


def said(found: Rebuilt) -> dict[str, dict[str, dict[str, object]]]:
    """What was rebuilt; what was taken away is NULL."""
    return {
        table: {key: {name: one.value if one.there else None for name, one in row.items()} for key, row in rows.items()}
        for table, rows in found.tables.items()
    }


def log_of(books: Books, change: Callable[[int, Any], Any] = lambda _seq, payload: payload) -> Iterator[Entry]:
    """The log as an export holds it, written here from the raw tables."""
    for seq, event in sorted(books["event"].items()):
        body = books["event_payload"][seq]["body"]
        payload = None if body is None else change(seq, json.loads(str(body)))
        line = {**event, "rows": json.loads(str(event["rows"])), "payload": payload}
        text = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield from entries_of_lines([text], Report())


@pytest.mark.parametrize("story", [whole_desk, worked, closed, erased])
def test_the_log_gives_the_same_state(tmp_path: Path, address: str, story: Callable[[Path], Any]) -> None:
    desk = story(tmp_path / "w")
    books = everything(desk.workspace.folder, address)
    found = rebuilt(log_of(books))
    assert found.report.findings == []
    assert (found.seq, found.last) == (max(books["event"]), max(books["event"]))
    assert said(found).keys() == plain(books).keys()
    for table, rows in plain(books).items():
        assert said(found)[table] == rows, table


@pytest.mark.requirement("F2")
def test_at_every_moment_it_is_what_stood_there(tmp_path: Path, address: str) -> None:
    """Against the tables as they were read between the acts, and as a backup of that moment holds them."""
    from weipian.store.backup.taking import take
    from weipian.store.queries.log import head_now

    desk, moments, order = prepared(tmp_path / "w"), dict[int, Books](), in_turn()
    random.Random(3).shuffle(order)
    for _ in stepwise(desk, order, every=11):
        moments[head_now().seq] = everything(desk.workspace.folder, address)
    backup = tmp_path / "then.zip"
    take(desk, backup, lambda _: None)
    at = head_now().seq
    issue(desk, SOME, "202310", date(2023, 9, 2))
    books = everything(desk.workspace.folder, address)
    assert len(moments) > 4
    for seq, then in moments.items():
        found = rebuilt(log_of(books), seq)
        assert (found.seq, found.report.findings) == (seq, [])
        assert said(found) == plain(then), seq
    assert said(rebuilt(log_of(books), at)) == backed_up(backup)
    assert said(rebuilt(log_of(books))) != backed_up(backup)


def stepwise(desk: Any, order: list[int], *, every: int) -> Iterator[None]:
    """The acts one after another; a stop after each so many."""
    from made_acts import threads

    left = [list(thread.acts) for thread in threads()]
    for count, whose in enumerate(order):
        left[whose].pop(0)(desk)
        if count % every == 0:
            yield


def backed_up(path: Path) -> dict[str, dict[str, dict[str, object]]]:
    """A backup's tables, read with the standard library alone."""
    import zipfile
    from base64 import b64decode

    def value(one: Any) -> object:
        return b64decode(one["base64"]) if isinstance(one, dict) else one

    books: Books = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".jsonl") and Path(name).stem not in LOG:
                head, *rows = [json.loads(line) for line in archive.read(name).decode().split("\n")[:-1]] or [[]]
                each = (dict(zip(head, map(value, row), strict=True)) for row in rows)
                books[Path(name).stem] = {row["id"]: row for row in each}
    return plain(books)


@pytest.mark.requirement("B12")
def test_what_was_erased_since_is_named_and_not_shown(tmp_path: Path) -> None:
    """Replay to a moment before the erasure: the rows are known by their numbers, their values by nothing."""
    from weipian.store.queries.log import head_now

    desk = worked(tmp_path / "w")
    then = head_now().seq
    before = everything(desk.workspace.folder)
    erase_patches(desk, ["Q0"])
    after = everything(desk.workspace.folder)
    found = rebuilt(log_of(after), then)
    assert found.report.findings == []
    gone = {(table, str(key)) for table, rows in before.items() for key in rows.keys() - after[table].keys()}
    named = {(table, key) for table, key, name in found.erased if name == "id"}
    assert named == gone
    assert len(gone) > 10
    for table, key in gone:
        assert not any(one.there for one in found.tables[table][key].values())
    whole = rebuilt(log_of(after))
    assert not gone & {(table, key) for table, rows in whole.tables.items() for key in rows}


def test_a_changed_value_is_found_and_nothing_is_believed(tmp_path: Path) -> None:
    desk = whole_desk(tmp_path / "w")
    books = everything(desk.workspace.folder)
    with_values = [seq for seq, row in books["event_payload"].items() if '"values":{"' in str(row["body"])]
    for seq in with_values:

        def change(at: int, payload: Any, wanted: int = seq) -> Any:
            if at == wanted:
                row = next(row for row in payload["rows"] if row.get("values"))
                name = sorted(row["values"])[0]
                row["values"][name] = "改了"
            return payload

        report = rebuilt(log_of(books, change)).report
        assert (report.clean, report.first_bad) == (False, seq)
        assert {one.code for one in report.findings} == {"log_payload_changed"}
    assert len(with_values) > 5


def test_the_end_of_a_day_is_beijings(tmp_path: Path) -> None:
    books = everything(made_desk(tmp_path / "w").workspace.folder)
    entries = list(log_of(books))

    def at(*times: str) -> list[Entry]:
        return [
            entries[0]._replace(event=type(entries[0].event)(seq, time, "", "", "", "", "[]"))
            for seq, time in enumerate(times, start=1)
        ]

    late, early = "2023-08-01T15:59:59.000+00:00", "2023-08-01T16:00:00.000+00:00"
    assert end_of(at(late, early), date(2023, 8, 1)) == 1
    assert end_of(at(late, early), date(2023, 8, 2)) == 2
    assert end_of(at(late, "2024-01-01T00:00:00+00:00", late, early), date(2023, 8, 1)) == 3
    with pytest.raises(NoEvent):
        end_of(at(early), date(2023, 8, 1))
    with pytest.raises(NoEvent):
        rebuilt(entries, 10**6)
