"""Referrals for accountability, and what townships began by themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from weipian.store import models
from weipian.terms.pressing import StartKind


@dataclass(frozen=True, slots=True)
class ReferralHere:
    """Number, day, receiver, receipt, and nothing else."""

    id: int
    referral: int
    number: str | None
    day: date
    receiver: str
    receipt: str | None
    receipt_on: date | None
    account: int


def referrals(account: int | None = None) -> list[ReferralHere]:
    """All, or those that one account entered."""
    wanted = models.AccountabilityReferral.objects.filter(current=True)
    if account is not None:
        wanted = wanted.filter(account_id=account)
    rows = wanted.values_list("id", "origin_id", "number", "day", "receiver", "receipt", "receipt_on", "account_id")
    found = [ReferralHere(key, origin or key, *rest) for key, origin, *rest in rows]
    return sorted(found, key=lambda one: one.referral)


@dataclass(frozen=True, slots=True)
class StartHere:
    id: int
    start: int
    kind: StartKind
    township: str
    day: date
    papers: Mapping[str, date]
    note: str | None


def starts(township: str | None = None) -> list[StartHere]:
    """What townships began by themselves, all or one's."""
    wanted = models.TownshipStart.objects.filter(current=True)
    if township is not None:
        wanted = wanted.filter(township=township)
    rows = wanted.values_list("id", "origin_id", "kind", "township", "day", "papers", "note")
    found = [
        StartHere(key, origin or key, StartKind(kind), where, day, _days(papers), note)
        for key, origin, kind, where, day, papers, note in rows
    ]
    return sorted(found, key=lambda one: one.start)


def _days(text: str) -> dict[str, date]:
    return {name: date.fromisoformat(day) for name, day in json.loads(text).items()}
