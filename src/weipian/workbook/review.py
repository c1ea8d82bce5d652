"""The workbook of one review: who came, opinions, decisions; filled in Excel or WPS and taken in again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

WIDTH = {"because": 40, "why": 30, "proposal": 20, "plot": 20}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: key → header, rows by key, which keys are filled by people, and the words to choose from by key."""

    name: str
    headers: Mapping[str, str]
    rows: Sequence[Mapping[str, str]]
    filled: frozenset[str]
    words: Mapping[str, Sequence[str]]


def write_review(path: Path, sheets: Sequence[Sheet], on: date) -> None:
    """Cells are texts; the keys stand in a hidden row under the headers. `on`: the day that the workbook is dated."""
    from xlsxwriter import Workbook

    with Workbook(str(path)) as book:
        book.set_properties({"created": datetime.combine(on, time())})
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "bg_color": "#D9E2EC"})
        own = book.add_format({"num_format": "@", "bg_color": "#FFF8E1", "text_wrap": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            last = max(len(sheet.rows) + 1, 1) + SPARE
            for column, (key, header) in enumerate(sheet.headers.items()):
                page.write_string(0, column, header, bold)
                page.write_string(1, column, key)
                page.set_column(column, column, WIDTH.get(key, 16), own if key in sheet.filled else text)
                for line, row in enumerate(sheet.rows, start=2):
                    page.write_string(line, column, row.get(key, ""), own if key in sheet.filled else text)
                if key in sheet.words:
                    page.data_validation(
                        2, column, last, column, {"validate": "list", "source": list(sheet.words[key])}
                    )
            page.set_row(1, None, None, {"hidden": True})
            page.freeze_panes(2, 1)


SPARE = 50
"""Empty lines that still offer the words."""
