"""Tables of many rows that were taken in, and what they brought: the rows of the same event."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from weipian.store import models
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.sight import seen_by_plot
from weipian.store.sight import Sight
from weipian.terms.bulk import BulkTable
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class BulkHere:
    """A table as it was taken in; `name`, `rows` None once a patch of those days was lawfully erased."""

    number: int
    event: int
    kind: BulkTable
    name: str | None
    rows: int | None
    undone: bool


def bulk_tables(kinds: Collection[BulkTable]) -> list[BulkHere]:
    """Of these kinds, in order."""
    wanted = models.SheetTaken.objects.filter(kind__in=[one.value for one in kinds]).order_by("id")
    rows = wanted.values_list("id", "event", "kind", "name", "rows", "current")
    return [
        BulkHere(key, event, BulkTable(kind), name, count, not current)
        for key, event, kind, name, count, current in rows
    ]


def bulk_table(kinds: Collection[BulkTable], number: int | None) -> BulkHere:
    """One that stands; the last where none is named. Raises InputError."""
    found = [one for one in bulk_tables(kinds) if not one.undone and number in (None, one.number)]
    if not found:
        raise InputError("sheet_unknown", where="" if number is None else str(number))
    return found[-1]


def events_of(table: BulkHere) -> list[int]:
    """The events of the act that took it in: an act of many rows is written as several, all about the table."""
    act = models.Event.objects.filter(seq=table.event).values_list("act", flat=True).get()
    found = models.Event.objects.filter(subject=f"sheet:{table.number}", act=act, seq__gte=table.event)
    return list(found.order_by("seq").values_list("seq", flat=True))


def brought(model: type[models.Superseded], table: BulkHere) -> dict[int, dict[str, Any]]:
    """Its rows by id, as they are stored, with whether each still stands."""
    rows = model._default_manager.filter(event__in=events_of(table)).order_by("id").values()
    return {row.pop("id"): row for row in rows}


def replaced(model: type[models.Superseded], table: BulkHere) -> list[dict[str, Any]]:
    """What its rows had replaced, in order, as values to write anew: rows that its event changed, and did not make."""
    names = [one.attname for one in model._meta.concrete_fields if one.attname not in ("id", "event", "current")]
    own = events_of(table)
    texts = models.Event.objects.filter(seq__in=own).order_by("seq").values_list("rows", flat=True)
    images = [image for text in texts for image in json.loads(text)]
    keys = sorted({image["key"] for image in images if image["table"] == model._meta.db_table})
    rows = (
        row
        for some in _some(keys)
        for row in model._default_manager.filter(id__in=some).exclude(event__in=own).order_by("id").values(*names)
    )
    return list(rows)


def plot_numbers(keys: Collection[int]) -> list[str]:
    """In order."""
    rows = (
        row
        for some in _some(sorted(keys))
        for row in models.Plot.objects.filter(id__in=some).values_list("number", flat=True)
    )
    return sorted(rows)


def evidence_by_hash(hashes: Collection[str], sight: Sight) -> dict[str, list[int]]:
    """SHA-256 or SM3 of an original → the evidence in sight that stands with it."""
    found: dict[str, list[int]] = {}
    for some in _some(sorted(hashes)):
        for column in ("sha256", "sm3"):
            wanted = models.Evidence.objects.filter(seen_by_plot(sight), current=True, **{f"{column}__in": some})
            for key, value in wanted.order_by("id").values_list("id", column):
                found.setdefault(value, []).append(key)
    return found


def _some(values: Sequence[Any]) -> list[Sequence[Any]]:
    return [values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE)]
