"""催办: text to copy, with counts and dates only (requirement E7); no number of a patch, no name of a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from weipian.office.closing.handed import HANDED, called, handed_on
from weipian.office.closing.reported import REPORT, Reported, inspected_on, reported
from weipian.office.ledger.book import owed
from weipian.office.ledger.following import duties_of_line
from weipian.policy import Policy
from weipian.programme.rectification.handover.rules import days_late
from weipian.programme.submission.standing import SEEN_WHEN_DONE, Duties
from weipian.store.acting import Desk
from weipian.store.queries.ledger import Line, lines
from weipian.store.seeing import summed
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.inspection import OFFICE


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a township has open: a duty, by when, of how many plots; `inner` is a reminder and no duty.

    `whom`: to whom it is said: the county office where the patches lie with it, a department of what was handed to it.
    """

    township: str
    whom: str
    duty: str
    label: str
    due: date
    inner: date | None
    plots: int
    overdue: bool


PROBLEMS = "problems"
Key = tuple[str, str, str, str, date, date | None]


def reminders_now(desk: Desk, today: date, township: str | None = None) -> list[Reminder]:
    """By township, then by day. Raises InputError."""
    sight, policy = summed(desk, township), desk.policy
    every, sent = lines(sight, reasons=False), reported()
    returned = chain(_to_release(every, policy, sent), _to_answer(every, sent))
    found = Counter(chain(_owed(every, policy), returned, _handed(policy, sight, today)))
    rows = [Reminder(*key, plots, _late(key[2], key[4], today) != 0) for key, plots in found.items()]
    return sorted(rows, key=lambda one: (one.township, one.due, one.duty, one.whom))


def _owed(every: Sequence[Line], policy: Policy) -> Iterator[Key]:
    """What the books show as done or not: inspections, outcomes."""
    for one in owed(every, policy):
        duty = one.duty
        if duty.duty in SEEN_WHEN_DONE and duty.effective_due:
            yield one.township, one.township, duty.duty, duty.label, duty.effective_due, duty.inner_due


def _to_release(every: Sequence[Line], policy: Policy, sent: Reported) -> Iterator[Key]:
    """Returns that were never released; only where returns are kept here at all."""
    duties = Duties(policy)
    for line in every if sent.kept else ():
        if line.state is State.WITHDRAWN or sent.first_released(line.id) is not None:
            continue
        for duty in duties_of_line(line, duties):
            if duty.duty == REPORT and duty.effective_due:
                yield line.township, _lies_with(line), duty.duty, duty.label, duty.effective_due, None


def _to_answer(every: Sequence[Line], sent: Reported) -> Iterator[Key]:
    """Problems that nobody has answered, by the list's day."""
    for line in every:
        for one in sent.problems(line) if line.state is not State.WITHDRAWN else ():
            if one.answered is None:
                yield line.township, _lies_with(line), PROBLEMS, "答复问题清单", one.due, None


def _handed(policy: Policy, sight: Sight, today: date) -> Iterator[Key]:
    """Handovers without a final answer."""
    name = called(policy)
    for handed in handed_on(policy, sight, today):
        if handed.still_open:
            one, when = handed.one, handed.when
            yield one.about.township or "", one.department, HANDED, name, when.due, when.inner


def _late(duty: str, due: date, today: date) -> int | None:
    """Days; of a handover whose day is a rest day from the next working day on, None where no calendar says which."""
    return days_late(due, today) if duty == HANDED else max(0, (today - due).days)


def _lies_with(line: Line) -> str:
    """What was inspected lies with the county office."""
    return OFFICE if inspected_on(line) else line.township


def reminder_text(found: list[Reminder], today: date) -> str:
    """One paragraph a township."""
    if not found:
        return "没有要催办的事项"
    paragraphs = []
    for name in dict.fromkeys(one.whom for one in found):
        said = "；".join(_said(one, today) for one in _together(found, name))
        paragraphs.append(f"【催办】{name or '乡镇未定'}：截至 {today}，{said}。请抓紧办理并登记。")
    return "\n".join(paragraphs)


def _together(found: list[Reminder], whom: str) -> Iterator[Reminder]:
    """What is said to one of the same duty and day is said once."""
    counts: Counter[tuple[str, str, date, date | None, bool]] = Counter()
    for one in found:
        if one.whom == whom:
            counts[one.duty, one.label, one.due, one.inner, one.overdue] += one.plots
    for (duty, label, due, inner, overdue), plots in counts.items():
        yield Reminder(whom, whom, duty, label, due, inner, plots, overdue)


def _said(one: Reminder, today: date) -> str:
    if one.overdue:
        late = _late(one.duty, one.due, today)
        over = "逾期天数待定" if late is None else f"已逾期 {late} 天"
        return f"{one.label} {one.plots} 个，{one.due} 到期，{over}"
    inner = f"（请在 {one.inner} 前交件）" if one.inner and one.inner >= today else ""
    return f"{one.label} {one.plots} 个，{one.due} 前办结{inner}"


def reminders_json(found: list[Reminder]) -> list[dict[str, object]]:
    return [
        {
            "township": one.township,
            "whom": one.whom,
            "duty": one.duty,
            "label": one.label,
            "due": one.due.isoformat(),
            "inner_due": one.inner.isoformat() if one.inner else None,
            "plots": one.plots,
            "state": "overdue" if one.overdue else "open",
        }
        for one in found
    ]
