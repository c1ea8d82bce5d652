"""A small table as CSV or workbook: every cell a text, so that none becomes a formula; whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from weipian.programme.inspection.sheet import harmless
from weipian.terms.errors import UsageError
from weipian.workbook.tables import whole

SUFFIXES = (".csv", ".xlsx")
WIDEST = 44
MADE = datetime(2023, 1, 1, tzinfo=UTC)
Rows = Sequence[Sequence[str]]


def write_table(
    target: Path,
    title: str,
    header: Sequence[str],
    rows: Rows,
    note: Callable[[Path], None],
    *,
    keys: Sequence[str] = (),
    foot: str = "",
) -> None:
    """`keys`: hidden row under the header; `note`: told of the finished file before it takes its place.

    Raises UsageError, InputError `output_…`.
    """
    if target.suffix.lower() not in SUFFIXES:
        raise UsageError("output_suffix", where=target.name, suffixes="、".join(SUFFIXES))
    with whole(target) as partial:
        if target.suffix.lower() == ".csv":
            partial.write_text(_csv(header, rows), encoding="utf-8-sig", newline="")
        else:
            _xlsx(partial, title, header, rows, keys, foot)
        note(partial)


def _csv(header: Sequence[str], rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def _xlsx(path: Path, title: str, header: Sequence[str], rows: Rows, keys: Sequence[str], foot: str) -> None:
    from xlsxwriter import Workbook

    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": MADE})  # the same rows are the same bytes: when it was made, the log says
        sheet = book.add_worksheet(title)
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "bg_color": "#D9E2EC"})
        for column, name in enumerate(header):
            sheet.write_string(0, column, name, bold)
            longest = max((2 * len(row[column]) for row in rows), default=0)
            sheet.set_column(column, column, min(WIDEST, max(2 * len(name), longest) + 3), text)
        for line, row in enumerate([keys, *rows] if keys else rows, start=1):
            for column, cell in enumerate(row):
                sheet.write_string(line, column, cell, text)
        if keys:
            sheet.set_row(1, None, None, {"hidden": True})
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(rows) + bool(keys)), len(header) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        if foot:
            sheet.set_footer(f"&C{foot}")
