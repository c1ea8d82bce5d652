"""A column of a list: where its value stands in the row's JSON, what it is called, how people read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from weipian.terms.words import Word

Row = Mapping[str, Any]
NOTHING = "—"
CENT = Decimal("0.01")


class As(StrEnum):
    """How a value is shown; also the class of its cell."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    MU = "mu"
    DAY = "day"
    LIGHT = "light"
    PLOT = "plot"
    PATCH = "patch"
    LINK = "link"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Column:
    """`key`: the name in the row, with dots (`answers.-1.told`), "" for the whole row. `words`: whose labels the value
    has. `to`: the address a value leads to, with `{}`. `pick`: what of the value is shown; `said`: that as text.
    `over`: whether a due day no longer binds this row. `nothing`: what is said where nothing stands there. `nowhere`:
    values without a page."""

    key: str
    label: str
    kind: As = As.TEXT
    words: type[Word] | None = None
    to: str = ""
    pick: Callable[[Any], Any] | None = None
    said: Callable[[Any], str] | None = None
    over: Callable[[Row], bool] | None = None
    nothing: str = NOTHING
    nowhere: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """By which an address names it: several may show something of one key."""
        return f"{self.key}~{self.label}" if self.pick else self.key

    def of(self, row: Row) -> Any:
        value = value_of(row, self.key)
        return value if self.pick is None or value is None else self.pick(value)


def value_of(row: Any, key: str) -> Any:
    """A value by a name with dots; None where there is none."""
    for part in key.split(".") if key else ():
        if isinstance(row, list):
            row = row[int(part)] if -len(row) <= int(part) < len(row) else None
        else:
            row = row.get(part) if isinstance(row, Mapping) else None
        if row is None:
            return None
    return row


def text_of(column: Column, row: Row) -> str:
    """What the cell says, as text; "" for nothing."""
    value = column.of(row)
    if column.said is not None and value is not None:
        return column.said(value)
    return _text(value, column)


def _text(value: Any, column: Column) -> str:
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, list):
        return "、".join(filter(None, (_text(one, column) for one in value)))
    if column.words is not None:
        return _label(column.words, str(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    return _mu(str(value)) if column.kind is As.MU else str(value)


def _label(words: type[Word], value: str) -> str:
    return next((word.label for word in words if word.value == value), value)


def _mu(text: str) -> str:
    try:
        return str(Decimal(text).quantize(CENT, ROUND_HALF_UP))
    except InvalidOperation:
        return text


def cell(column: Column, row: Row) -> SafeString | str:
    """The cell as it stands in the table; nothing known is said, not left empty."""
    from weipian.web.frame.marks import light

    value = column.of(row)
    text = text_of(column, row)
    if column.kind is As.LIGHT and not (column.over and column.over(row)):
        return light(value) if value or column.nothing == NOTHING else column.nothing
    if not text:
        return column.nothing
    if column.kind is As.LINES:
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((one,) for one in text.split("；"))))
    if (column.kind in ADDRESSES or column.to) and text not in column.nowhere:
        return _linked(value, column)
    return text


ADDRESSES = {As.PLOT: "/plots/{}", As.PATCH: "/patches/{}"}
MANY = 6
"""Links in one cell."""


def _linked(value: Any, column: Column) -> SafeString:
    """Each value as a link; of very many the first, and how many more."""
    to = column.to or ADDRESSES[column.kind]
    values = value if isinstance(value, list) else [value]
    links = format_html_join(
        "、", '<a href="{}">{}</a>', ((to.format(quote(str(one))), _text(one, column)) for one in values[:MANY])
    )
    return format_html("{}等 {} 个", links, len(values)) if len(values) > MANY else links


def order_of(column: Column, row: Row) -> tuple[int, Decimal, str]:
    """For sorting: numbers as numbers, days as days, nothing last."""
    value = column.of(row)
    if value is None or value in ("", []):
        return 1, Decimal(0), ""
    if column.said is None and column.words is None and isinstance(value, int | float | str):
        try:
            return 0, Decimal(str(int(value) if isinstance(value, bool) else value)), ""
        except InvalidOperation:
            pass
    return 0, Decimal(0), text_of(column, row)
