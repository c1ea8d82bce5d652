"""Approvals as they were looked up in the ministry's systems (requirements C2, B13)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store.models import Approval, Evidence, LookUp, Plot, Standing
from weipian.store.queries.sight import seen_in
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.acting import State


@dataclass(frozen=True, slots=True)
class Looked:
    """One look-up."""

    id: int
    number: str
    system: str
    day: date
    person: str
    found: bool
    result: str
    evidence: int | None
    by: str


@dataclass(frozen=True, slots=True)
class ApprovalHere:
    """An approval as it stands. `values`: its row, without id and event."""

    id: int
    number: str
    project_id: int | None
    in_systems: bool | None
    looked_up: date | None
    values: Mapping[str, object]


LOOKED = ("id", "approval__number", "system", "day", "person", "found", "result", "evidence_id", "account__label")


def look_ups(sight: Sight = EVERYTHING) -> list[Looked]:
    """In order of day; the newest is the last."""
    own = {one.number for one in approvals(sight)}
    rows = LookUp.objects.filter(current=True).order_by("day", "id").values_list(*LOOKED)
    return [_looked(row) for row in rows if row[1] in own]


def _looked(row: tuple[Any, ...]) -> Looked:
    key, number, system, day, person, found, result, evidence, by = row
    return Looked(key, number, system, day, person or "", found, result or "", evidence, by)


def approvals(sight: Sight = EVERYTHING) -> list[ApprovalHere]:
    """Those that a patch in sight hangs on, by number."""
    wanted = Approval.objects.filter(current=True)
    if not sight.everything or sight.within:
        seen = Standing.objects.filter(seen_in(sight, "number"), project__isnull=False)
        wanted = wanted.filter(project_id__in=seen.values("project_id"))
    names = [one.attname for one in Approval._meta.concrete_fields if one.attname not in ("id", "event", "current")]
    rows = wanted.order_by("number", "id").values("id", *names)
    return [
        ApprovalHere(
            row["id"], row["number"], row["project_id"], row["in_systems"], row["looked_up"],
            {name: row[name] for name in names},
        )
        for row in rows
    ]  # fmt: skip


def evidence_of_project(key: int, project: int | None) -> bool:
    """Whether a piece of evidence stands and belongs to a plot of a patch that hangs on the project."""
    patches = Standing.objects.filter(project_id=project, project__isnull=False).values("number")
    plots = Plot.objects.filter(patch__number__in=patches).exclude(state=State.WITHDRAWN.value)
    found = Evidence.objects.filter(current=True, id=key, plot_id__in=plots.values("id")).exclude(sha256=None)
    return bool(found.exists())
