"""Records kept: projects, parties, approvals, villages. What replaces one is a new row, and what hung on it follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from weipian.fence.field import Kind
from weipian.programme.intake.record_fields import LATER, LINKS, Said, fields_of
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.queries import records as books
from weipian.store.subjects import standings_subject
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.errors import InputError, Refusal
from weipian.terms.messages import sentence
from weipian.terms.personal import is_doubtful_number, is_of_person, masked_number
from weipian.terms.records import RecordKind


@dataclass(frozen=True, slots=True)
class Kept:
    """What a keeping would do or did, by name; `refused` are rows of the table."""

    added: list[str]
    changed: list[str]
    same: list[str]
    refused: list[Refusal]
    said: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Write:
    name: str
    values: Mapping[str, Any]
    old: int | None


def keep(
    desk: Desk,
    kind: RecordKind,
    said: Sequence[Said],
    *,
    dry_run: bool = False,
    step: Callable[[], object] = int,
) -> Kept:
    """Write what is new or changed. Raises InputError where the actor may not."""
    require_may(desk.policy, desk.actor, Act.RECORD_KEPT)
    writes, kept = _planned(desk, kind, said, step)
    if writes and not dry_run:
        with acting(desk, Act.RECORD_KEPT, kind.value) as act:
            _write(act, kind, writes)
    return kept


def _planned(
    desk: Desk, kind: RecordKind, said: Sequence[Said], step: Callable[[], object]
) -> tuple[list[_Write], Kept]:
    now = {key_of(kind, one.values): one for one in books.records(kind) if one.name}
    linked = books.ids_by_name(LINKS[kind][1]) if kind in LINKS else {}
    kept, writes, seen = Kept([], [], [], []), [], set()
    for one in said:
        step()
        name = str(one.values[books.name_column(kind)])
        try:
            values = _values(desk, kind, one, linked)
            key = key_of(kind, values)
            if key in seen:
                raise InputError("record_twice", where=name, name=name)
        except InputError as error:
            if not one.row:
                raise
            kept.refused.append(Refusal.of(one.row, error.where, name, error))
            continue
        seen.add(key)
        kept.said.extend(_doubts(kind, one, values))
        old = now.get(key)
        values = _as_old(kind, values, old)
        if old is not None and dict(old.values) == values:
            kept.same.append(name)
            continue
        (kept.changed if old else kept.added).append(name)
        writes.append(_Write(name, values, old.id if old else None))
    return writes, kept


def _doubts(kind: RecordKind, one: Said, values: Mapping[str, Any]) -> list[str]:
    """A citizen's number without its check digit is told, and kept as it was given."""
    number = str(values.get("number") or "")
    if kind is not RecordKind.PARTY or not is_doubtful_number(number):
        return []
    if not is_of_person(str(values["name"]), str(values["kind"])):
        return []
    where = f"第{one.row}行" if one.row else "「证件号码」"
    return [sentence("said_citizen_number", {"where": where, "number": masked_number(number)})]


def key_of(kind: RecordKind, values: Mapping[str, Any]) -> tuple[str, ...]:
    """What tells records apart: two townships may each have a village of one name."""
    name = str(values[books.name_column(kind)])
    return (str(values["township"]), name) if kind is RecordKind.VILLAGE else (name,)


def _values(desk: Desk, kind: RecordKind, one: Said, linked: Mapping[str, int]) -> dict[str, Any]:
    """As the table keeps them. Raises InputError for a link to nothing and a township that is none."""
    values: dict[str, Any] = {}
    for each in fields_of(kind):
        value = one.values.get(each.key)
        values[each.key] = value if each.kind in (Kind.DATE, Kind.FLAG) else _text(value)
    if kind in LINKS:
        field_key, other = LINKS[kind]
        name = values.pop(field_key)
        if name and name not in linked:
            raise InputError("record_link_unknown", where=name, kind=other.label)
        values[f"{field_key}_id"] = linked.get(name)
    if kind is RecordKind.VILLAGE and values["township"] not in desk.policy.townships:
        names = "、".join(desk.policy.townships)
        raise InputError("township_unknown", where=values["township"], names=names)
    return values


def _text(value: object) -> str:
    """As it is kept; an area as it would be written by hand."""
    if isinstance(value, Fraction):
        return format(Decimal(value.numerator) / value.denominator, "f")
    return str(value or "")


def _as_old(kind: RecordKind, values: dict[str, Any], old: books.RecordHere | None) -> dict[str, Any]:
    """What an older row was written without, and nobody says now, is still not kept: that is no gap."""
    unsaid = [key for key in LATER.get(kind, ()) if old is not None and old.values[key] is None and not values[key]]
    return {**values, **dict.fromkeys(unsaid)}


def _write(act: Doing, kind: RecordKind, writes: Sequence[_Write]) -> None:
    model = books.MODELS[kind]
    old = [one.old for one in writes if one.old is not None]
    following = {key: books.hanging_on(kind, key) for key in old}
    ids = act.replace(model, old, [one.values for one in writes])
    for one, new in zip(writes, ids, strict=True):
        if one.old is not None:
            for table, keys in following[one.old].items():
                act.change_many(getattr(models, table), {key: {f"{kind.value}_id": new} for key in keys})


def attach(desk: Desk, numbers: Sequence[str], links: Mapping[RecordKind, str]) -> int:
    """Hang patches on records by name; "" takes one off. Raises InputError for an unknown patch or record."""
    require_may(desk.policy, desk.actor, Act.RECORD_KEPT)
    values: dict[str, int | None] = {}
    for kind, name in links.items():
        known = books.ids_by_name(kind)
        if name and name not in known:
            raise InputError("record_unknown", where=name, kind=kind.label)
        values[f"{kind.value}_id"] = known[name] if name else None
    standing = books.standing_ids(list(numbers))
    missing = [number for number in numbers if number not in standing]
    if missing:
        raise InputError("patch_unknown", where="、".join(missing))
    with acting(desk, Act.RECORD_KEPT, standings_subject(list(standing.values()))) as act:
        act.change_many(models.Standing, dict.fromkeys(standing.values(), values))
    return len(standing)
