"""Letters as they are booked."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from weipian.store import models
from weipian.terms.pressing import LetterKind, LetterState


@dataclass(frozen=True, slots=True)
class LetterHere:
    """A letter as it stands. `number` of the record is `letter`, its own is `number`; texts None once erased."""

    id: int
    letter: int
    event: int
    kind: LetterKind
    state: LetterState
    township: str
    department: str
    stage: str
    reckoning: int
    mechanism: int | None
    problems: tuple[str, ...] | None
    demands: tuple[str, ...] | None
    contact: str | None
    copies: tuple[str, ...] | None
    due: date | None
    number: str | None
    drafted_by_id: int
    drafted_by: str
    drafted_on: date
    checked_by: str
    checked_on: date | None
    signed_by: str
    signed_on: date | None
    numbered_on: date | None
    sealed_on: date | None
    sent_on: date | None
    received_on: date | None
    receiver: str | None
    replied_on: date | None
    reply: str | None
    reason: str | None
    taking: int | None

    @property
    def addressee(self) -> str:
        return self.township or self.department


LETTER = (
    "id", "origin_id", "event", "kind", "state", "township", "department", "stage", "reckoning_id", "mechanism_id",
    "problems", "demands", "contact", "copies", "due", "number", "drafted_by_id", "drafted_by__label", "drafted_on",
    "checked_by__label", "checked_on", "signed_by__label", "signed_on", "numbered_on", "sealed_on", "sent_on",
    "received_on", "receiver", "replied_on", "reply", "reason", "taking_id",
)  # fmt: skip


def letters(keys: Collection[int] | None = None) -> list[LetterHere]:
    """Letters as they stand now, all or those of these records, in the order in which they were drafted."""
    wanted = models.Letter.objects.filter(current=True)
    if keys is not None:
        wanted = wanted.filter(Q(origin_id__in=list(keys)) | Q(origin=None, id__in=list(keys)))
    found = [_letter(row) for row in wanted.values_list(*LETTER)]
    return sorted(found, key=lambda one: one.letter)


def _letter(row: tuple[Any, ...]) -> LetterHere:
    said = dict(zip(LETTER, row, strict=True))
    plain = {
        name: said[name]
        for name in (
            "id", "event", "township", "department", "stage", "contact", "due", "number", "drafted_by_id", "drafted_on",
            "checked_on", "signed_on", "numbered_on", "sealed_on", "sent_on", "received_on", "receiver", "replied_on",
            "reply", "reason",
        )
    }  # fmt: skip
    return LetterHere(
        **plain,
        problems=_list(said["problems"]),
        demands=_list(said["demands"]),
        copies=_list(said["copies"]),
        letter=said["origin_id"] or said["id"],
        kind=LetterKind(said["kind"]),
        state=LetterState(said["state"]),
        reckoning=said["reckoning_id"],
        mechanism=said["mechanism_id"],
        drafted_by=said["drafted_by__label"],
        checked_by=said["checked_by__label"] or "",
        signed_by=said["signed_by__label"] or "",
        taking=said["taking_id"],
    )


def _list(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(json.loads(text))


def numbers_taken(number: str) -> bool:
    """Whether a letter that stands has this number."""
    return bool(models.Letter.objects.filter(current=True, number=number).exists())


def of_taking(taking: int) -> list[tuple[int, int | None, bool]]:
    """A table's rows of letters: id, what each replaced, whether it still stands."""
    return list(
        models.Letter.objects.filter(taking_id=taking).order_by("id").values_list("id", "replaces_id", "current")
    )


def hashes_of(events: Collection[int]) -> dict[int, str]:
    return dict(models.Event.objects.filter(seq__in=list(events)).values_list("seq", "hash"))
