"""What is handed over to the departments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from weipian.store.models import Event, Handover, Standing
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight


@dataclass(frozen=True, slots=True)
class Handed:
    """A handover that stands. `at`: when it was made."""

    id: int
    patch: str
    department: str
    matter: str
    due: date | None
    answerer: str | None
    event: int
    at: str = ""

    @property
    def terms(self) -> tuple[str, date | None, str | None]:
        return self.matter, self.due, self.answerer


COLUMNS = ("id", "patch__number", "department", "matter", "due", "answerer", "event")


def handovers(sight: Sight) -> list[Handed]:
    """What stands of the patches in sight, the most urgent first; a department sees what was handed to itself."""
    rows: list[tuple[Any, ...]] = list(in_sight(sight).order_by("id").values_list(*COLUMNS))
    when = dict(Event.objects.filter(seq__in={row[-1] for row in rows}).values_list("seq", "at"))
    found = [Handed(*(*row, when[row[-1]])) for row in rows]
    return sorted(found, key=lambda one: (one.due or date.max, one.patch, one.department))


def in_sight(sight: Sight) -> Any:
    """The handovers that stand and are seen: a department sees those to itself, a township those of its patches."""
    wanted = Handover.objects.filter(current=True)
    if sight.everything:
        return wanted
    whose = Q(pk__in=[])
    if sight.township:  # asked of each handover's own patch: a list of the township's patches, made first, is slow
        seen = seen_in(Sight(township=sight.township), "number")
        own = Standing.objects.filter(seen, number=OuterRef("patch__number"))
        whose |= Q(Exists(own))
    if sight.department:
        whose |= Q(department=sight.department)
    return wanted.filter(whose)


def standing_handovers(numbers: Sequence[str], department: str) -> dict[str, Handed]:
    """Patch number → how it is handed to a department now."""
    found: dict[str, Handed] = {}
    for at in range(0, len(numbers), AT_ONCE):
        some = Handover.objects.filter(
            current=True, department=department, patch__number__in=numbers[at : at + AT_ONCE]
        )
        found |= {row[1]: Handed(*row) for row in some.order_by("id").values_list(*COLUMNS)}
    return found


def standing_pairs(numbers: Sequence[str]) -> dict[tuple[str, str], Handed]:
    """(Patch number, department) → how it is handed over now."""
    found: dict[tuple[str, str], Handed] = {}
    for at in range(0, len(numbers), AT_ONCE):
        some = Handover.objects.filter(current=True, patch__number__in=numbers[at : at + AT_ONCE])
        found |= {(row[1], row[2]): Handed(*row) for row in some.order_by("id").values_list(*COLUMNS)}
    return found


def newest_patches(numbers: Sequence[str]) -> dict[str, int]:
    """Patch number → its newest version."""
    found: dict[str, int] = {}
    for at in range(0, len(numbers), AT_ONCE):
        rows = Standing.objects.filter(number__in=numbers[at : at + AT_ONCE]).order_by("id")
        found |= dict(rows.values_list("number", "patch_id"))
    return found
