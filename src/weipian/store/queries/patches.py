"""Issued patches as they are booked, and how each stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from weipian.store.models import Batch, Patch, Plot, Standing

AT_ONCE = 500
"""Numbers in one question: SQLite's oldest bound is 999."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The newest version of an issued patch."""

    id: int
    number: str
    version: int
    batch: str
    category: str
    supplementary: bool
    issued: date
    issued_area: str
    issued_unit: str
    township: str
    earlier_image: date | None
    later_image: date | None
    attributes: str
    crs: str
    wkb: bytes
    area_um2: int


@dataclass(frozen=True, slots=True)
class BatchHere:
    """One version of a batch."""

    id: int
    name: str
    version: int
    year: int
    period: str
    issued: date
    received: date
    source: str
    source_sha256: str
    patches: int
    refused: int


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
    """Which patches a list is to show; None asks nothing."""

    township: str | None = None
    state: str | None = None
    due_before: date | None = None
    category: str | None = None
    batch: str | None = None
    limit: int | None = None


def last_batch(name: str) -> BatchHere | None:
    """The newest version of a batch."""
    row = Batch.objects.filter(name=name).order_by("-version").first()
    return _batch(row) if row else None


def _batch(row: Batch) -> BatchHere:
    return BatchHere(
        row.id,
        row.name,
        row.version,
        row.year,
        row.period,
        row.issued,
        row.received,
        row.source,
        row.source_sha256,
        row.patches,
        row.refused,
    )


def batches() -> list[BatchHere]:
    """Every version of every batch."""
    return [_batch(row) for row in Batch.objects.order_by("id")]


def batch_of(numbers: Sequence[str]) -> dict[str, str]:
    """Which batch each of the numbers stands in already."""
    found: dict[str, str] = {}
    for some in _some(numbers):
        rows = Standing.objects.filter(number__in=some).values_list("number", "batch__name")
        found.update(rows)
    return found


def plots_named(numbers: Sequence[str]) -> set[str]:
    """Those of the numbers that a plot has: a part of a split patch may be called like a new patch."""
    return {
        number
        for some in _some(numbers)
        for number in Plot.objects.filter(number__in=some).values_list("number", flat=True)
    }


def newest_of(batch: str) -> dict[str, Earlier]:
    """The newest version of every patch of a batch, by number."""
    rows = Patch.objects.filter(batch__name=batch, standing__isnull=False).values_list(
        "id",
        "number",
        "version",
        "batch__name",
        "category",
        "supplementary",
        "issued",
        "issued_area",
        "issued_unit",
        "township",
        "earlier_image",
        "later_image",
        "attributes",
        "crs",
        "wkb",
        "area_um2",
    )
    return {row[1]: Earlier(*row) for row in rows.iterator()}


def gone_of(batch: str) -> set[str]:
    """Numbers that a batch's latest re-issue no longer has; they stay, and are shown as such."""
    gone: set[str] = set()
    for text in Batch.objects.filter(name=batch).order_by("version").values_list("differences", flat=True):
        _follow(gone, text)
    return gone


def _follow(gone: set[str], text: str) -> None:
    for one in json.loads(text):
        if one["what"] == "gone":
            gone.add(one["patch"])
        else:
            gone.discard(one["patch"])


def _gone() -> set[str]:
    names = Batch.objects.filter(version__gt=1).values_list("name", flat=True).distinct()
    return {number for name in names for number in gone_of(name)}


def _some(numbers: Iterable[str]) -> Iterable[list[str]]:
    whole = list(numbers)
    return (whole[at : at + AT_ONCE] for at in range(0, len(whole), AT_ONCE))


COLUMNS = (
    "s.number, b.name, s.issued, s.category, s.township, s.state, s.area_um2, s.cultivated_um2, s.farmland_um2,"
    " s.redline_um2, s.proposal, s.determination, s.due"
)


def listed(wanted: Wanted) -> list[Stands]:
    """The patches that are wanted, the most urgent first."""
    where, values = _conditions(wanted)
    text = (
        f"SELECT {COLUMNS} FROM standing s JOIN batch b ON b.id = s.batch_id"  # noqa: S608
        f"{where} ORDER BY s.due, s.number"
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
    asked: list[tuple[str, object]] = [
        ("s.township = %s", wanted.township),
        ("s.state = %s", wanted.state),
        ("s.due < %s", wanted.due_before.isoformat() if wanted.due_before else None),
        ("s.category = %s", wanted.category),
        ("b.name = %s", wanted.batch),
    ]
    kept = [(text, value) for text, value in asked if value is not None]
    where = " AND ".join(text for text, _ in kept)
    return (f" WHERE {where}" if where else ""), [value for _, value in kept]
