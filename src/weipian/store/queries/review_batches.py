"""Rows that came into a review together: attendance, opinions or decisions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from weipian.store import models
from weipian.store.queries.patches import AT_ONCE
from weipian.terms.errors import InputError

KEYS: dict[Any, tuple[str, ...]] = {
    models.Attendance: ("department", "person"),
    models.Opinion: ("plot__number", "department", "person"),
    models.Decision: ("plot__number",),
}
"""What tells the rows of a table apart; the first names it for people."""


@dataclass(frozen=True, slots=True)
class BatchHere:
    """A batch that is not undone, the table that its rows are in, and who wrote it."""

    id: int
    review: int
    account: int
    model: Any


@dataclass(frozen=True, slots=True)
class InBatch:
    """A row of a batch; `replaces` what it took the place of."""

    id: int
    current: bool
    replaces: int | None
    key: tuple[str | None, ...]

    @property
    def name(self) -> str:
        return str(self.key[0])


def batch_of(batch: int) -> BatchHere:
    """Raises InputError for one that is not there, or is undone."""
    row = models.ReviewBatch.objects.filter(id=batch, current=True).values_list("review_id", "account_id").first()
    model = next((one for one in KEYS if one.objects.filter(batch=batch).exists()), None)
    if row is None or model is None:
        raise InputError("review_batch_unknown", where=str(batch))
    return BatchHere(batch, row[0], row[1], model)


def rows_of(batch: BatchHere) -> list[InBatch]:
    """In order."""
    rows = batch.model.objects.filter(batch=batch.id).order_by("id")
    wanted = rows.values_list("id", "current", "replaces_id", *KEYS[batch.model])
    return [InBatch(key, current, replaces, tuple(rest)) for key, current, replaces, *rest in wanted]


def row_values(model: Any, keys: Collection[int]) -> dict[int, dict[str, Any]]:
    """All columns but what every row has, by id: to write the rows anew."""
    names = [one.attname for one in model._meta.concrete_fields if one.attname not in ("id", "event", "current")]
    found: dict[int, dict[str, Any]] = {}
    every = sorted(keys)
    for at in range(0, len(every), AT_ONCE):
        rows = model.objects.filter(id__in=every[at : at + AT_ONCE]).order_by("id").values("id", *names)
        found |= {row.pop("id"): row for row in rows}
    return found


def is_silent(review: int) -> bool:
    """Whether nobody is written down in a review, and nothing that anybody said."""
    tables = (models.Attendance, models.ConflictOfInterest, models.Opinion, models.Decision)
    return not any(model.objects.filter(review=review, current=True).exists() for model in tables)
