"""Both quota books side by side: their entries, sums as live formulas with the exact figures as cached results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from weipian.terms.quota import NoticeKind, QuotaAccount, Size
from weipian.workbook.sheets_cells import Pen, heading, landscape, view_only

MADE = datetime(2023, 1, 1, tzinfo=UTC)
NOTICED, EXPECTED, SIDE, ODD = "通知账", "预期账", "两本账", "账实不符"
UNKNOWN = "不明"
HEADERS = ("日期", "依据", "类型", "乡镇", "村", "等别", *(size.label for size in Size))
FIRST_SIZE = 6
HEAD = 2
"""The row of the header, from 0; entries begin under it."""
ROUNDING = 8
ACCOUNTS = (QuotaAccount.FROZEN, QuotaAccount.DEBITED)
FLOWS = {
    QuotaAccount.FROZEN: ((NoticeKind.FREEZE, "+"), (NoticeKind.RELEASE, "-"), (NoticeKind.DEBIT, "-")),
    QuotaAccount.DEBITED: ((NoticeKind.DEBIT, "+"),),
}


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry of a book; sizes None where they are not known."""

    day: date | None
    cause: str
    kind: str
    township: str
    village: str
    grade: str
    sizes: tuple[Fraction | None, ...]


@dataclass(frozen=True, slots=True)
class SideRow:
    """A place; `cells` by account and size: noticed and expected, None where they are not known."""

    township: str
    whole: bool
    cells: tuple[tuple[Fraction | None, Fraction | None], ...]


@dataclass(frozen=True, slots=True)
class QuotaBook:
    """What is written. `odd`: rows of texts about what does not fit."""

    title: str
    notices: tuple[str, ...]
    told: str
    noticed: Sequence[EntryRow]
    expected: Sequence[EntryRow]
    side: Sequence[SideRow]
    odd: Sequence[tuple[str, ...]]


def write_quota(path: Path, found: QuotaBook) -> None:
    """The sums first, then what does not fit, then the entries that they add."""
    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": MADE})  # the same rows are the same bytes
        pen = Pen(book)
        _side(book.add_worksheet(SIDE), pen, found)
        _odd(book.add_worksheet(ODD), pen, found)
        _entries(book.add_worksheet(NOTICED), pen, found, found.noticed)
        _entries(book.add_worksheet(EXPECTED), pen, found, found.expected)


def _entries(sheet: Any, pen: Pen, found: QuotaBook, rows: Sequence[EntryRow]) -> None:
    _top(sheet, pen, found, HEADERS, 14)
    for at, row in enumerate(rows, HEAD + 1):
        pen.day(sheet, at, 0, row.day)
        for column, text in enumerate((row.cause, row.kind, row.township, row.village, row.grade), 1):
            pen.value(sheet, at, column, text, "text")
        for column, size in enumerate(row.sizes, FIRST_SIZE):
            pen.number(sheet, at, column, size, "mu")
    view_only(sheet)


def _top(sheet: Any, pen: Pen, found: QuotaBook, headers: Sequence[str], width: int) -> None:
    heading(sheet, pen, found.title, found.notices, found.told)
    for column, header in enumerate(headers):
        pen.text(sheet, HEAD, column, header, "head")
    sheet.set_column(0, len(headers) - 1, width)
    sheet.set_row(HEAD, 32)
    sheet.freeze_panes(HEAD + 1, 1)
    landscape(sheet, found.title, found.notices, HEAD)


def _side(sheet: Any, pen: Pen, found: QuotaBook) -> None:
    pairs = [(account, size) for account in ACCOUNTS for size in Size]
    heads = [f"{who}{account.label}{size.label}" for account, size in pairs for who in ("通知", "预期", "差·")]
    _top(sheet, pen, found, ("乡镇", *heads), 13)
    counts = {NOTICED: len(found.noticed), EXPECTED: len(found.expected)}
    for at, row in enumerate(found.side, HEAD + 1):
        pen.text(sheet, at, 0, row.township, "total" if row.whole else "centre")
        kind = "total_mu" if row.whole else "mu"
        for place, ((account, size), cell) in enumerate(zip(pairs, row.cells, strict=True)):
            column = 1 + 3 * place
            for offset, (name, value) in enumerate(zip((NOTICED, EXPECTED), cell, strict=True)):
                formula = _sum(name, counts[name], account, size, "" if row.whole else f"$A{at + 1}")
                pen.formula(sheet, at, column + offset, formula, _shown(value), kind)
            pen.formula(sheet, at, column + 2, _difference(at, column), _shown(_less(*cell)), kind)
    view_only(sheet)


def _shown(value: Fraction | None) -> float | str:
    return UNKNOWN if value is None else float(value)


def _less(noticed: Fraction | None, expected: Fraction | None) -> Fraction | None:
    return None if noticed is None or expected is None else noticed - expected


def _sum(sheet: str, rows: int, account: QuotaAccount, size: Size, township: str) -> str:
    """What flowed in less what flowed out; 不明 where a line of unknown size stands in it."""
    amount = _range(sheet, FIRST_SIZE + list(Size).index(size), rows)
    where = f",{_range(sheet, 3, rows)},{township}" if township else ""
    sums, blanks = "", ""
    for kind, sign in FLOWS[account]:
        of_kind = f'{_range(sheet, 2, rows)},"{kind.label}"{where}'
        sums += f"{sign}SUMIFS({amount},{of_kind})"
        blanks += f'{sign}COUNTIFS({amount},"=",{of_kind})'
    return f'=IF({blanks.removeprefix("+")}<>0,"{UNKNOWN}",ROUND({sums.removeprefix("+")},{ROUNDING}))'


def _range(sheet: str, column: int, rows: int) -> str:
    name = xl_col_to_name(column)
    return f"'{sheet}'!${name}${HEAD + 2}:${name}${HEAD + 1 + max(rows, 1)}"


def _difference(row: int, column: int) -> str:
    noticed, expected = xl_rowcol_to_cell(row, column), xl_rowcol_to_cell(row, column + 1)
    return f'=IF(OR({noticed}="{UNKNOWN}",{expected}="{UNKNOWN}"),"{UNKNOWN}",ROUND({noticed}-{expected},{ROUNDING}))'


ODD_HEADERS = (
    "乡镇", "哪里不符", "通知账", "预期账", "差", "有关通知", "有关地块", "通知没有点名的地块",
    "点了名、预期没有的地块",
)  # fmt: skip


def _odd(sheet: Any, pen: Pen, found: QuotaBook) -> None:
    _top(sheet, pen, found, ODD_HEADERS, 20)
    for at, row in enumerate(found.odd, HEAD + 1):
        for column, text in enumerate(row):
            pen.value(sheet, at, column, text, "wrapped")
    view_only(sheet)
