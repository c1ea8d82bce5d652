"""Everything that the books now say of the plots, one line a plot."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from weipian.store import models
from weipian.store.queries import ledger_reading
from weipian.store.queries.kept_by_patch import keeps_by_patch
from weipian.store.queries.ledger_line import Line, Proposed
from weipian.store.queries.ledger_reading import DETERMINED, RIGHT
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.words import LayerKind

__all__ = ["DETERMINED", "FEW", "RIGHT", "Line", "Proposed", "Stands"]

FEW = 100
"""Plots that are asked for by their ids; of more it is as cheap to read all."""


def ids_of(numbers: Collection[str]) -> list[int]:
    """The open plots that are so numbered, a few."""
    return list(models.Plot.objects.filter(number__in=list(numbers), closed=False).values_list("id", flat=True))


def lines(sight: Sight = EVERYTHING, *, reasons: bool = True, beside: Collection[int] | None = None) -> list[Line]:
    """Every open plot that is seen, by number; all of them for what the programme itself works out.

    `reasons`: False leaves out what the proposals say at length, for who only counts. `beside`: only plots of the
    patches of these plots need be there.
    """
    if beside is not None and len(beside) <= FEW:
        return ledger_reading.beside_plots(sight, beside, reasons=reasons)
    if not keeps_by_patch():
        return ledger_reading.in_sight(sight, reasons=reasons)
    found = ledger_reading.kept_in_sight(sight)
    return ledger_reading.with_reasons(sight, found) if reasons else found


@dataclass(frozen=True, slots=True)
class Stands:
    """A row of the list of patches, as far as the ledger changes it."""

    id: int
    number: str
    state: str
    due: date | None
    determination: str


def standings(numbers: Collection[str]) -> list[Stands]:
    """How the named patches stand."""
    wanted = models.Standing.objects.order_by("id")
    if len(numbers) <= FEW:
        wanted = wanted.filter(number__in=list(numbers))
    rows = wanted.values_list("id", "number", "state", "due", "determination")
    return [Stands(*row) for row in rows if row[1] in numbers]


def layer_versions() -> list[tuple[str, str]]:
    """The current layers: kind, and which version as of when."""
    rows = models.LayerVersion.objects.filter(current=True).order_by("kind").values_list("kind", "version", "as_of")
    return [(LayerKind(kind).label, f"第{version}版（{as_of}）") for kind, version, as_of in rows]
