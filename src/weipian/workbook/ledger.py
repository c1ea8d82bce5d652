"""The ledger workbook (台账): plots, duties, ratio with live formulas, notes. The same ledger gives the same bytes."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import xlsxwriter

from weipian.workbook.sheets_cells import Pen
from weipian.workbook.sheets_duties import write_duties
from weipian.workbook.sheets_memory import write_memory
from weipian.workbook.sheets_notes import write_notes
from weipian.workbook.sheets_plots import write_plots
from weipian.workbook.sheets_ratio import write_ratio
from weipian.workbook.sheets_rows import (
    Counted,
    DutyRow,
    LedgerBook,
    LedgerRow,
    Origin,
    RatioRow,
    RatioTerms,
    Sides,
    Thrice,
)

__all__ = [
    "Counted",
    "DutyRow",
    "LedgerBook",
    "LedgerRow",
    "Origin",
    "RatioRow",
    "RatioTerms",
    "Sides",
    "Thrice",
    "write_ledger",
]


def write_ledger(path: Path, ledger: LedgerBook) -> Path:
    """Write the workbook and give its path."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": f"{ledger.title}台账",
            "comments": "；".join(ledger.notices),
            "author": ledger.software,
            "created": datetime.combine(ledger.as_of, time()),
        }
    )
    pen = Pen(book)
    write_plots(book, pen, ledger)
    write_duties(book, pen, ledger)
    write_ratio(book, pen, ledger)
    write_notes(book, pen, ledger)
    write_memory(book, ledger)
    book.close()
    return path
