"""What is due soon and what is overdue: alike duties are one line of the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from weipian.programme.report.summary import DueItem
from weipian.workbook.sheets_rows import DutyRow, LedgerBook

HORIZON = 10
"""Days ahead that the page looks."""
WHOLE_COUNTY = "全县"
SEVERAL = "有关乡镇和单位"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page with the duties that it stands for."""

    item: DueItem
    duties: tuple[DutyRow, ...]


def coming(book: LedgerBook) -> list[Line]:
    """What is due within the horizon, soonest first; alike duties of one day are one line."""
    last = book.as_of + timedelta(days=HORIZON)
    rows = [row for row in book.duties if not row.overdue and book.as_of <= row.due <= last]
    return _lines(rows, book.as_of, "due", lambda row: (row.duty, row.due))


def missed(book: LedgerBook) -> list[Line]:
    """What the books show to be overdue, the longest first; one line for each duty and whose it is."""
    rows = [row for row in book.duties if row.overdue]
    return _lines(rows, book.as_of, "overdue", lambda row: (row.duty, row.who))


def _lines(
    rows: Sequence[DutyRow], today: date, key: str, alike: Callable[[DutyRow], tuple[object, ...]]
) -> list[Line]:
    """Rows that are alike as one line with their count; its date is the earliest."""
    grouped: dict[tuple[object, ...], list[DutyRow]] = {}
    for row in sorted(rows, key=lambda row: (row.due, row.duty, row.subject)):
        grouped.setdefault(alike(row), []).append(row)
    return [_line(same, today, f"{key}-{number}") for number, same in enumerate(grouped.values(), 1)]


def _line(same: Sequence[DutyRow], today: date, key: str) -> Line:
    first = same[0]
    what = first.duty if len(same) > 1 or first.subject == WHOLE_COUNTY else f"{first.duty}：{first.subject}"
    who = first.who if len({row.who for row in same}) == 1 else SEVERAL
    item = DueItem(key, what, who, first.due, (first.due - today).days, first.clause, len(same))
    return Line(item, tuple(same))
