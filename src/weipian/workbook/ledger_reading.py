"""A ledger workbook, or any table of plots, taken in: cells by column key, and what stood there when it was written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from weipian.terms.errors import InputError
from weipian.workbook.sheets_live import LEDGER as PLOTS
from weipian.workbook.sheets_memory import FORM
from weipian.workbook.sheets_memory import NAME as MEMORY
from weipian.workbook.sheets_rows import Origin

KEYS = frozenset({"plot", "patch"})
Rows = Mapping[int, tuple[str, ...]]


class Sheet(Protocol):
    """Rows by number as a person sees it."""

    @property
    def rows(self) -> dict[int, tuple[str, ...]]: ...


@dataclass(frozen=True, slots=True)
class Memory:
    """What an export wrote: plot → column key → text (long ones as hashes)."""

    origin: Origin
    cells: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """`header` row 1, `keys` of row 2 where there is one, the rows of plots, and the memory of the export."""

    header: tuple[str, ...]
    keys: tuple[str, ...]
    rows: Rows
    memory: Memory | None = None
    first: int = field(default=1)


def ledger_sheet(sheets: Mapping[str, Sheet], where: str) -> LedgerSheet:
    """The sheet 台账, else the only one, or the only one with a row of keys. Raises InputError."""
    named = {name: sheet for name, sheet in sheets.items() if name != MEMORY}
    keyed = [sheet for sheet in named.values() if _key_row(sheet.rows) is not None]
    alone = list(named.values()) if len(named) == 1 else keyed
    found = named.get(PLOTS) or (alone[0] if len(alone) == 1 else None)
    if found is None:
        raise InputError("ledger_no_sheet", where=where, names="、".join(named))
    if not found.rows:
        raise InputError("empty_table", where=where)
    first = min(found.rows)
    at = _key_row(found.rows)
    header = tuple(cell.strip() for cell in found.rows[first])
    keys = () if at is None else tuple(cell.strip() for cell in found.rows[at])
    rows = {number: found.rows[number] for number in sorted(found.rows) if number not in (first, at)}
    memory = sheets.get(MEMORY)
    return LedgerSheet(header, keys, rows, _memory(memory.rows, where) if memory else None, first)


def _key_row(rows: Rows) -> int | None:
    """The row of keys under the header; sorting may carry it anywhere."""
    below = sorted(rows)[1:]
    return next((number for number in below if KEYS & {cell.strip() for cell in rows[number]}), None)


def _memory(rows: Rows, where: str) -> Memory:
    """Raises InputError where the hidden sheet was tampered with."""
    try:
        form, origin, keys = rows[1][:3]
        if form != FORM:
            raise ValueError(form)
        names = json.loads(keys)
        cells = {
            row[0]: dict(zip(names, json.loads(row[1]), strict=True)) for number, row in rows.items() if number > 1
        }
        return Memory(Origin(**json.loads(origin)), cells)
    except (ValueError, KeyError, TypeError, IndexError):
        raise InputError("ledger_memory_broken", where=where) from None
