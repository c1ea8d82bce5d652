"""Who owes what by when (plan 三, 二(五)(六), 六(三)): rules of due dates are shapes here, all numbers are law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from weipian.policy import calendar
from weipian.policy.clocks import (
    ISSUE,
    PROGRAMME,
    Clock,
    after,
    due_days,
    effective_due,
    listed,
    quarter_of,
    rolled,
)
from weipian.policy.policy import Policy
from weipian.policy.schema import Kind
from weipian.policy.values import Value
from weipian.terms.errors import UsageError
from weipian.terms.words import Category


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that is owed; `due` is None only where working days are counted into an unpublished year."""

    duty: str
    label: str
    starts: date | None
    due: date | None
    effective_due: date | None
    last_working_day: date | None
    inner_due: date | None
    clause: str
    who: str
    assists: tuple[str, ...]
    before_policy: bool
    note: str
    bodies: str

    def state(self, today: date) -> str:
        """`overdue` once today is later than due, else `open`."""
        return "overdue" if self.due is not None and today > self.due else "open"

    def as_json(self, today: date) -> dict[str, object]:
        """One row of `calc duties`."""
        return {
            "duty": self.duty,
            "label": self.label,
            "starts": _iso(self.starts),
            "due": _iso(self.due),
            "effective_due": _iso(self.effective_due),
            "last_working_day": _iso(self.last_working_day),
            "inner_due": _iso(self.inner_due),
            "clause": self.clause,
            "who": self.who,
            "assists": list(self.assists),
            "state": self.state(today),
            "before_policy": self.before_policy,
            "note": self.note,
            "bodies": self.bodies,
        }

    def text(self, today: date) -> str:
        """The duty as an officer reads it: when, what, how it stands, who, under which clause, and what to know."""
        stands = f"已逾期 {(today - self.due).days} 天" if self.due and self.state(today) == "overdue" else "未到期"
        lines = [f"{self.due or '日期待定'}　{self.label}　{stands}　{self.bodies}（{self.clause}）"]
        if self.effective_due and self.effective_due != self.due:
            lines.append(f"    有效期限 {self.effective_due}")
        if self.inner_due:
            lines.append(f"    乡镇内部交件日 {self.inner_due}（只作提醒）")
        if self.note:
            lines.append(f"    {self.note}")
        return "\n".join(lines)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def duties_of_issue(policy: Policy, issued: date, category: Category, *, quarter: str | None = None) -> list[Duty]:
    """The duties of a batch issued (or, supplementary, added) on a day; `quarter` is the batch's stated period."""
    key = ("duties of issue", issued, category, quarter)
    return list(policy.once(key, lambda: _of_issue(policy, issued, category, quarter)))


def _of_issue(policy: Policy, issued: date, category: Category, quarter: str | None) -> list[Duty]:
    note = _supplementary_note(policy) if category is Category.SUPPLEMENTARY else ""
    clock = Clock(ISSUE, issued, quarter_of(policy, issued, quarter), note)
    rules = [value for value in _rules(policy, ISSUE) if category.value in listed(value, "categories")]
    return _in_order(duty for rule in rules for duty in _owed(policy, rule, clock))


def duties_text(duties: Iterable[Duty], today: date) -> str:
    """All duties for people, seen from a day."""
    return "\n".join([f"期限（按 {today} 看）", *(duty.text(today) for duty in duties)])


def _supplementary_note(policy: Policy) -> str:
    rulings = ("rulings.supplementary_clock", "rulings.supplementary_report")
    return "；".join(policy.value(key).gist for key in rulings)


def duties_of_events(policy: Policy, events: Mapping[str, date] | Iterable[tuple[str, date]]) -> list[Duty]:
    """The duties that events start: a rectification order, an interview or accountability begun by a township."""
    pairs = events.items() if isinstance(events, Mapping) else events
    return _in_order(duty for kind, day in pairs for duty in _of_event_once(policy, kind, day))


def fixed_duties(policy: Policy) -> list[Duty]:
    """The programme's own dates, whatever is issued."""
    return _in_order(duty for rule in _rules(policy, PROGRAMME) for duty in _owed(policy, rule, Clock(PROGRAMME)))


