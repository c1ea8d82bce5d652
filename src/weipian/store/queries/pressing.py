"""Reckonings, mechanisms, letters and starts as they are booked."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from weipian.store import models
from weipian.terms.acting import Act
from weipian.terms.pressing import LetterKind, LetterState, Mechanism, MechanismState, StartKind, StepKind
from weipian.terms.reckoned import PlotFact

QUIET = frozenset(
    each.value
    for each in (
        Act.MECHANISM_PROPOSED, Act.MECHANISM_DECIDED, Act.MECHANISM_STEPPED, Act.MECHANISM_LIFTED, Act.LETTER_DRAFTED,
        Act.LETTER_CHECKED, Act.LETTER_SIGNED, Act.LETTER_SENT, Act.LETTER_RECEIVED, Act.LETTER_REPLIED,
        Act.LETTER_UNDONE, Act.TOWNSHIP_INTERVIEW_HELD, Act.ACCOUNTABILITY_STARTED, Act.PAPERS_SENT,
    )
)  # fmt: skip
"""Acts that change nothing of any plot."""
SHARED = (
    "township", "mining", "determination", "settled", "inspected", "area_filed", "cultivated_filed", "area_um2",
    "cultivated_um2", "farmland_um2", "before", "after", "overdue",
)  # fmt: skip
"""Columns of a reckoned plot that are kept as they are."""


def reckoning_alike(close: int | None, day: date) -> int | None:
    """A reckoning that would be the same: of that close; or of today, with nothing done to any plot since."""
    rows = models.Reckoning.objects.filter(close_id=close).order_by("-id")
    if close is not None:
        same: int | None = rows.values_list("id", flat=True).first()
        return same
    found = rows.filter(day=day).values_list("id", "event").first()
    if found is None:
        return None
    since = models.Event.objects.filter(seq__gt=found[1]).exclude(act__in=QUIET)
    return None if since.exists() else int(found[0])


def reckoned(keys: Collection[int]) -> dict[int, list[PlotFact]]:
    """Reckoning → its plots, by number; of everybody, since figures are sums over all of them."""
    wanted = models.ReckonedPlot.objects.filter(reckoning_id__in=sorted(keys), belongs=True)
    rows = wanted.order_by("plot__number").values("reckoning_id", "plot_id", "plot__number", "late", "handed", *SHARED)
    found: dict[int, list[PlotFact]] = {key: [] for key in keys}
    for row in rows.iterator():
        found[row["reckoning_id"]].append(
            PlotFact(
                plot_id=row["plot_id"],
                plot=row["plot__number"],
                late=json.loads(row["late"]),
                handed=tuple(json.loads(row["handed"])),
                **{name: row[name] for name in SHARED},
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class ReckoningHere:
    """From what a letter or a proposal was reckoned: a close's kind and key, or "" where by the books of the day."""

    id: int
    day: date
    kind: str
    key: str


def reckonings(keys: Collection[int]) -> dict[int, ReckoningHere]:
    rows = models.Reckoning.objects.filter(id__in=sorted(keys)).values_list("id", "day", "close__kind", "close__key")
    return {row[0]: ReckoningHere(row[0], row[1], row[2] or "", row[3] or "") for row in rows}


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


def values_of(model: Any, keys: Collection[int]) -> dict[int, dict[str, Any]]:
    """Rows as they are stored, without what every row has, by id: to write them anew."""
    names = [one.attname for one in model._meta.concrete_fields if one.attname not in ("id", "event", "current")]
    rows = model._default_manager.filter(id__in=list(keys)).order_by("id").values("id", *names)
    return {row.pop("id"): row for row in rows}


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


@dataclass(frozen=True, slots=True)
class MechanismHere:
    """A mechanism as it stands; texts None once erased."""

    id: int
    mechanism: int
    kind: Mechanism
    state: MechanismState
    township: str
    project_id: int | None
    project: str
    department: str
    person: str | None
    triggers: tuple[str, ...]
    because: str | None
    reckoning: int | None
    proposed_by_id: int
    proposed_by: str
    proposed_on: date
    decided_by: str
    decided_on: date | None
    decision: str | None
    ground: str | None
    signer: str | None
    ends_on: date | None
    held_on: date | None
    lifted_by: str
    lifted_on: date | None
    reason: str | None


MECHANISM = (
    "id", "origin_id", "kind", "state", "township", "project_id", "project__name", "project__department", "person",
    "triggers", "because", "reckoning_id", "proposed_by_id", "proposed_by__label", "proposed_on", "decided_by__label",
    "decided_on", "decision", "ground", "signer", "ends_on", "held_on", "lifted_by__label", "lifted_on", "reason",
)  # fmt: skip


def mechanisms(keys: Collection[int] | None = None) -> list[MechanismHere]:
    """Mechanisms as they stand now, all or those of these records, in the order in which they were proposed."""
    wanted = models.MechanismTaken.objects.filter(current=True)
    if keys is not None:
        wanted = wanted.filter(Q(origin_id__in=list(keys)) | Q(origin=None, id__in=list(keys)))
    found = [_mechanism(*row) for row in wanted.values_list(*MECHANISM)]
    return sorted(found, key=lambda one: one.mechanism)


def _mechanism(key: int, origin: int | None, kind: str, state: str, *rest: Any) -> MechanismHere:
    said = dict(zip(MECHANISM[4:], rest, strict=True))
    return MechanismHere(
        id=key,
        mechanism=origin or key,
        kind=Mechanism(kind),
        state=MechanismState(state),
        township=said["township"],
        project_id=said["project_id"],
        project=said["project__name"] or "",
        department=said["project__department"] or "",
        triggers=tuple(json.loads(said["triggers"])),
        reckoning=said["reckoning_id"],
        proposed_by=said["proposed_by__label"],
        decided_by=said["decided_by__label"] or "",
        lifted_by=said["lifted_by__label"] or "",
        **{name: said[name] for name in KEPT},
    )


KEPT = (
    "person", "because", "proposed_by_id", "proposed_on", "decided_on", "decision", "ground", "signer", "ends_on",
    "held_on", "lifted_on", "reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProjectHere:
    id: int
    name: str
    kind: str
    department: str
    owner: str | None


def project_named(name: str) -> ProjectHere | None:
    """A project as it is recorded now."""
    rows = models.Project.objects.filter(name=name, current=True)
    row = rows.values_list("id", "name", "kind", "department", "party__name").first()
    return ProjectHere(*row) if row else None


@dataclass(frozen=True, slots=True)
class StepHere:
    id: int
    project: str
    kind: StepKind
    day: date
    department: str
    number: str | None
    note: str | None


def steps_of(names: Collection[str] | None = None) -> list[StepHere]:
    """What was recorded of projects, by name, since a project that was changed is a new row; in order of day."""
    wanted = models.ProjectStep.objects.filter(current=True)
    if names is not None:
        wanted = wanted.filter(project__name__in=list(names))
    rows = wanted.order_by("day", "id").values_list(
        "id", "project__name", "kind", "day", "department", "number", "note"
    )
    return [StepHere(key, name, StepKind(kind), *rest) for key, name, kind, *rest in rows]


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
