"""Requests for instructions, of the patches that somebody sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.store.models import Instruction, Standing
from weipian.store.queries.sight import seen_in
from weipian.store.sight import EVERYTHING, Sight


@dataclass(frozen=True, slots=True)
class Asked:
    """A request; `answered` None while it waits."""

    id: int
    patch: str
    patch_id: int
    matter: str
    addressee: str
    number: str
    asked: date
    answer: str
    answer_number: str
    answered: date | None
    account_id: int


COLUMNS = (
    "id", "patch__number", "patch_id", "matter", "addressee", "number", "asked", "answer", "answer_number", "answered",
    "account_id",
)  # fmt: skip


def instructions(sight: Sight = EVERYTHING) -> list[Asked]:
    """Every request that stands, the oldest first."""
    wanted = Instruction.objects.filter(current=True)
    if not (sight.everything and not sight.within):
        own = Standing.objects.filter(seen_in(sight, "number")).values("number")
        wanted = wanted.filter(patch__number__in=own)
    return [Asked(*row) for row in wanted.order_by("id").values_list(*COLUMNS)]


def waiting_patches() -> frozenset[str]:
    """Patches with a request that nobody has answered."""
    rows = Instruction.objects.filter(current=True, answered=None).values_list("patch__number", flat=True)
    return frozenset(rows)
