"""Projects, parties, approvals, villages as they are recorded now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q

from weipian.store.models import Approval, Party, Project, Standing, Village
from weipian.store.queries.sight import seen_in
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.records import RecordKind

MODELS: Mapping[RecordKind, type[Project] | type[Party] | type[Approval] | type[Village]] = {
    RecordKind.PROJECT: Project,
    RecordKind.PARTY: Party,
    RecordKind.APPROVAL: Approval,
    RecordKind.VILLAGE: Village,
}
NAMED = {RecordKind.APPROVAL: "number"}
"""The column that names a record; elsewhere `name`."""
HIDDEN = ("id", "event", "current")


@dataclass(frozen=True, slots=True)
class RecordHere:
    """One record: its values by column; links are shown by the other's name.

    Personal data as they are stored (an erased value is None, an erased name ""): `terms.eyes` masks them.
    """

    id: int
    kind: RecordKind
    name: str
    values: Mapping[str, Any]
    patches: int


def name_column(kind: RecordKind) -> str:
    return NAMED.get(kind, "name")


def ids_by_name(kind: RecordKind) -> dict[str, int]:
    """Every record that counts now. A village is also `township/name`, and its name alone where there is but one."""
    rows = MODELS[kind].objects.filter(current=True)
    if kind is not RecordKind.VILLAGE:
        return {name: key for name, key in rows.values_list(name_column(kind), "id") if name is not None}
    villages = list(rows.values_list("township", "name", "id"))
    times = Counter(name for _, name, _ in villages)
    alone = {name: key for _, name, key in villages if times[name] == 1}
    return alone | {f"{township}/{name}": key for township, name, key in villages}


def records(kind: RecordKind, sight: Sight = EVERYTHING) -> list[RecordHere]:
    """All of a kind that a patch in sight hangs on, in order of name."""
    model: Any = MODELS[kind]
    hanging = _hanging(kind, sight)
    by_name = F(name_column(kind)).asc(nulls_first=True)
    rows = model.objects.filter(_in_sight(kind, sight), current=True).order_by(by_name, "id")
    return [_here(kind, row, hanging.get(row.id, 0)) for row in rows]


def _in_sight(kind: RecordKind, sight: Sight) -> Q:
    """Which records somebody sees: those of their own patches, with a project also its party and its approvals."""
    if sight.everything and not sight.within:
        return Q()
    seen = Standing.objects.filter(seen_in(sight, "number"))
    projects = seen.filter(project__isnull=False).values("project_id")
    match kind:
        case RecordKind.PROJECT:
            return Q(id__in=projects)
        case RecordKind.APPROVAL:
            return Q(project_id__in=projects)
        case RecordKind.PARTY:
            behind = Project.objects.filter(id__in=projects, party__isnull=False).values("party_id")
            return Q(id__in=seen.filter(party__isnull=False).values("party_id")) | Q(id__in=behind)
        case RecordKind.VILLAGE:
            own = Q(township=sight.within or sight.township) if sight.within or sight.township else Q(pk__in=[])
            return Q(id__in=seen.filter(village__isnull=False).values("village_id")) | own


def table_of(kind: RecordKind) -> str:
    """The table that keeps a kind."""
    return str(MODELS[kind]._meta.db_table)


def _hanging(kind: RecordKind, sight: Sight) -> dict[int, int]:
    """How many patches in sight hang on each."""
    if kind is RecordKind.APPROVAL:
        return {}
    found: dict[int, int] = {}
    own = Standing.objects.filter(seen_in(sight, "number"), **{f"{kind.value}__isnull": False})
    for key in own.values_list(f"{kind.value}_id", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def _here(kind: RecordKind, row: Any, patches: int) -> RecordHere:
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return RecordHere(
        id=row.id,
        kind=kind,
        name=str(values[name_column(kind)] or ""),
        values={name: value for name, value in values.items() if name not in HIDDEN},
        patches=patches,
    )


def standing_ids(numbers: list[str]) -> dict[str, int]:
    """The standing of each patch number that is there."""
    found: dict[str, int] = {}
    for at in range(0, len(numbers), 500):
        found.update(
            Standing.objects.filter(number__in=numbers[at : at + 500]).order_by("id").values_list("number", "id")
        )
    return found


def hanging_on(kind: RecordKind, key: int) -> dict[str, list[int]]:
    """Rows that name a record: table's model name → ids."""
    found: dict[str, list[int]] = {}
    if kind is not RecordKind.APPROVAL:
        found["Standing"] = list(
            Standing.objects.filter(**{f"{kind.value}_id": key}).order_by("id").values_list("id", flat=True)
        )
    if kind is RecordKind.PARTY:
        found["Project"] = list(
            Project.objects.filter(party_id=key, current=True).order_by("id").values_list("id", flat=True)
        )
    if kind is RecordKind.PROJECT:
        found["Approval"] = list(
            Approval.objects.filter(project_id=key, current=True).order_by("id").values_list("id", flat=True)
        )
    return found
