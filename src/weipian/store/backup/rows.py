"""Rows in a form that belongs to neither database: a line of column names, then a line of values for every row.

Values are those that `weipian.record.books` gives: whole numbers, texts, nulls; flags as 1 and 0, dates as ISO texts,
bytes as {"base64": …}.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence

Cell = None | int | str | bytes


def _other(value: object) -> object:
    if isinstance(value, bytes):
        return {"base64": b64encode(value).decode()}
    raise TypeError(f"{type(value).__name__} has no place in a row")


ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_other)


def lines_of(rows: Iterable[Mapping[str, object]]) -> Iterator[bytes]:
    """The rows of one table as lines; none for a table without rows. Raises TypeError."""
    names: list[str] = []
    for row in rows:
        if not names:
            names = list(row)
            yield ENCODER.encode(names).encode() + b"\n"
        yield ENCODER.encode([row[name] for name in names]).encode() + b"\n"


def read_rows(lines: Iterable[bytes]) -> tuple[Sequence[str], Iterator[list[Cell]]]:
    """Column names, and the rows as they are read. Raises ValueError."""
    found = iter(lines)
    first = next(found, None)
    names = [] if first is None else json.loads(first)
    if not all(isinstance(name, str) for name in names):
        raise ValueError("no column names")
    return names, _rows(found, len(names))


def _rows(lines: Iterator[bytes], width: int) -> Iterator[list[Cell]]:
    for line in lines:
        row = json.loads(line)
        if type(row) is not list or len(row) != width:
            raise ValueError("a row of another width")
        yield [_cell(value) if type(value) is dict else value for value in row]


def _cell(value: Mapping[str, str]) -> bytes:
    return b64decode(value["base64"], validate=True)
