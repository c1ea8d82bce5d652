"""Lawful erasure in the books: values and salts out of payloads, rows and columns out of the state, chain whole."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from weipian.record.canon import salts_of, text_of
from weipian.record.walk import WHOLE
from weipian.store.images import table_of
from weipian.store.models import Erasing, KeyUsed
from weipian.store.writing import MOST_ROWS, Act, Model

AT_ONCE = 500
"""Events read, and ids asked for, at a time."""
PLACES = re.compile(r'"key":(\d+),"table":"(\w+)"\}')
"""The end of a row's image in canonical JSON."""
Taken = dict[tuple[str, int], frozenset[str] | None]
"""(table, id) → columns; None: the whole row."""


@dataclass(slots=True)
class Doomed:
    """What is to go: `whole` rows by table; single `columns`, which become NULL; columns that are written `anew`."""

    whole: dict[Model, set[int]] = field(default_factory=dict)
    columns: dict[Model, dict[int, frozenset[str]]] = field(default_factory=dict)
    anew: dict[Model, dict[int, Mapping[str, Any]]] = field(default_factory=dict)

    def taken(self) -> Taken:
        """Every row that loses something, in an order that does not depend on what it holds."""
        found: Taken = {}
        for model in _in_order(self.columns, self.anew):
            for key in sorted({*self.columns.get(model, ()), *self.anew.get(model, ())}):
                names = {*self.columns.get(model, {}).get(key, ()), *self.anew.get(model, {}).get(key, ())}
                found[model._meta.db_table, key] = frozenset(names)
        for model in _in_order(self.whole):
            found |= dict.fromkeys([(model._meta.db_table, key) for key in sorted(self.whole[model])])
        return found


def _in_order(*tables: Mapping[Model, object]) -> list[Model]:
    return sorted({model for each in tables for model in each}, key=lambda model: str(model._meta.db_table))


def erase(act: Act, doomed: Doomed) -> set[str]:
    """In the act's transaction; its event names rows and columns, and nothing that they held.

    Gives the hashes of kept files that no row names any more: whoever keeps files has to remove them once it is done.
    """
    taken, kept = doomed.taken(), _hashes(doomed.whole)
    with let_through():
        _reseal(taken)
        _note(act, taken)
        _keep_keys(act, doomed.whole)
        for model, rows in doomed.whole.items():
            for some in _some(sorted(rows)):
                _run(f"DELETE FROM {table_of(model)} WHERE id IN ({_marks(some)})", some)  # noqa: S608
        for model, columns in doomed.columns.items():
            for key, names in columns.items():
                sets = ", ".join(f"{connection.ops.quote_name(name)} = NULL" for name in sorted(names))
                _run(f"UPDATE {table_of(model)} SET {sets} WHERE id = %s", [key])  # noqa: S608
        for model in _in_order(doomed.anew):
            for key in sorted(doomed.anew[model]):
                act.change(model, key, **doomed.anew[model][key])
    return kept - _hashes(dict.fromkeys(doomed.whole))


def _hashes(rows: Mapping[Model, set[int] | None]) -> set[str]:
    """The `sha256` of rows of tables that keep files by it; None: of every row."""
    found: set[str] = set()
    for model, keys in rows.items():
        if "sha256" not in {field.column for field in model._meta.concrete_fields}:
            continue
        asked = model._default_manager.all() if keys is None else model._default_manager.filter(id__in=sorted(keys))
        found.update(one for one in asked.values_list("sha256", flat=True) if one)
    return found


@contextmanager
def let_through() -> Iterator[None]:
    """The guards let this transaction through; what fails undoes it with the rest."""
    table = table_of(Erasing)
    _run(f"INSERT INTO {table} (id) VALUES (1)", [])  # noqa: S608
    yield
    _run(f"DELETE FROM {table}", [])  # noqa: S608


def _reseal(taken: Taken) -> None:
    """Every payload that holds something of the rows, without it."""
    for seq, places in _events_on(taken):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.rows, p.body FROM event e JOIN event_payload p ON p.seq = e.seq WHERE e.seq = %s", [seq]
            )
            rows, body = cursor.fetchone()
            if body is None:
                continue
            images, sealed = json.loads(rows), json.loads(body)["rows"]
            for at, place in places:
                sealed[at] = without(sealed[at], images[at]["columns"], taken[place])
            cursor.execute("UPDATE event_payload SET body = %s WHERE seq = %s", [text_of({"rows": sealed}), seq])


def without(seal: Mapping[str, Any], columns: Mapping[str, object], names: frozenset[str] | None) -> dict[str, Any]:
    """A row's seal without some columns, whose salts can't be derived any more; None: nothing of it stays."""
    if names is None or not seal:
        return {}
    salts = {name: b64encode(salt).decode() for name, salt in salts_of(seal, columns).items() if name not in names}
    return {"salts": salts, "values": {name: value for name, value in seal["values"].items() if name not in names}}


def _events_on(taken: Collection[tuple[str, int]]) -> Iterator[tuple[int, list[tuple[int, tuple[str, int]]]]]:
    """Events with images of the rows, and where in them: one pass over the log's texts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(MAX(seq), 0) FROM event")
        last = int(cursor.fetchone()[0])
    for start in range(1, last + 1, AT_ONCE):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT seq, rows FROM event WHERE seq >= %s AND seq < %s ORDER BY seq", [start, start + AT_ONCE]
            )
            found = cursor.fetchall()
        for seq, rows in found:
            places = [(table, int(key)) for key, table in PLACES.findall(rows)]
            hit = [(at, place) for at, place in enumerate(places) if place in taken]
            if hit:
                yield seq, hit


def _note(act: Act, taken: Taken) -> None:
    """The marks by which an audit knows what was lawfully taken away."""
    for (table, key), names in taken.items():
        if len(act.images) >= MOST_ROWS:
            act.flush()
        erased = [WHOLE] if names is None else sorted(names)
        act.images.append({"table": table, "key": key, "columns": {}, "erased": erased})
        act.sealed.append({})


def _keep_keys(act: Act, whole: Mapping[Model, set[int]]) -> None:
    """Where the newest row goes, its id stays used: what comes next must not be taken for it."""
    for model in _in_order(whole):
        if not whole[model]:
            continue
        last = act.last_key(model)
        if last not in whole[model]:
            continue
        name = model._meta.db_table
        known = KeyUsed.objects.filter(name=name).values_list("id", flat=True).first()
        if known is None:
            act.add(KeyUsed, name=name, last=last)
        else:
            act.change(KeyUsed, known, last=last)


def _run(text: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def _some(keys: list[int]) -> Iterator[list[int]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _marks(values: Collection[object]) -> str:
    return ", ".join(["%s"] * len(values))


def tidy() -> bool:
    """After the erasure: file or server's tables written anew without freed pages; False where it could not."""
    from django.db import DatabaseError

    try:
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor) if connection.vendor == "postgresql" else [""]:
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}" if table else "VACUUM")
    except DatabaseError:
        return False
    return True
