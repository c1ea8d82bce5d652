"""Tables that were taken in, and whether something stands on top of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from weipian.store.models import Assignment, Inspection, SheetTaken, SiteFacts
from weipian.store.queries.patches import AT_ONCE
from weipian.terms.inspection import SheetKind


@dataclass(frozen=True, slots=True)
class SheetHere:
    """A table as it was taken in; `name`, `rows` None once a patch of those days was lawfully erased."""

    number: int
    kind: SheetKind
    name: str | None
    rows: int | None
    undone: bool


def sheets() -> list[SheetHere]:
    """Every one of inspection's, in order."""
    rows = (
        SheetTaken.objects.filter(kind__in=list(SheetKind))
        .order_by("id")
        .values_list("id", "kind", "name", "rows", "current")
    )
    return [SheetHere(key, SheetKind(kind), name, count, not current) for key, kind, name, count, current in rows]


def later(sheet: SheetHere) -> list[str]:
    """What of a table says something else by now: patches given to others since, plots with later facts or cut."""
    if sheet.kind is SheetKind.ASSIGNMENTS:
        gone = Assignment.objects.filter(sheet_id=sheet.number, current=False)
        return sorted(gone.values_list("patch__number", flat=True))
    mine = Inspection.objects.filter(sheet_id=sheet.number)
    facts = set(mine.exclude(site__current=True).values_list("plot__number", flat=True))
    return sorted(facts | set(mine.filter(plot__closed=True).values_list("plot__number", flat=True)))


def values_of(model: type[Assignment] | type[SiteFacts], keys: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Rows as they are stored, without ids, in order of id: what an undoing writes anew."""
    names = [one.attname for one in model._meta.concrete_fields if one.attname not in ("id", "event", "current")]
    found: dict[int, dict[str, Any]] = {}
    for at in range(0, len(keys), AT_ONCE):
        rows = model._default_manager.filter(id__in=keys[at : at + AT_ONCE]).order_by("id").values("id", *names)
        found |= {row.pop("id"): row for row in rows}
    return found
