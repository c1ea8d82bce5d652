"""The state by what its rows say, for comparing books whose numbers were given in another order."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from made_workspace import everything

LOG = frozenset({"event", "event_payload", "log_head"})
BY_NUMBER = {
    ("review", "scan"): "evidence", ("review", "confirmed_by"): "account", ("review", "locked_by"): "account",
    ("erasure", "asked_by"): "account", ("erasure", "answered_by"): "account",
}  # fmt: skip
"""Columns that hold a row's number without a key."""
UNSTEADY = frozenset({("account", "credential"), ("account", "link")})
"""What chance makes."""


def natural(folder: Path, address: str = "") -> dict[str, Counter[str]]:
    """Table → its rows, each a text in which other rows stand by a hash of what they say, and an event by who did what.

    The log: who did what, how often.
    """
    tables = everything(folder, address)
    keys = references() | BY_NUMBER

    def told(table: str, name: str, value: object) -> object:
        if (table, name) == ("ledger_import", "edits"):
            said = json.loads(str(value))  # what an import wrote, by numbers: table, plot, the row before, the new one
            return said["edits"], [(kind, *map(by_hash, ("plot", kind, kind), rows)) for kind, *rows in said["written"]]
        if name == "event":
            return by_whom(tables["event"][int(str(value))])
        target = keys.get((table, name))
        return value if target is None else by_hash(target, value)

    def by_hash(table: str, key: object) -> object:
        return None if key is None else sha256(row_of(table, int(str(key))).encode()).hexdigest()[:16]

    @cache
    def row_of(table: str, key: int) -> str:
        row = {name: value for name, value in tables[table][key].items() if (table, name) not in UNSTEADY}
        return repr([(name, told(table, name, value)) for name, value in sorted(row.items()) if name != "id"])

    found = {name: Counter(row_of(name, key) for key in rows) for name, rows in tables.items() if name not in LOG}
    return {**found, "event": Counter(by_whom(row) for row in tables["event"].values())}


def by_whom(event: Mapping[str, object]) -> str:
    return f"{event['actor']} {event['act']}"


def references() -> dict[tuple[str, str], str]:
    """(table, column) → the table that it refers to."""
    from django.apps import apps

    return {
        (model._meta.db_table, field.column): field.remote_field.model._meta.db_table
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.remote_field
    }
