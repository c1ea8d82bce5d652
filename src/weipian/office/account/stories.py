"""Lines of time put together: from which day on a plot has which rows in the ratio."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from weipian.office.account.records import Part, Reader, Settled, Times
from weipian.programme.account.history import Rows, Story
from weipian.programme.account.ledger import LedgerRow
from weipian.store.queries.account import Books, PlotOnce
from weipian.terms.account import By
from weipian.terms.words import Category, Determination, Outcome

PART = "#"
"""Between a plot's number and the name of its part."""
UNKNOWN: Settled = (Determination.UNDETERMINED, False)


def stories(books: Books, by: By) -> list[Story]:
    """Every plot that ever counted."""
    reader = Reader(books, by)
    return [Story(plot.plot, plot.township, list(_changes(plot, reader.times(plot)))) for plot in books.plots]


def _changes(plot: PlotOnce, times: Times) -> Iterator[tuple[date, Rows]]:
    """The days on which the rows change, in order."""
    state: dict[str, Any] = {}
    last: Rows = ()
    for day, own in _by_day(times):
        state.update(own)
        rows = _rows(plot, state)
        if rows != last:
            yield day, rows
            last = rows


def _by_day(times: Times) -> list[tuple[date, dict[str, Any]]]:
    found: dict[date, dict[str, Any]] = {}
    named = {
        "there": times.there, "determined": times.determined, "outcome": times.outcome, "filed": times.filed,
        "measured": times.measured, **{f"{PART}{name}": own for name, own in times.parts.items()},
    }  # fmt: skip
    for name, changes in named.items():
        for day, value in changes:
            found.setdefault(day, {})[name] = value
    return sorted(found.items())


def _rows(plot: PlotOnce, state: Mapping[str, Any]) -> Rows:
    """Filed land first, else measured; none where the plot is not there, or its land is not known."""
    filed = state.get("filed")
    area = filed if filed is not None else state.get("measured")
    if not state.get("there") or area is None:
        return ()
    determination, final = state.get("determined") or UNKNOWN
    outcome = state.get("outcome") or Outcome.NONE
    whole = LedgerRow(
        plot=plot.plot,
        township=plot.township,
        determination=determination,
        cultivated=area,
        outcome=outcome,
        supplementary=plot.supplementary or plot.category is Category.SUPPLEMENTARY,
        accepted_above=final,
    )
    parts = {name[1:]: value for name, value in state.items() if name.startswith(PART) and value is not None}
    return _in_parts(whole, parts) if parts else (whole,)


def _in_parts(whole: LedgerRow, parts: Mapping[str, Part]) -> Rows:
    """Each part counts for itself; what is left has not been put right."""
    rows = [
        replace(whole, plot=f"{whole.plot}{PART}{name}", cultivated=area, outcome=outcome)
        for name, (area, outcome) in parts.items()
    ]
    left = whole.cultivated - sum((area for area, _ in parts.values()), Fraction(0))
    outcome = Outcome.IN_PROGRESS if whole.outcome.is_settled else whole.outcome
    return (*rows, replace(whole, cultivated=left, outcome=outcome)) if left > 0 else tuple(rows)
