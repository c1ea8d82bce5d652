"""The error workbook: the rows that were refused as they came, faults in red with a note, to mend and hand in again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from weipian.terms.errors import Refusal

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

COLUMN = "错误说明"
ROW_COLUMN = "原文件行号"
WIDEST = 40


class RefusedTable(Protocol):
    """What is wanted of a table: header, source rows by row number, refusals."""

    @property
    def header(self) -> tuple[str, ...]: ...
    @property
    def source_rows(self) -> dict[int, tuple[str, ...]]: ...
    @property
    def refused(self) -> list[Refusal]: ...


def write_refusals(path: Path, table: RefusedTable) -> None:
    """Writes the refused rows of a table. Cells are written as text, so that none becomes a formula or a link."""
    from xlsxwriter import Workbook

    faults = _by_row(table.refused)
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("错误行")
        plain, red = book.add_format({"num_format": "@"}), _red(book)
        _write_header(sheet, table.header, book.add_format({"bold": True, "bg_color": "#D9E2EC"}))
        for line, (number, found) in enumerate(faults.items(), start=1):
            cells = _padded(table.source_rows.get(number, ()), len(table.header))
            _write_row(sheet, line, cells, table.header, found, plain, red)
        _finish(sheet, table, faults)


def _by_row(refused: Sequence[Refusal]) -> dict[int, list[Refusal]]:
    found: dict[int, list[Refusal]] = {}
    for refusal in sorted(refused, key=lambda refusal: refusal.row):
        found.setdefault(refusal.row, []).append(refusal)
    return found


def _red(book: Workbook) -> Format:
    return book.add_format({"num_format": "@", "bg_color": "#FFC7CE", "font_color": "#9C0006"})


def _padded(cells: Sequence[str], width: int) -> list[str]:
    """Cells beyond the header are joined into the last one, so that nothing of the row is lost."""
    inside = [*cells[:width], *[""] * (width - len(cells))]
    beyond = [cell for cell in cells[width:] if cell.strip()]
    return [*inside[:-1], ",".join([inside[-1], *beyond])] if beyond else inside


def _write_header(sheet: Worksheet, header: Sequence[str], bold: Format) -> None:
    for column, name in enumerate((*header, ROW_COLUMN, COLUMN)):
        sheet.write_string(0, column, name, bold)


def _write_row(
    sheet: Worksheet,
    line: int,
    cells: Sequence[str],
    header: Sequence[str],
    found: Sequence[Refusal],
    plain: Format,
    red: Format,
) -> None:
    """A row's cells, those at fault in red with a note; the row number and all faults at its end."""
    notes = {refusal.field: refusal.message for refusal in found}
    for column, cell in enumerate(cells):
        note = notes.get(header[column])
        sheet.write_string(line, column, cell, red if note else plain)
        if note:
            sheet.write_comment(line, column, note, {"author": "weipian"})
    sheet.write_number(line, len(header), found[0].row)
    sheet.write_string(line, len(header) + 1, "；".join(str(refusal) for refusal in found), red)


def _finish(sheet: Worksheet, table: RefusedTable, faults: Mapping[int, object]) -> None:
    """Frozen header, a filter, readable widths."""
    last = len(table.header) + 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(faults), last)
    rows = [table.header, *(table.source_rows.get(number, ()) for number in faults)]
    for column in range(len(table.header)):
        longest = max(2 * len(cell) for cells in rows for cell in cells[column : column + 1])
        sheet.set_column(column, column, min(WIDEST, longest + 4))
    sheet.set_column(last - 1, last - 1, 12)
    sheet.set_column(last, last, 80)


def write_list(path: Path, refused: Sequence[tuple[str, Refusal]]) -> None:
    """Refused rows of several sources, such as map layers whose rows can't be shown as cells."""
    from xlsxwriter import Workbook

    header = ("来源", ROW_COLUMN, "字段", "原值", COLUMN)
    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("错误行")
        bold, red = book.add_format({"bold": True, "bg_color": "#D9E2EC"}), _red(book)
        for column, (name, width) in enumerate(zip(header, (40, 12, 16, 30, 80), strict=True)):
            sheet.write_string(0, column, name, bold)
            sheet.set_column(column, column, width)
        for line, (source, refusal) in enumerate(refused, start=1):
            sheet.write_string(line, 0, source)
            sheet.write_number(line, 1, refusal.row)
            sheet.write_string(line, 2, refusal.field)
            sheet.write_string(line, 3, refusal.value)
            sheet.write_string(line, 4, refusal.message, red)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(refused), len(header) - 1)
