"""The ledger workbook: 台账, a sheet a township, 期限, 问责比例, 整改, 图例. The same ledger gives the same bytes."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import xlsxwriter

from weipian.workbook.sheets_cells import Pen
from weipian.workbook.sheets_duties import NAME as DUTIES
from weipian.workbook.sheets_duties import write_duties
from weipian.workbook.sheets_legend import NAME as LEGEND
from weipian.workbook.sheets_legend import write_legend
from weipian.workbook.sheets_live import LEDGER as PLOTS
from weipian.workbook.sheets_marks import RATIO
from weipian.workbook.sheets_memory import NAME as MEMORY
from weipian.workbook.sheets_memory import write_memory
from weipian.workbook.sheets_plots import write_plots
from weipian.workbook.sheets_ratio import write_ratio
from weipian.workbook.sheets_right import NAME as RIGHT
from weipian.workbook.sheets_right import write_right
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
from weipian.workbook.sheets_townships import write_townships

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

OTHERS = (PLOTS, DUTIES, RATIO, RIGHT, LEGEND, MEMORY)
"""The sheets whose names no township's sheet may have."""


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
    write_townships(book, pen, ledger, OTHERS)
    write_duties(book, pen, ledger)
    write_ratio(book, pen, ledger)
    write_right(book, pen, ledger)
    write_legend(book, pen, ledger)
    write_memory(book, ledger)
    book.close()
    return path
