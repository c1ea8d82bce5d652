"""A record seen whole: who, when and why stands in the log before a word is shown."""

from __future__ import annotations

from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import PersonalView
from weipian.store.queries import records as books
from weipian.store.queries.records import RecordHere
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError, UsageError
from weipian.terms.records import RecordKind


def record_named(desk: Desk, kind: RecordKind, name: str) -> RecordHere:
    """The record that counts now. Raises InputError where there is none, or none in sight."""
    key = books.ids_by_name(kind).get(name)
    found = next((one for one in books.records(kind, seen(desk)) if one.id == key), None)
    if found is None:
        raise InputError("record_unknown", where=name, kind=kind.label)
    return found


def seen_whole(desk: Desk, kind: RecordKind, name: str, reason: str) -> tuple[RecordHere, int]:
    """The record with nothing masked, and the event's number.

    Raises InputError for a role that may not, UsageError without a reason.
    """
    require_may(desk.policy, desk.actor, Act.PERSONAL_DATA_VIEWED)
    least = int(desk.policy.value("personal.reason_least").number)
    if len("".join(reason.split())) < least:
        raise UsageError("personal_reason_missing", least=least)
    found, table = record_named(desk, kind, name), books.table_of(kind)
    with acting(desk, Act.PERSONAL_DATA_VIEWED, f"{table}:{found.id}") as act:
        act.add(PersonalView, seen_table=table, seen_row=found.id, reason=reason.strip())
    return found, act.first
