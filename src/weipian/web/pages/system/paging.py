"""A long list, a page of it at a time."""

from __future__ import annotations

from typing import Any

SIZE = 50


def page_of(request: Any, count: int, size: int = SIZE) -> tuple[int, range]:
    """The page asked for, as far as there is one, and all pages' numbers."""
    asked = request.GET.get("page", "")
    pages = range(1, max(-(-count // size), 1) + 1)
    return min(max(int(asked) if asked.isdecimal() and len(asked) < 7 else 1, 1), pages[-1]), pages
