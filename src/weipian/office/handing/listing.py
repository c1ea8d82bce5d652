"""The list of handovers: order, lateness, what may be done with each; the departments' sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.office.inspecting.able import Able, Ables, told
from weipian.programme.rectification.handover.reminding import timed
from weipian.programme.rectification.handover.rules import Timing, order
from weipian.store.acting import Desk
from weipian.store.queries.handover import AnswerHere, HandoverHere, handovers_here
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.personal import without_numbers

GIVE = (Act.HANDOVER_ANSWERED, Act.HANDOVER_ANSWER_CHECKED, Act.HANDOVER_REMINDED, Act.HANDOVER_UNDONE)


@dataclass(frozen=True, slots=True)
class Line:
    """A handover in the list."""

    one: HandoverHere
    timed: Timing
    ables: tuple[Able, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which are asked for; None and False ask nothing."""

    department: str | None = None
    late: bool = False
    still_open: bool = False


def lines(desk: Desk, wanted: Wanted, today: date) -> list[Line]:
    """Open ones first, unlawful housing before others, then by date. Raises InputError."""
    ables = Ables(desk, GIVE)
    found = []
    for one in handovers_here(seen(desk), wanted.department):
        when = timed(desk, one, today)
        if (wanted.late and not when.late) or (wanted.still_open and not one.stage.is_open):
            continue
        found.append(Line(one, when, ables.of(one.about)))
    return sorted(found, key=_order)


def _order(line: Line) -> tuple[object, ...]:
    one = line.one
    return order(one.stage, line.timed, housing=one.housing, patch=one.patch, department=one.department)


@dataclass(frozen=True, slots=True)
class Owed:
    """A department's handovers; `days`: days late in all. `unsure`: whose lateness no published calendar decides."""

    department: str
    total: int
    still_open: int
    late: int
    days: int
    unsure: int
    reminders: int

    def as_json(self) -> dict[str, object]:
        names = ("department", "total", "late", "days", "unsure", "reminders")
        return {**{name: getattr(self, name) for name in names}, "open": self.still_open}


def owed(found: Sequence[Line]) -> list[Owed]:
    """By department; who is latest first."""
    each: dict[str, list[Line]] = {}
    for line in found:
        each.setdefault(line.one.department, []).append(line)
    sums = [
        Owed(
            department,
            len(some),
            sum(line.one.stage.is_open for line in some),
            sum(bool(line.timed.late) for line in some),
            sum(line.timed.late or 0 for line in some),
            sum(line.timed.late is None for line in some),
            sum(len(line.one.reminders) for line in some),
        )
        for department, some in each.items()
    ]
    return sorted(sums, key=lambda one: (-one.days, -one.still_open, one.department))


def as_json(line: Line) -> dict[str, object]:
    one, when = line.one, line.timed
    return {
        "handover": one.id,
        "patch": one.patch,
        "township": one.about.township,
        "department": one.department,
        "matter": one.matter,
        "given": _iso(one.given),
        "document": one.document,
        "due": _iso(one.due),
        "effective_due": when.due.isoformat(),
        "inner_due": _iso(when.inner),
        "housing": one.housing,
        "answerer": one.answerer or None,
        "at": one.at,
        "stage": one.stage.value,
        "days_late": when.late,
        "answers": [_answer(answer) for answer in one.answers],
        "reminders": [{"on": each.day.isoformat(), "by": each.by} for each in one.reminders],
        "acts": [able.as_json() for able in line.ables],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _answer(one: AnswerHere) -> dict[str, object]:
    return {
        "answer": one.id,
        "kind": one.kind.value,
        "on": one.day.isoformat(),
        "told": without_numbers(one.told),
        "evidence": list(one.evidence),
        "by": one.by,
        "accepted": one.accepted,
        "reason": without_numbers(one.reason),
    }


def text(line: Line) -> str:
    one, when = line.one, line.timed
    until = f"{when.due} 前办结" + (f"（内部 {when.inner}）" if when.inner else "")
    pieces = [one.patch, one.department, one.matter or "事由未写", until, one.answerer or "答复人未定", one.stage.label]
    pieces += ["占耕建房"] * one.housing + [late_text(when)] * (when.late != 0)
    pieces += [f"催办 {len(one.reminders)} 次"] * bool(one.reminders) + [told(line.ables)]
    return "　".join([*pieces, *map(_answer_text, one.answers)])


def _answer_text(one: AnswerHere) -> str:
    verdict = {None: "", True: "，已认可", False: f"，退回：{without_numbers(one.reason)}"}[one.accepted]
    return f"［答复 {one.id}：{one.day} {one.kind.label} {without_numbers(one.told)}{verdict}］"


def late_text(when: Timing) -> str:
    """Unknown is never shown as none."""
    return "逾期天数待定（放假安排未公布）" if when.late is None else f"逾期 {when.late} 日" if when.late else ""


def owed_text(one: Owed) -> str:
    unsure = f"，{one.unsure} 件待定" if one.unsure else ""
    late = f"逾期 {one.late} 件 {one.days} 日{unsure}"
    return f"{one.department}：{one.total} 件，未答复 {one.still_open} 件，{late}，催办 {one.reminders} 次"
