"""核查看板: cards by column, or the same as a table; chosen patches are given out or taken over in one dialog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.figures.duty_values import Light
from weipian.office.inspecting.board import Card, Column, board
from weipian.store.queries.upper import upper_checks
from weipian.store.seeing import seen
from weipian.terms.words import Category
from weipian.web.aside.alike import Aside
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.kept import alike, kept

CARDS = 30
"""In a column; the table has all."""
PER_PAGE = 50
LIGHTS = (Light.OVERDUE, Light.SOON, Light.LATER)


def shown(request: Any) -> HttpResponse:
    """The board; `view=table`: as a table, a page at a time."""
    desk, asked = request.desk, request.GET
    township = asked.get("township") or None
    every = bool(asked.get("every"))
    cards = kept(desk, "board", lambda: board(desk, here().today(), township, every=every), township, every,
                 whose=alike(desk))  # fmt: skip
    wanted = [one for one in cards if _is_wanted(one, asked)]
    counts = Counter(one.column for one in wanted)
    told = {
        "columns": [(column, counts[column], _first(wanted, column)) for column in Column],
        "lights": [(light, sum(one.light is light for one in wanted)) for light in LIGHTS],
        "townships": _by_township(wanted),
        "checks": sum(not one.answer for one in upper_checks(seen(desk, township))),
        "count": len(wanted),
        "asked": asked,
        "every_township": list(desk.policy.townships),
        "categories": list(Category),
        "words": list(Column),
        "table": asked.get("view") == "table",
        **_page(wanted, asked.get("page", "")),
    }
    return render(request, "inspect/board.html", told)


def _is_wanted(one: Card, asked: Any) -> bool:
    patch, text = one.lying.patch, asked.get("q", "").strip()
    return (
        (not asked.get("column") or one.column.value == asked["column"])
        and (not asked.get("category") or patch.category.value == asked["category"])
        and (not asked.get("light") or (one.light is not None and one.light.name.lower() == asked["light"]))
        and (not text or text in one.number or text in one.lying.holder)
    )


def _first(cards: Sequence[Card], column: Column) -> list[Card]:
    return [one for one in cards if one.column is column][:CARDS]


def _by_township(cards: Sequence[Card]) -> list[tuple[str, list[int], int]]:
    """Township → patches by column, and how many are overdue."""
    counts = Counter((one.lying.patch.about.township, one.column) for one in cards)
    late = Counter(one.lying.patch.about.township for one in cards if one.light is Light.OVERDUE)
    names = sorted({township for township, _ in counts})
    return [(name or "乡镇不明", [counts[name, column] for column in Column], late[name]) for name in names]


def _page(cards: Sequence[Card], asked: str) -> dict[str, Any]:
    page = max(int(asked), 1) if asked.isdigit() else 1
    rows = cards[(page - 1) * PER_PAGE : page * PER_PAGE]
    return {"rows": rows, "page": page, "pages": range(1, -(-len(cards) // PER_PAGE) + 1)}


ROUTES = (Route("inspect/", shown, "inspect", label="核查", group="核查举证", aside=Aside.ALIKE),)
