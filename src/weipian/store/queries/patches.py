"""Issued patches and their batches as they are booked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

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
    source: str | None
    source_sha256: str | None
    patches: int | None
    refused: int | None


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
        rows = Standing.objects.filter(number__in=some).order_by("id").values_list("number", "batch__name")
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
    rows = (
        Patch.objects.filter(batch__name=batch, standing__isnull=False)
        .order_by("id")
        .values_list(
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


def _some(numbers: Iterable[str]) -> Iterable[list[str]]:
    whole = list(numbers)
    return (whole[at : at + AT_ONCE] for at in range(0, len(whole), AT_ONCE))
