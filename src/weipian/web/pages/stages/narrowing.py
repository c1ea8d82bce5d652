"""Rows of a list as somebody wants them: by tab, searched, sorted, one page. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from weipian.web.pages.stages.columns import Column, Row, order_of, text_of, value_of

PER_PAGE = (20, 50, 100)


@dataclass(frozen=True, slots=True)
class Wish:
    """`todo`: work of the page by its name; `sort`: a column by its id, with `-` downwards."""

    tab: str = ""
    todo: str = ""
    search: str = ""
    sort: str = ""
    page: int = 1
    size: int = PER_PAGE[1]

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Wish:
        """As an address says it; what it can't mean is left out."""
        size, page = asked.get("size", ""), asked.get("page", "")
        return cls(
            tab=asked.get("tab", ""),
            todo=asked.get("todo", ""),
            search=asked.get("q", "").strip(),
            sort=asked.get("sort", ""),
            page=int(page) if page.isdecimal() and len(page) < 7 and int(page) else 1,
            size=int(size) if size in map(str, PER_PAGE) else PER_PAGE[1],
        )


@dataclass(frozen=True, slots=True)
class Narrowed:
    """`tabs`: value → how many rows, before the tab is chosen."""

    rows: Sequence[Row]
    count: int
    page: int
    pages: int
    tabs: Mapping[str, int]


def narrowed(rows: Sequence[Row], columns: Sequence[Column], tabs: str, wish: Wish) -> Narrowed:
    """`tabs`: the key whose values are the tabs; "" for none."""
    found = [row for row in rows if _says(row, columns, wish.search)]
    counts: dict[str, int] = {}
    for row in found if tabs else ():
        value = str(value_of(row, tabs) or "")
        counts[value] = counts.get(value, 0) + 1
    if tabs and wish.tab:
        found = [row for row in found if str(value_of(row, tabs) or "") == wish.tab]
    found = _sorted(found, columns, wish.sort)
    pages = max(-(-len(found) // wish.size), 1)
    page = min(wish.page, pages)
    return Narrowed(found[(page - 1) * wish.size : page * wish.size], len(found), page, pages, counts)


def can_now(row: Row, key: str) -> bool:
    """Whether an act or a move of this name is open to the person."""
    return any(one.get("can") and key in (one.get("move"), one.get("act")) for one in row.get("acts", ()))


def _says(row: Row, columns: Sequence[Column], text: str) -> bool:
    return not text or any(text in text_of(column, row) for column in columns)


def _sorted(rows: list[Row], columns: Sequence[Column], sort: str) -> list[Row]:
    """What stands nowhere is last either way."""
    key = sort.removeprefix("-")
    column = next((one for one in columns if one.id == key), None)
    if column is None:
        return rows
    there = [row for row in rows if order_of(column, row)[0] == 0]
    lacking = [row for row in rows if order_of(column, row)[0] != 0]
    return [*sorted(there, key=lambda row: order_of(column, row), reverse=sort.startswith("-")), *lacking]
