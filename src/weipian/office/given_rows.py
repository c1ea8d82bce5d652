"""A filled table row by row: good rows become values, bad ones refusals with the table's own column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from weipian.fence.field import Field, folded_name
from weipian.fence.table import Table, rows_of
from weipian.programme.intake.tables import cells_of
from weipian.terms.errors import InputError, Refusal

One = TypeVar("One")
Row = Mapping[str, object]


def table_given(path: Path, fields: Sequence[Field], mapping: Mapping[str, str], encoding: str | None) -> Table:
    """The first sheet or a CSV; the hidden row of keys that an exported table carries is no row. Raises InputError."""
    cells = cells_of(path, None, encoding)
    keys = {one.key for one in fields}
    kept = {number: row for number, row in cells.rows.items() if not (row and set(filter(None, row)) <= keys)}
    return rows_of(replace(cells, rows=kept), fields, mapping, path.name)


def sifted(
    table: Table, fields: Sequence[Field], made: Callable[[Row], One | None], step: Callable[[], object]
) -> tuple[list[One], Table]:
    """`made`: a row's value, None where it asks nothing; its InputError refuses the row. Values, and the table."""
    good: list[One] = []
    refused = list(table.refused)
    for row, number in zip(table.rows, table.numbers, strict=True):
        step()
        try:
            one = made(row)
        except InputError as error:
            column = column_of(table, fields, error.where)
            refused.append(Refusal.of(number, column, "", error))
            continue
        if one is not None:
            good.append(one)
    return good, replace(table, refused=sorted(refused, key=lambda one: one.row))


def column_of(table: Table, fields: Sequence[Field], where: str) -> str:
    """The table's own name of the column that an error names; 整行 where it names none."""
    field = next((one for one in fields if where in (one.key, one.label)), None)
    if field is None:
        return "整行"
    return next((name for name in table.header if folded_name(name) in field.names()), field.label)


def text(row: Row, key: str) -> str:
    """A cell's text; "" where it is empty."""
    return str(row.get(key) or "").strip()
