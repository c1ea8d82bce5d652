"""催办: text to copy, with counts and dates only (requirement E7); no number of a patch, no name of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.office.ledger.book import owed
from weipian.programme.submission.standing import SEEN_WHEN_DONE
from weipian.store.acting import Desk
from weipian.store.queries.ledger import lines
from weipian.store.seeing import summed


@dataclass(frozen=True, slots=True)
class Reminder:
    """What a township has open: a duty, by when, of how many plots; `inner` is a reminder and no duty."""

    township: str
    duty: str
    label: str
    due: date
    inner: date | None
    plots: int
    overdue: bool


def reminders_now(desk: Desk, today: date, township: str | None = None) -> list[Reminder]:
    """By township, then by day. Raises InputError."""
    found: dict[tuple[str, str, str, date, date | None], int] = {}
    for one in owed(lines(summed(desk, township), reasons=False), desk.policy):
        duty = one.duty
        if duty.duty in SEEN_WHEN_DONE and duty.effective_due:
            key = (one.township, duty.duty, duty.label, duty.effective_due, duty.inner_due)
            found[key] = found.get(key, 0) + 1
    rows = [Reminder(*key, plots, today > key[3]) for key, plots in found.items()]
    return sorted(rows, key=lambda one: (one.township, one.due, one.duty))


def reminder_text(found: list[Reminder], today: date) -> str:
    """One paragraph a township."""
    if not found:
        return "没有要催办的事项"
    paragraphs = []
    for name in dict.fromkeys(one.township for one in found):
        said = "；".join(_said(one, today) for one in found if one.township == name)
        paragraphs.append(f"【催办】{name or '乡镇未定'}：截至 {today}，{said}。请抓紧办理并登记。")
    return "\n".join(paragraphs)


def _said(one: Reminder, today: date) -> str:
    if one.overdue:
        return f"{one.label} {one.plots} 个，{one.due} 到期，已逾期 {(today - one.due).days} 天"
    inner = f"（请在 {one.inner} 前交件）" if one.inner and one.inner >= today else ""
    return f"{one.label} {one.plots} 个，{one.due} 前办结{inner}"


def reminders_json(found: list[Reminder]) -> list[dict[str, object]]:
    return [
        {
            "township": one.township,
            "duty": one.duty,
            "label": one.label,
            "due": one.due.isoformat(),
            "inner_due": one.inner.isoformat() if one.inner else None,
            "plots": one.plots,
            "state": "overdue" if one.overdue else "open",
        }
        for one in found
    ]
