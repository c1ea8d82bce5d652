"""The periods of the law of a case: from which step, in which unit, rolled how, met or not. Days are arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.policy.calendar import add_days, working_day_on_or_after
from weipian.policy.clocks import after
from weipian.policy.values import Value
from weipian.programme.rectification.cases.flow import CaseNow
from weipian.terms.cases import CaseStep, ClockState, Whose
from weipian.terms.errors import PolicyError
from weipian.terms.words import Sure

PREFIX = "cases.clocks."


@dataclass(frozen=True, slots=True)
class CaseClock:
    """One period: when it began, until when, what met it, how it stands on a day, by which clause, how sure."""

    key: str
    label: str
    whose: Whose
    starts: date
    due: date | None
    met: date | None
    state: ClockState
    clause: str
    period: str
    sure: Sure | None
    note: str = ""

    def as_json(self) -> dict[str, object]:
        return {
            "clock": self.key,
            "label": self.label,
            "whose": self.whose.value,
            "starts": self.starts.isoformat(),
            "due": self.due.isoformat() if self.due else None,
            "met": self.met.isoformat() if self.met else None,
            "state": self.state.value,
            "clause": self.clause,
            "period": self.period,
            "sure": self.sure.value if self.sure else None,
            "note": self.note,
        }


def clocks_of(policy: Policy, now: CaseNow, today: date) -> list[CaseClock]:
    """Every period that has begun, in the policy's order of names by due day."""
    found: dict[str, CaseClock] = {}
    keys = [key.removeprefix(PREFIX) for key in policy.keys(PREFIX)]
    tables = {key: policy.value(PREFIX + key).table for key in keys}
    for key in sorted(keys, key=lambda one: "after" in tables[one]):  # those that begin where others end come last
        if _applies(tables[key], now):
            clock = _clock(policy, key, tables[key], now, found, today)
            if clock is not None:
                found[key] = clock
    return sorted(found.values(), key=lambda one: (one.due or date.max, one.key))


def _applies(table: Mapping[str, object], now: CaseNow) -> bool:
    penalties = {one.value for one in now.penalties}
    wanted, barred = _listed(table, "if"), _listed(table, "unless")
    return (not wanted or bool(penalties & set(wanted))) and not penalties & set(barred)


def _clock(
    policy: Policy, key: str, table: Mapping[str, object], now: CaseNow, others: Mapping[str, CaseClock], today: date
) -> CaseClock | None:
    starts, note = _starts(table, now, others)
    if starts is None:
        return None
    law = _law(policy, str(table.get("period", key)), starts)
    due = None if law is None or note else after(starts, law.period)
    due, more = _lengthened(policy, table, now, due, starts)
    due = working_day_on_or_after(due) or due if due and table.get("roll") == "next_working_day" else due
    met = _met(table, now, starts)
    whose = Whose(str(table["whose"]))
    return CaseClock(
        key=key,
        label=str(table["label"]),
        whose=whose,
        starts=starts,
        due=due,
        met=met,
        state=_state(whose, due, met, today),
        clause=law.clause if law else "",
        period=f"{law.period.count} {policy.schema.units.get(law.period.unit, law.period.unit)}" if law else "",
        sure=law.sure if law else None,
        note=note or more or ("" if law else f"政策包没有写明 {starts} 有效的期限") or (law.note if law else ""),
    )


def _starts(table: Mapping[str, object], now: CaseNow, others: Mapping[str, CaseClock]) -> tuple[date | None, str]:
    """The day that is not counted itself; with a note where a person has to say when it begins."""
    ended = [others[key] for key in _listed(table, "after") if key in others]
    if ended:
        begun = max((one.due or one.starts) for one in ended)
        contested = CaseStep.LITIGATED in now.done or CaseStep.RECONSIDERED in now.done
        if contested or any(one.due is None for one in ended):
            return begun, "当事人已申请复议、起诉或前一期限不明，起算日由人认定"
        return begun, ""
    wanted = [CaseStep(name) for name in _listed(table, "starts")]
    move = now.last(*wanted) if wanted else None
    if move is None:
        return None, ""
    match table.get("counts"):
        case "served":
            return move.served, ""
        case "clue":
            return move.clue, ""
        case _:
            return move.day, ""


def _law(policy: Policy, name: str, day: date) -> Value | None:
    """The period in force on the day it begins; None where the packs say nothing of that day."""
    try:
        return policy.value(f"cases.{name}", on=day)
    except PolicyError:
        return None


def _lengthened(
    policy: Policy, table: Mapping[str, object], now: CaseNow, due: date | None, starts: date
) -> tuple[date | None, str]:
    """An extension that was granted, and the days on which the case rested."""
    if due is None:
        return None, ""
    name = table.get("extended")
    if isinstance(name, str) and CaseStep.EXTENDED in now.done:
        law = _law(policy, name, starts)
        due = after(due, law.period) if law else None
        if due is None:
            return None, "延长的期限政策包没有写明"
    if table.get("held"):
        if now.suspended:
            return None, "案件中止期间不计期限"
        rested = sum((until - since).days for since, until in rests(now) if since <= due)
        due = add_days(due, rested)
    return due, ""


def rests(now: CaseNow) -> Iterator[tuple[date, date]]:
    """From each suspension to its end."""
    since: date | None = None
    for one in now.moves:
        if one.step is CaseStep.SUSPENDED:
            since = one.day
        elif one.step is CaseStep.RESUMED and since is not None:
            yield since, one.day
            since = None


def _met(table: Mapping[str, object], now: CaseNow, starts: date) -> date | None:
    """The day of the first step that ends it; a paper's service counts where that is what had to be done."""
    ends = [CaseStep(name) for name in _listed(table, "ends")]
    for one in now.moves:
        if one.step in ends:
            day = one.served if one.step is CaseStep.SERVED and one.served else one.day
            if day >= starts:
                return day
    return None


def _state(whose: Whose, due: date | None, met: date | None, today: date) -> ClockState:
    if due is None:
        return ClockState.MET if met is not None and whose is not Whose.WAIT else ClockState.UNKNOWN
    if whose is Whose.WAIT:
        if met is not None:
            return ClockState.MET if met > due else ClockState.OVERDUE
        return ClockState.OPEN if today <= due else ClockState.MET
    if met is not None:
        return ClockState.MET if met <= due else ClockState.LATE
    if today <= due:
        return ClockState.OPEN
    return ClockState.LAPSED if whose is Whose.PARTY else ClockState.OVERDUE


def too_early(policy: Policy, now: CaseNow, step: CaseStep, day: date) -> CaseClock | None:
    """A period that has to run out before a step (`cases.waits.<step>`), unless what it gives time for was done."""
    key = f"cases.waits.{step.value}"
    wanted = policy.value(key).items if policy.has(key) else ()
    for clock in clocks_of(policy, now, day) if wanted else ():
        if clock.key in wanted and clock.met is None and clock.due and day <= clock.due:
            return clock
    return None


def _listed(table: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = table.get(name, ())
    return tuple(map(str, found)) if isinstance(found, tuple) else ()
