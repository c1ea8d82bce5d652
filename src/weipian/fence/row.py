"""A row that `read_rows` made, asked by key for one type of value; None is not known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TypeVar

Row = Mapping[str, object]
Kind = TypeVar("Kind")


def of_kind(row: Row, key: str, kind: type[Kind]) -> Kind | None:
    """The value where it is of that type (a word of a list, say), else None."""
    value = row.get(key)
    return value if isinstance(value, kind) else None


def flag(row: Row, key: str) -> bool | None:
    return of_kind(row, key, bool)


def day(row: Row, key: str) -> date | None:
    return of_kind(row, key, date)


def number(row: Row, key: str) -> Fraction | None:
    """An exact number, or an area in 亩."""
    return of_kind(row, key, Fraction)
