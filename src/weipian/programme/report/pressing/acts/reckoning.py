"""A reckoning kept with what is written from it, a row a plot, so that a lawful erasure takes its part (0032)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store.models import ReckonedPlot, Reckoning
from weipian.store.queries.reckonings import SHARED, reckoning_alike
from weipian.store.writing import Act as Doing
from weipian.terms.reckoned import PlotFact


@dataclass(frozen=True, slots=True)
class Basis:
    """The plots of a close or of a day. `every`: all plots of the books, of the period or not."""

    facts: Sequence[PlotFact]
    every: Sequence[int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reckoning: of a close (its id and day), or of today. `read` is asked only where it isn't kept already."""

    close: int | None
    day: date
    read: Callable[[], Basis]


BLANK: dict[str, Any] = {
    **dict.fromkeys(SHARED, ""),
    **dict.fromkeys(("mining", "settled", "inspected"), False),
    **dict.fromkeys(("area_um2", "overdue"), 0),
    **dict.fromkeys(("cultivated_um2", "farmland_um2")),
    "late": {},
    "handed": [],
}
"""What is kept of a plot that does not belong."""


def keep(act: Doing, wanted: Wanted) -> int:
    """The reckoning's number; written where none is alike."""
    found = reckoning_alike(wanted.close, wanted.day)
    if found is not None:
        return found
    basis = wanted.read()
    key = act.add(Reckoning, close_id=wanted.close, day=wanted.day)
    facts = {one.plot_id: one for one in basis.facts}
    act.add_many(ReckonedPlot, [{"reckoning_id": key, **_row(plot, facts.get(plot))} for plot in sorted(basis.every)])
    return key


def _row(plot: int, fact: PlotFact | None) -> dict[str, Any]:
    if fact is None:
        return {"plot_id": plot, "belongs": False, **BLANK}
    own = {name: getattr(fact, name) for name in SHARED}
    return {"plot_id": plot, "belongs": True, **own, "late": dict(fact.late), "handed": list(fact.handed)}
