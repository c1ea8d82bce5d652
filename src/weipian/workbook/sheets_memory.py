"""The hidden sheet 导出底稿: what was written into 台账, so that an import knows exactly what was edited since."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from fractions import Fraction

import xlsxwriter

from weipian.workbook.sheets_cells import LONGEST
from weipian.workbook.sheets_columns import COLUMNS, Value
from weipian.workbook.sheets_rows import LedgerBook

NAME = "导出底稿"
FORM = "weipian-ledger-1"
SHORT = 120
"""Longer texts are remembered by their hash: a cell holds 32,767 characters, and a row has to fit one."""


def write_memory(book: xlsxwriter.Workbook, ledger: LedgerBook) -> None:
    """Row 1: form, origin, column keys; then a row a plot: its number, its cells."""
    if ledger.origin is None:
        return
    sheet = book.add_worksheet(NAME)
    origin = {"workspace": ledger.origin.workspace, "seq": ledger.origin.seq, "hash": ledger.origin.hash}
    keys = [column.key for column in COLUMNS]
    for column, text in enumerate((FORM, _json(origin), _json(keys))):
        sheet.write_string(0, column, text)
    for number, row in enumerate(ledger.rows, start=1):
        sheet.write_string(number, 0, row.plot)
        sheet.write_string(number, 1, _json([remembered(cell_text(column.value(row))) for column in COLUMNS]))
    sheet.very_hidden()


def cell_text(value: Value) -> str:
    """What reading the cell back gives."""
    match value:
        case None:
            return ""
        case Fraction():
            return str(int(value)) if value.denominator == 1 else repr(float(value))
        case date():
            return value.isoformat()
        case str():
            return value[:LONGEST]


def remembered(text: str) -> str:
    """A text, or the hash of a long one; blanks and line ends are not told apart."""
    plain = " ".join(text.split())
    return plain if len(plain) <= SHORT else "#" + hashlib.sha256(plain.encode()).hexdigest()[:32]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
