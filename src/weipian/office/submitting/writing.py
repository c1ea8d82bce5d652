"""A table as a workbook: header, a hidden row of keys, cells as text so that none becomes a formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

WIDEST = 40
MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""Written into every workbook: the same rows make the same bytes."""


def write_table(
    path: Path,
    title: str,
    columns: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[str]],
    *,
    keyed: bool = True,
    hidden: frozenset[str] = frozenset(),
) -> None:
    """`columns`: key and header. `keyed`: our own template, by whose second, hidden row we know it again. `hidden`:
    columns that are for us alone.
    """
    from xlsxwriter import Workbook

    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": MADE.replace(tzinfo=None)})
        sheet = book.add_worksheet(title)
        bold, text = book.add_format({"bold": True, "bg_color": "#D9E2EC"}), book.add_format({"num_format": "@"})
        for at, (key, header) in enumerate(columns):
            sheet.write_string(0, at, header, bold)
            if keyed:
                sheet.write_string(1, at, key, text)
            longest = max([len(header), *(len(row[at]) for row in rows)])
            sheet.set_column(at, at, min(WIDEST, 2 * longest + 2), text, {"hidden": key in hidden})
        if keyed:
            sheet.set_row(1, None, None, {"hidden": True})
        for number, row in enumerate(rows, start=2 if keyed else 1):
            for at, cell in enumerate(row):
                sheet.write_string(number, at, cell, text)
        sheet.freeze_panes(1, 1)
