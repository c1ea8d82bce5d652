"""Many rows, some thousand at a time: on SQLite who writes waits for who reads, and everybody else behind them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Max

AT_A_TIME = 5_000


def in_turns(wanted: Any, key: str, *columns: str) -> Iterator[tuple[Any, ...]]:
    """Rows of a query by `key`, a column that no two share. What is written meanwhile may be in the later ones: for
    what is counted of now, not for what must be of one moment."""
    ordered, last = wanted.order_by(key), None
    while True:
        after = ordered if last is None else ordered.filter(**{f"{key}__gt": last})
        rows = list(after.values_list(key, *columns)[:AT_A_TIME])
        for _, *row in rows:
            yield tuple(row)
        if len(rows) < AT_A_TIME:
            return
        last = rows[-1][0]


def in_pieces(wanted: Any) -> Iterator[Any]:
    """The same query for so many ids at a time, one after the other: what it counts is added up by who asks."""
    last = wanted.model._default_manager.aggregate(last=Max("id"))["last"] or 0
    for first in range(0, last + 1, AT_A_TIME):
        yield wanted.filter(id__gte=first, id__lt=first + AT_A_TIME)
