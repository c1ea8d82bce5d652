"""Clocks: the day is China's whatever zone a server is in; a clock set back is told, an impossible one refused."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from made_books import made_desk
from weipian.policy import load
from weipian.policy.duties import duties_of_events, duties_of_issue
from weipian.store.auditing import audit_workspace
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.here import day_of
from weipian.terms.words import Category

POLICY = load("ziyuan-2023")
ZONES = ("UTC", "America/Los_Angeles", "Asia/Shanghai", "Pacific/Kiritimati")
CALENDAR = Path(__file__).resolve().parents[1] / "data" / "holiday_cn"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The machine's own zone."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def clock_at(moment: datetime, monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    """The machine's clock, where the programme reads it."""

    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return moment.astimezone(tz)

    for module in modules:
        monkeypatch.setattr(module, Clock)


@pytest.mark.requirement("E7", "F2")
@pytest.mark.parametrize("zone", ZONES, indirect=True)
@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2023-08-20T15:59:59", "2023-08-20"),  # the 20th, 23:59:59 in Beijing: a return is in time
        ("2023-08-20T16:00:00", "2023-08-21"),
        ("2023-10-10T15:59:59", "2023-10-10"),
        ("2023-10-10T16:00:00", "2023-10-11"),
        ("2023-12-31T16:00:00", "2024-01-01"),
        ("2024-01-20T15:59:59", "2024-01-20"),
        ("2024-02-28T16:00:00", "2024-02-29"),
        ("2024-02-29T16:00:00", "2024-03-01"),
    ],
)
def test_a_due_day_ends_at_midnight_in_beijing(
    zone: str, moment: str, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weipian.cli import calc

    clock_at(at(moment), monkeypatch, "weipian.cli.calc.dt.datetime")
    assert calc.clock() == day_of(at(moment)) == date.fromisoformat(day)


def test_what_is_asked_on_the_last_day_is_open_and_overdue_a_second_later() -> None:
    verify = duties_of_issue(POLICY, date(2023, 8, 10), Category.MINING)[0]
    assert verify.due == date(2023, 8, 20)
    assert verify.state(day_of(at("2023-08-20T15:59:59"))) == "open"
    assert verify.state(day_of(at("2023-08-20T16:00:00"))) == "overdue"


@pytest.mark.requirement("E7")
@pytest.mark.tool("postgres")
def test_months_are_counted_as_postgresql_counts_them(postgresql: str) -> None:
    """Every day of three years, one a leap year, one and three months: a database that is not ours is asked."""
    import psycopg

    asked = (
        "SELECT day::date, (day + interval '1 month')::date, (day + interval '3 months')::date"
        " FROM generate_series(timestamp '2023-01-01', '2025-12-31', '1 day') AS day"
    )
    with psycopg.connect(postgresql) as server:
        rows = server.execute(asked).fetchall()
    assert len(rows) == 1096
    for start, one, three in rows:
        events = {"rectification_order_recultivate": start, "rectification_order_approval": start}
        due = {duty.duty: duty.due for duty in duties_of_events(POLICY, events)}
        assert (due["recultivate"], due["retrospective_approval"]) == (one, three), start


@pytest.mark.requirement("E7")
def test_five_working_days_by_the_notices_themselves() -> None:
    """Every day of 2023 on which an interview may be held, make-up days such as 06-25 and 10-07 counted as work."""
    off: dict[date, bool] = {}
    for year in (2023, 2024):
        told = json.loads((CALENDAR / f"{year}.json").read_text(encoding="utf-8"))["days"]
        off |= {date.fromisoformat(one["date"]): one["isOffDay"] for one in told}
    days = [date(2023, 1, 1) + timedelta(number) for number in range(400)]
    working = [day for day in days if not off.get(day, day.weekday() >= 5)]
    assert {date(2023, 6, 25), date(2023, 10, 7), date(2023, 10, 8)} <= set(working)
    for start in days[:365]:
        (papers,) = duties_of_events(POLICY, {"interview_held": start})
        assert papers.due == [day for day in working if day > start][4], start


@pytest.mark.requirement("E7")
@pytest.mark.parametrize(
    ("issued", "report", "quarter"),
    [
        ("2023-01-20", "2023-02-20", "2023-04-30"),
        ("2023-01-21", "2023-03-20", "2023-04-30"),
        ("2023-02-28", "2023-04-20", "2023-04-30"),
        ("2023-03-31", "2023-05-20", "2023-04-30"),
        ("2023-04-01", "2023-05-20", "2023-07-20"),
        ("2023-06-20", "2023-07-20", "2023-07-20"),
        ("2023-06-21", "2023-08-20", "2023-07-20"),
        ("2023-06-30", "2023-08-20", "2023-07-20"),
        ("2023-07-01", "2023-08-20", "2023-10-20"),
        ("2023-09-30", "2023-11-20", "2023-10-20"),
        ("2023-10-01", "2023-11-20", "2024-01-20"),
        ("2023-11-20", "2023-12-20", "2024-01-20"),
        ("2023-11-21", "2024-01-20", "2024-01-20"),
        ("2023-12-20", "2024-01-20", "2024-01-20"),
        ("2023-12-31", "2024-02-20", "2024-01-20"),
    ],
)
def test_ends_of_months_and_quarters_as_the_plan_says(issued: str, report: str, quarter: str) -> None:
    """A table made by hand from 三(一)(二): a return by the 20th, of what was issued by last month's 20th."""
    duties = {one.duty: one for one in duties_of_issue(POLICY, date.fromisoformat(issued), Category.MINING)}
    assert duties["report"].due == date.fromisoformat(report)
    assert duties["quarterly_close"].due == date.fromisoformat(quarter)
    assert duties["report"].effective_due == min(date.fromisoformat(report), date.fromisoformat(quarter))


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return made_desk(tmp_path / "county")


def keep(desk: Any) -> str:
    from weipian.store.acting import acting
    from weipian.store.models import Event, Party

    with acting(desk, Act.RECORD_KEPT) as act:
        act.add(Party, name="甲")
    return str(Event.objects.latest("seq").at)


@pytest.mark.requirement("F1", "F2")
def test_a_clock_set_back_is_written_as_it_read_and_told(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from weipian.store.clock import said_of_clock

    now = datetime.now(UTC)
    with monkeypatch.context() as back:
        clock_at(now - timedelta(days=3), back, "weipian.store.writing.datetime")
        (said,) = said_of_clock(now - timedelta(days=3))
        assert "早于上一次办理" in said
        written = keep(desk)
    assert datetime.fromisoformat(written) < now - timedelta(days=2)
    (found,) = audit_workspace(desk.workspace.folder).findings
    assert (found.code, found.where, found.grave) == ("time_runs_back", "日志第 2 条", False)
    assert "调回" in str(found)
    assert audit_workspace(desk.workspace.folder).clean
    assert said_of_clock(datetime.now(UTC)) == []
    keep(desk)
    assert len(audit_workspace(desk.workspace.folder).findings) == 1  # told once, where it happened


@pytest.mark.requirement("F2")
def test_who_sits_down_with_a_clock_that_is_behind_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from weipian.cli.desk import Wanted, system_user

    monkeypatch.delenv("DATABASE_URL", raising=False)
    with monkeypatch.context() as ahead:
        clock_at(datetime.now(UTC) + timedelta(days=1), ahead, "weipian.store.writing.datetime")
        made_desk(tmp_path / "county", system_user())
    Wanted(tmp_path / "county").desk()
    assert "早于上一次办理" in capsys.readouterr().err


@pytest.mark.requirement("F1")
def test_clocks_that_differ_a_little_are_no_finding(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    clock_at(datetime.now(UTC) - timedelta(minutes=4), monkeypatch, "weipian.store.writing.datetime")
    keep(desk)
    assert audit_workspace(desk.workspace.folder).findings == []


@pytest.mark.requirement("F2", "F3")
@pytest.mark.parametrize("moment", ["1970-01-01T00:00:00", "2022-12-31T15:59:59", "2038-01-19T03:14:08", "2099-01-01"])
def test_an_impossible_clock_is_refused_before_anything_is_written(
    desk: Any, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weipian.store.models import Event

    before = Event.objects.count()
    with monkeypatch.context() as wrong:
        clock_at(at(moment), wrong, "weipian.store.writing.datetime")
        with pytest.raises(InputError) as told:
            keep(desk)
    assert told.value.code == "clock_impossible"
    assert "请校准" in str(told.value)
    assert Event.objects.count() == before
    keep(desk)
    assert audit_workspace(desk.workspace.folder).findings == []
