"""Mechanisms, and what was recorded of the projects that they are about."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from weipian.store import models
from weipian.terms.pressing import Mechanism, MechanismState, StepKind


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
