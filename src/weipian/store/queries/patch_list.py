"""How every patch stands, for lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from weipian.store.models import Batch
from weipian.store.queries.patches import gone_of
from weipian.store.queries.sight import seen_rows
from weipian.store.sight import Sight


@dataclass(frozen=True, slots=True)
class Stands:
    """A patch in a list; areas in 1e-6 m², None where not known. `gone`: a re-issue no longer has it."""

    number: str
    batch: str
    issued: date
    category: str
    township: str
    state: str
    area_um2: int
    cultivated_um2: int | None
    farmland_um2: int | None
    redline_um2: int | None
    proposal: str
    determination: str
    due: date | None
    gone: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which patches a list is to show, of those that are seen; None asks nothing."""

    sight: Sight
    state: str | None = None
    due_before: date | None = None
    category: str | None = None
    batch: str | None = None
    limit: int | None = None


COLUMNS = (
    "s.number, b.name, s.issued, s.category, s.township, s.state, s.area_um2, s.cultivated_um2, s.farmland_um2,"
    " s.redline_um2, s.proposal, s.determination, s.due"
)


def listed(wanted: Wanted) -> list[Stands]:
    """The patches that are wanted, the most urgent first."""
    where, values = _conditions(wanted)
    text = (
        f"SELECT {COLUMNS} FROM standing s JOIN batch b ON b.id = s.batch_id"  # noqa: S608
        f"{where} ORDER BY s.due NULLS FIRST, s.number"
    )
    if wanted.limit is not None:
        text, values = f"{text} LIMIT %s", [*values, wanted.limit]
    gone, days = _gone(), _Days()
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return [_stands(row, days, row[0] in gone) for row in cursor.fetchall()]


def _stands(row: Sequence[Any], days: _Days, gone: bool) -> Stands:
    number, batch, issued, category, township, state, area, cultivated, farmland, redline, proposal, said, due = row
    return Stands(
        number,
        batch,
        days.at(issued),
        category,
        township,
        state,
        area,
        cultivated,
        farmland,
        redline,
        proposal,
        said,
        days.of(due),
        gone,
    )


class _Days:
    """Days as dates: a list has few different ones."""

    def __init__(self) -> None:
        self.seen: dict[object, date] = {}

    def at(self, value: object) -> date:
        if value not in self.seen:
            self.seen[value] = value if isinstance(value, date) else date.fromisoformat(str(value))
        return self.seen[value]

    def of(self, value: object) -> date | None:
        return None if value is None else self.at(value)


def _conditions(wanted: Wanted) -> tuple[str, list[object]]:
    whose, own = seen_rows(wanted.sight, "s")
    asked: list[tuple[str, object]] = [
        ("s.state = %s", wanted.state),
        ("s.due < %s", wanted.due_before.isoformat() if wanted.due_before else None),
        ("s.category = %s", wanted.category),
        ("b.name = %s", wanted.batch),
    ]
    kept = [(text, value) for text, value in asked if value is not None]
    where = " AND ".join([*filter(None, [whose]), *(text for text, _ in kept)])
    return (f" WHERE {where}" if where else ""), [*own, *(value for _, value in kept)]


def _gone() -> set[str]:
    names = Batch.objects.filter(version__gt=1).values_list("name", flat=True).distinct()
    return {number for name in names for number in gone_of(name)}
