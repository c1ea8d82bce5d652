"""Columns of attributes that become Python values when somebody asks for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa

Cells = list[object]


class Columns(Mapping[str, Cells]):
    """Those of a pyarrow table."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self._made: dict[str, Cells] = {}

    def __getitem__(self, name: str) -> Cells:
        if name not in self._made:
            self._made[name] = _cells(self._table[name])
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._table.column_names

    def __iter__(self) -> Iterator[str]:
        return iter(self._table.column_names)

    def __len__(self) -> int:
        return int(self._table.num_columns)


class Picked(Mapping[str, Cells]):
    """Some rows of other columns."""

    def __init__(self, columns: Mapping[str, Cells], kept: Sequence[int]) -> None:
        self._columns, self._kept = columns, kept
        self._made: dict[str, Cells] = {}

    def __getitem__(self, name: str) -> Cells:
        if name not in self._made:
            cells = self._columns[name]
            self._made[name] = [cells[index] for index in self._kept]
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)


def _cells(column: Any) -> Cells:
    """As `to_pylist`, which takes ten times as long for texts."""
    if pa.types.is_string(column.type):
        return list(column.to_numpy().tolist())
    return list(column.to_pylist())
