"""A ledger workbook, or any table of plots, taken in: cells by column key, and what stood there when it was written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from weipian.terms.errors import InputError
from weipian.workbook.sheets_memory import FORM
from weipian.workbook.sheets_memory import NAME as MEMORY
from weipian.workbook.sheets_plots import NAME as PLOTS
from weipian.workbook.sheets_rows import Origin

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
    """The sheet 台账, else the only one. Raises InputError."""
    named = {name: sheet for name, sheet in sheets.items() if name != MEMORY}
    found = named.get(PLOTS) or (next(iter(named.values())) if len(named) == 1 else None)
    if found is None:
        raise InputError("ledger_no_sheet", where=where, names="、".join(named))
    if not found.rows:
        raise InputError("empty_table", where=where)
    first, *rest = sorted(found.rows)
    header = tuple(cell.strip() for cell in found.rows[first])
    keys = tuple(cell.strip() for cell in found.rows[rest[0]]) if rest else ()
    has_keys = "plot" in keys or "patch" in keys
    rows = {number: found.rows[number] for number in (rest[1:] if has_keys else rest)}
    memory = sheets.get(MEMORY)
    return LedgerSheet(header, keys if has_keys else (), rows, _memory(memory.rows, where) if memory else None, first)


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
