"""When a duty falls due (plan 三): the shapes of the rules; every number and date comes from the policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from weipian.policy import calendar
from weipian.policy.policy import Policy
from weipian.policy.values import Period, Value
from weipian.terms.errors import InputError

ISSUE, PROGRAMME = "issue", "programme"
QUARTERLY, ANNUAL = "quarterly_close", "annual_assessment"


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of the programme year and the last day of its filing and self-check (plan 三(二))."""

    name: str
    since: date
    until: date
    due: date


@dataclass(frozen=True, slots=True)
class Clock:
    """What a due date is counted from: its start (none for the programme's own dates) and its quarter."""

    trigger: str
    starts: date | None = None
    quarter: Quarter | None = None
    note: str = ""


def quarters(policy: Policy) -> tuple[Quarter, ...]:
    """The quarter table, in order of time."""
    return policy.once(
        ("quarters",), lambda: tuple(_quarter(policy, key) for key in policy.keys(f"{_quarters_key(policy)}."))
    )


def quarter_of(policy: Policy, issued: date, stated: str | None = None) -> Quarter:
    """The batch's stated quarter (`Q3` or `2023-Q3`), else the quarter of its day of issue (ruling on 三(二))."""
    table = quarters(policy)
    if stated is not None:
        wanted = stated.strip().upper().removeprefix(f"{policy.year}-")
        found = [quarter for quarter in table if quarter.name == f"{policy.year}-{wanted}"]
        if not found:
            allowed = "、".join(quarter.name for quarter in table)
            raise InputError("unknown_quarter", where="季度", quarter=stated, allowed=allowed)
        return found[0]
    for quarter in table:
        if quarter.since <= issued <= quarter.until:
            return quarter
    raise _outside(policy, issued, table)


def _outside(policy: Policy, issued: date, table: tuple[Quarter, ...]) -> InputError:
    since, until = min(quarter.since for quarter in table), max(quarter.until for quarter in table)
    return InputError(
        "date_outside_year", where="下发日期", issued=issued, policy=policy.name, since=since, until=until
    )


def _quarters_key(policy: Policy) -> str:
    return str(policy.value(f"duties.{QUARTERLY}").table["quarters_key"])


def _quarter(policy: Policy, key: str) -> Quarter:
    since, until, due = (policy.value(key).table[name] for name in ("from", "until", "due"))
    assert isinstance(since, date)  # all three checked when loaded
    assert isinstance(until, date)
    assert isinstance(due, date)
    return Quarter(f"{policy.year}-{key.rsplit('.', 1)[-1]}", since, until, due)


def due_days(policy: Policy, rule: Value, clock: Clock) -> Iterator[tuple[date | None, str]]:
    """The due days of a rule under a clock, each with what to add to its label."""
    table = rule.table
    match table["rule"]:
        case "period_after" if clock.starts:
            yield after(clock.starts, policy.value(str(table["period_key"])).period), ""
        case "monthly_return" if clock.starts:
            day, cutoff = (policy.value(str(table[key])).whole for key in ("day_key", "cutoff_key"))
            yield monthly_return(clock.starts, day, cutoff), ""
        case "quarter":
            for quarter in [clock.quarter] if clock.quarter else quarters(policy):
                yield quarter.due, f"（{quarter.name}）"
        case "dates" if _is_in_time(policy, table, clock):
            yield from ((day, "") for day in policy.value(str(table["dates_key"])).dates)


def after(start: date, period: Period) -> date | None:
    """The last day of a period whose first day is the day after the start; None where not published."""
    match period.unit:
        case "working_day":
            return calendar.add_working_days(start, period.count)
        case "month":
            return calendar.add_months(start, period.count)
        case "year":
            return calendar.add_months(start, 12 * period.count)
        case _:
            return calendar.add_days(start, period.count)


def monthly_return(issued: date, day: int, cutoff: int) -> date:
    """Plan 三(一): issued by the cutoff, the day of the next month; after it, of the month after that."""
    return calendar.day_of_month(issued, 1 if issued.day <= cutoff else 2, day)


def _is_in_time(policy: Policy, table: Mapping[str, object], clock: Clock) -> bool:
    """False for what was issued after a summary's cutoff (plan 三(三))."""
    cutoff = table.get("issued_by_key")
    return clock.starts is None or cutoff is None or clock.starts <= policy.value(str(cutoff)).date


def rolled(policy: Policy, rule: Value, due: date | None) -> date | None:
    """The due day moved off a rest day where the pack says so; the default ruling is that nothing moves."""
    match str(rule.table.get("roll", policy.value("rulings.due_rollover").text)):
        case "next_working_day" if due:
            return calendar.working_day_on_or_after(due) or due
        case "previous_working_day" if due:
            return calendar.working_day_on_or_before(due) or due
        case _:
            return due


def effective_due(policy: Policy, clock: Clock, due: date | None) -> tuple[date | None, str]:
    """The earliest of own, quarter's and annual date (requirement E7), and which other date came first."""
    wanted = policy.value("rulings.effective_due").items
    caps = []
    if QUARTERLY in wanted and clock.quarter:
        caps.append((clock.quarter.due, f"所属季度 {clock.quarter.name} 的截止日更早"))
    if ANNUAL in wanted:
        annual = policy.value(str(policy.value(f"duties.{ANNUAL}").table["dates_key"])).date
        caps.append((annual, "年度评估截止日更早"))
    earliest, why = min(caps, default=(None, ""))
    if due is None:
        certain = earliest is not None and clock.starts is not None and earliest <= clock.starts
        return (earliest, why) if certain else (None, "")
    return (earliest, why) if earliest is not None and earliest < due else (due, "")


def listed(rule: Value, name: str) -> tuple[str, ...]:
    """A list in a duty's table; empty where there is none."""
    found = rule.table.get(name, ())
    return tuple(map(str, found)) if isinstance(found, tuple) else ()
