"""Areas, ratios and bars as the pages of figures show them; what is not known is never a nought."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeVar

from weipian.terms.area import decimals

SIZES = (20, 50, 100)
Number = Fraction | str | None
One = TypeVar("One")


def exact_of(value: Number) -> Fraction | None:
    return Fraction(value) if isinstance(value, str) else value


def mu(value: Number, places: int = 2) -> str:
    found = exact_of(value)
    return "—" if found is None else decimals(found, places)


def percent(value: Number, places: int = 2) -> str:
    found = exact_of(value)
    return "—" if found is None else f"{decimals(found * 100, places)}%"


def line_percent(value: Number) -> str:
    """A ratio of the law: no more decimals than it has."""
    found = exact_of(value)
    return "—" if found is None else f"{float(found * 100):g}%"


def thousandths(value: Number, most: Fraction) -> int:
    """How long a bar is, in thousandths of its place."""
    found = exact_of(value)
    return 0 if found is None or not most else round(min(found / most, Fraction(1)) * 1000)


def bars_end(ratios: Sequence[Number], line: Fraction) -> Fraction:
    """Bars end a quarter beyond the largest, at least at twice the line."""
    known = [found for one in ratios if (found := exact_of(one)) is not None]
    return min(max([max(known, default=line) * Fraction(5, 4), line * 2]), Fraction(1))


def page_of(request: Any, rows: Sequence[One]) -> tuple[Sequence[One], dict[str, Any]]:
    """One page of the rows, and what the pager says of all of them."""
    asked = request.GET
    size = int(asked["size"]) if asked.get("size", "").isdigit() and int(asked["size"]) in SIZES else SIZES[1]
    pages = max(-(-len(rows) // size), 1)
    page = min(max(int(asked["page"]), 1), pages) if asked.get("page", "").isdigit() else 1
    told = {"page": page, "pages": range(1, pages + 1), "count": len(rows), "size": size}
    return rows[(page - 1) * size : page * size], told
