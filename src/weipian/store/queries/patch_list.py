"""How every patch stands, for lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from weipian.store.models import Batch, Standing
from weipian.store.queries.patch_wanted import Flag, Sort, Wanted, conditions, order_of
from weipian.store.queries.patches import gone_of

__all__ = ["Flag", "Sort", "Stands", "Wanted", "batch_names", "counted", "how_many", "listed"]


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


COLUMNS = (
    "s.number, b.name, s.issued, s.category, s.township, s.state, s.area_um2, s.cultivated_um2, s.farmland_um2,"
    " s.redline_um2, s.proposal, s.determination, s.due"
)


def listed(wanted: Wanted) -> list[Stands]:
    """The patches that are wanted, in the order that is wanted: the most urgent first where none is."""
    gone, days = _gone(), _Days()
    where, values = conditions(wanted, gone)
    order, inner = order_of(wanted), ""
    if wanted.limit is not None:
        inner = f" WHERE s.id IN (SELECT s.id FROM standing s{where} ORDER BY {order} LIMIT %s OFFSET %s)"  # noqa: S608
        values = [*values, wanted.limit, wanted.offset]
    text = f"SELECT {COLUMNS} FROM standing s JOIN batch b ON b.id = s.batch_id{inner or where} ORDER BY {order}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return [_stands(row, days, row[0] in gone) for row in cursor.fetchall()]


def counted(wanted: Wanted) -> int:
    """How many patches are wanted, whatever the page."""
    where, values = conditions(wanted, _gone() if wanted.flag is Flag.GONE else ())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM standing s{where}", values)  # noqa: S608
        return int(cursor.fetchone()[0])


def how_many() -> int:
    """All patches of the county: how much there is to count."""
    return int(Standing.objects.count())


def batch_names() -> list[str]:
    """The batches that patches were issued in, the latest first."""
    return list(dict.fromkeys(Batch.objects.order_by("-issued", "-id").values_list("name", flat=True)))


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


def _gone() -> set[str]:
    names = Batch.objects.filter(version__gt=1).values_list("name", flat=True).distinct()
    return {number for name in names for number in gone_of(name)}
