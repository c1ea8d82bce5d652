"""Imports of the ledger: what each changed, and whether something stands on top of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weipian.store import models

TABLES: dict[str, type[models.Superseded]] = {
    model._meta.db_table: model for model in (models.SiteFacts, models.Filed, models.Determination, models.PuttingRight)
}
"""The records that an import writes, by table."""
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Written:
    """A record that an import wrote: its plot, what it took the place of (None: nothing), the new one's id."""

    table: str
    plot: int
    old: int | None
    new: int


@dataclass(frozen=True, slots=True)
class Import:
    """An import as it was kept."""

    number: int
    event: int
    name: str | None
    review: str
    rows: int | None
    undone: bool
    edits: tuple[Mapping[str, Any], ...]
    conflicts: tuple[Mapping[str, Any], ...]
    written: tuple[Written, ...]


def imports() -> list[Import]:
    """Every import, in order."""
    columns = ("id", "event", "name", "review", "rows", "current", "edits")
    return [_import(*row) for row in models.LedgerImport.objects.order_by("id").values_list(*columns)]


def _import(
    number: int, event: int, name: str | None, review: str, rows: int | None, current: bool, edits: str
) -> Import:
    said = json.loads(edits)
    written = tuple(Written(*row) for row in said["written"])
    return Import(
        number, event, name, review, rows, not current, tuple(said["edits"]), tuple(said["conflicts"]), written
    )


def built_on(found: Import) -> list[str]:
    """The plots of an import that were changed since: a record says something else now, or the plot was cut or merged.

    A record that an undoing brought back says what it said.
    """
    late = {plot for table in TABLES for plot in _changed(table, [one for one in found.written if one.table == table])}
    plots = sorted({one.plot for one in found.written})
    rows = [row for keys in _some(plots) for row in _numbers(keys)]
    return sorted(number for key, number, closed in rows if closed or key in late)


def _changed(table: str, written: Sequence[Written]) -> Iterator[int]:
    now = current_of(table)
    then = values_of(table, [one.new for one in written])
    said = values_of(table, [now[one.plot] for one in written if one.plot in now])
    return (one.plot for one in written if said.get(now.get(one.plot, 0)) != then[one.new])


def current_of(table: str) -> dict[int, int]:
    """Plot → its current record."""
    return dict(TABLES[table]._default_manager.filter(current=True).values_list("plot_id", "id"))


def _numbers(keys: list[int]) -> Iterator[tuple[int, str, bool]]:
    return iter(models.Plot.objects.filter(id__in=keys).values_list("id", "number", "closed"))


def _some(keys: list[int]) -> Iterator[list[int]]:
    """A few thousand at a time: a statement takes a limited number of values."""
    return (keys[start : start + MOST] for start in range(0, len(keys), MOST))


def values_of(table: str, keys: list[int]) -> dict[int, dict[str, Any]]:
    """Records as they are stored, without their ids, by id."""
    model = TABLES[table]
    names = [field.attname for field in model._meta.concrete_fields if field.attname not in ("id", "event", "current")]
    found: dict[int, dict[str, Any]] = {}
    for some in _some(keys):
        objects = model._default_manager.filter(id__in=some).order_by("id")
        found |= {row.pop("id"): row for row in objects.values("id", *names)}
    return found