def reminders(policy: Policy, today: date) -> list[Duty]:
    """The yearly duties of today's year, where the pack's own dates are of an earlier one; whatever is in the books."""
    yearly = {rule.key.removeprefix("duties.") for rule in duty_rules(policy) if rule.table.get("yearly")}
    if today.year <= policy.year:
        return []
    return [_of_year(duty, today.year) for duty in fixed_duties(policy) if duty.duty in yearly and duty.due]


def _of_year(duty: Duty, year: int) -> Duty:
    """The same day of another year; no date of the pack's own year binds it."""
    assert duty.due is not None
    due = duty.due.replace(year=year)
    working = calendar.working_day_on_or_before(due)
    note = "；".join([*([duty.note.partition("；")[0]] if duty.note else []), *_calendar_notes(due, working)])
    return replace(duty, due=due, effective_due=due, last_working_day=working, before_policy=False, note=note)


def event_kinds(policy: Policy) -> tuple[str, ...]:
    """The events that start a clock."""
    every = {trigger for rule in duty_rules(policy) for trigger in listed(rule, "triggers")}
    return tuple(sorted(every - {ISSUE, PROGRAMME}))


def _rules(policy: Policy, trigger: str) -> Iterator[Value]:
    return (rule for rule in duty_rules(policy) if trigger in listed(rule, "triggers"))


def duty_rules(policy: Policy) -> list[Value]:
    """The values that are rules of duties; a date that such a rule takes may stand under the same name."""
    return list(policy.once(("rules of duties",), lambda: _duty_rules(policy)))


def _duty_rules(policy: Policy) -> list[Value]:
    values = [policy.value(key) for key in policy.keys("duties.")]
    return [value for value in values if value.kind is Kind.DUTY]


def _of_event_once(policy: Policy, kind: str, day: date) -> list[Duty]:
    return policy.once(("duties of event", kind, day), lambda: list(_of_event(policy, kind, day)))


def _of_event(policy: Policy, kind: str, day: date) -> Iterator[Duty]:
    if kind not in event_kinds(policy):
        raise UsageError("unknown_event", where="--event", kind=kind, allowed="、".join(event_kinds(policy)))
    for rule in _rules(policy, kind):
        yield from _owed(policy, rule, Clock(kind, day))


def _owed(policy: Policy, rule: Value, clock: Clock) -> Iterator[Duty]:
    for due, suffix in due_days(policy, rule, clock):
        yield _duty(policy, rule, clock, rolled(policy, rule, due), suffix)


def _duty(policy: Policy, rule: Value, clock: Clock, due: date | None, suffix: str) -> Duty:
    table = rule.table
    working = calendar.working_day_on_or_before(due) if due else None
    effective, why = effective_due(policy, clock, due)
    before = due is not None and due < policy.issued
    said = [rule.note, clock.note, why, *_calendar_notes(due, working)]
    if before:
        said.append(policy.value("rulings.before_policy").text)
    return Duty(
        duty=rule.key.removeprefix("duties."),
        label=f"{table['label']}{suffix}",
        starts=clock.starts,
        due=due,
        effective_due=effective,
        last_working_day=working,
        inner_due=_inner_due(policy, table, clock),
        clause=rule.clause,
        who=str(table["who"]),
        assists=listed(rule, "assists"),
        before_policy=before,
        note="；".join(filter(None, said)),
        bodies=_bodies(policy, str(table["who"]), listed(rule, "assists")),
    )


def _bodies(policy: Policy, who: str, assists: tuple[str, ...]) -> str:
    helping = "、".join(policy.schema.bodies[body] for body in assists)
    return f"{policy.schema.bodies[who]}负责{f'，{helping}协助' if helping else ''}"


def _calendar_notes(due: date | None, working: date | None) -> Iterator[str]:
    if due is None or working is None:
        yield "该年放假安排尚未公布，工作日无法推算"
        return
    if working != due:
        yield f"截止日为休息日，不顺延，最后工作日为 {working}"
    if calendar.may_still_change(due):
        yield "次年元旦放假安排公布后，工作日可能变动"


def _inner_due(policy: Policy, table: Mapping[str, object], clock: Clock) -> date | None:
    """The date by which the township's part should be with the county office; a reminder, never a duty."""
    key = table.get("inner_key")
    return after(clock.starts, policy.value(str(key)).period) if key and clock.starts else None


def _in_order(duties: Iterable[Duty]) -> list[Duty]:
    return sorted(duties, key=lambda duty: (duty.due or date.max, duty.duty))
