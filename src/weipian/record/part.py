"""A part of a long log, looked at as quickly as Python can: is there any doubt in it?

It never says what is wrong: any doubt, and the plain way (walk, state) looks again and names it. What it must not do is
miss something that the plain way finds; tests hold the two side by side on altered logs.
"""

from __future__ import annotations

import sqlite3
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from json.decoder import JSONDecoder
from json.encoder import encode_basestring
from typing import Any

from weipian.record.canon import digest, salts_of, text_of
from weipian.record.stored import Table, tables_of
from weipian.record.walk import ERASED

STEP = 1_000
"""Events between two looks at the state."""
LINKS = "SELECT seq, at, actor, act, subject, prev, rows, hash FROM event WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
PAYLOADS = "SELECT seq, body FROM event_payload WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
Place = tuple[str, int]
"""A row: its table and key."""


class Doubt(Exception):
    """Something is not as it is in nearly every log: the plain way must look."""


@dataclass(slots=True)
class Seen:
    """What a part leaves to be settled by the others."""

    last: str
    """The hash of its last event."""
    first: str = ""
    """The subject of its first event."""
    said: dict[str, set[int]] = field(default_factory=dict)
    """Table → keys of rows that the part first wrote whole."""
    older: dict[Place, set[str]] = field(default_factory=dict)
    """Rows of earlier parts → their columns that this part wrote last, and that are stored so."""
    open: dict[Place, set[str]] = field(default_factory=dict)
    """Rows → their columns that are stored otherwise than this part says: a later part must say so."""
    gone: set[int] = field(default_factory=set)
    """Events whose payload is not whole."""
    named: set[int] = field(default_factory=set)
    """Events that an erasure names."""


def look(database: sqlite3.Connection, low: int, high: int, chain: bool, watch: Callable[[int], None]) -> Seen:
    """Events low to high and the rows that they wrote. Raises Doubt, sqlite3.Error, and what odd values raise."""
    database.text_factory = str
    before = database.execute("SELECT hash FROM event WHERE seq = ?", (low - 1,)).fetchone() if low > 1 else ("0" * 64,)
    seen = Seen(before[0])
    links = _linked(database, low, high, seen)
    if chain:
        for seq, _ in links:
            if seq % STEP == 0:
                watch(STEP)
        return seen
    _Looking(database, seen).run(links, database.execute(PAYLOADS, (low, high)), watch)
    return seen


def _linked(database: sqlite3.Connection, low: int, high: int, seen: Seen) -> Iterator[tuple[int, str]]:
    """Each event's number and rows, once it is known to fit the one before. Raises Doubt."""
    last, quoted, expected = seen.last, encode_basestring, low
    for seq, at, actor, act, subject, prev, rows, claimed in database.execute(LINKS, (low, high)):
        said = f"[{seq},{quoted(at)},{quoted(actor)},{quoted(act)},{quoted(subject)},{quoted(prev)}]\n{rows}"
        if seq != expected or prev != last or type(rows) is not str or sha256(said.encode()).hexdigest() != claimed:
            raise Doubt
        if act == ERASED and subject.startswith("event:") and subject[6:].isdecimal():
            seen.named.add(int(subject[6:]))
        if seq == low:
            seen.first = subject
        last, expected = claimed, expected + 1
        yield seq, rows
    if expected != high + 1:
        raise Doubt
    seen.last = last


class _Looking:
    """The rows that events write: each value against its digest, and against what is stored."""

    def __init__(self, database: sqlite3.Connection, seen: Seen) -> None:
        self.seen, self.tables = seen, tables_of(database)
        self.waiting: dict[str, list[tuple[int, Mapping[str, Any], bool]]] = {}
        self.read: Any = vars(JSONDecoder())["scan_once"]
        self.salted: dict[str, bytes] = {}

    def run(self, links: Iterator[tuple[int, str]], payloads: Iterator[Any], watch: Callable[[int], None]) -> None:
        waiting = 0
        for seq, rows in links:
            number, body = next(payloads, (None, None))
            if number != seq:
                raise Doubt
            waiting += self._take(seq, rows, body)
            if waiting >= STEP:
                self._compare()
                waiting = 0
            if seq % STEP == 0:
                watch(STEP)
        self._compare()

    def _take(self, seq: int, text: str, body: str | None) -> int:
        """One event's rows; how many."""
        images = self._parsed(text)
        if type(images) is not list:
            raise Doubt
        if body is None:
            if images:
                self.seen.gone.add(seq)
            sealed: Sequence[Mapping[str, Any]] = [{}] * len(images)
        else:
            payload = self._parsed(body)
            sealed = payload["rows"]
            if len(payload) != 1 or text_of(payload) != body or type(sealed) is not list:
                raise Doubt
        for row, seal in zip(images, sealed, strict=True):
            key, table = row["key"], row["table"]
            columns = row["columns"]
            if type(key) is not int or type(columns) is not dict:
                raise Doubt
            values = self._derived(seq, columns, seal)
            self.waiting.setdefault(table, []).append((key, values, "id" in values))
        return len(images)

    def _parsed(self, text: str) -> Any:
        found, end = self.read(text, 0)
        if end != len(text):
            raise Doubt
        return found

    def _derived(self, seq: int, columns: Mapping[str, str], seal: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a row's image says: every value fits its digest; None for one that was taken away."""
        values: Mapping[str, Any] = seal.get("values", {})
        if len(seal) != 2 or "salt" not in seal or len(values) != len(columns):
            return self._derived_in_part(seq, columns, seal, values)
        salt, salted = a2b_base64(seal["salt"], strict_mode=True), self.salted
        for name, value in values.items():
            own = sha256(salt + (salted.get(name) or self._encoded(name))).digest()[:16]
            text = _short(value)
            if b2a_base64(sha256(own + text.encode()).digest(), newline=False)[:43] != columns[name].encode():
                raise Doubt
        return values

    def _encoded(self, name: str) -> bytes:
        return self.salted.setdefault(name, name.encode())

    def _derived_in_part(
        self, seq: int, columns: Mapping[str, str], seal: Mapping[str, Any], values: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """The same for a row of which something was taken away."""

        if values.keys() - columns.keys():
            raise Doubt
        salts = salts_of(seal, columns) if seal else {}
        found: dict[str, Any] = {}
        for name, said in columns.items():
            if name not in salts or name not in values:
                self.seen.gone.add(seq)
                found[name] = None
            elif digest(salts[name], values[name]) != said:
                raise Doubt
            else:
                found[name] = values[name]
        return found

    def _compare(self) -> None:
        """What is waiting against what is stored."""
        for name, items in self.waiting.items():
            table = self.tables.get(name)
            if table is None:
                raise Doubt
            stored = table.rows([key for key, _, _ in items])
            said = self.seen.said.setdefault(name, set())
            for key, values, whole in items:
                row = stored.get(key)
                if row is None:
                    raise Doubt
                if whole and key not in said and table.holds(row, values):
                    said.add(key)
                else:
                    self._compare_columns(table, key, row, values, whole)
        self.waiting.clear()

    def _compare_columns(
        self, table: Table, key: int, row: Sequence[object], values: Mapping[str, Any], whole: bool
    ) -> None:
        place, said = (table.name, key), self.seen.said[table.name]
        first = whole and key not in said
        names = set(values) | set(table.places) if first else set(values)
        fits = {name for name in names if table.fits(row, name, values.get(name))}
        if first:
            said.add(key)
        elif key not in said:
            self.seen.older[place] = self.seen.older.get(place, set()) - names | fits
        left = self.seen.open.get(place, set()) - fits | (names - fits)
        if left:
            self.seen.open[place] = left
        else:
            self.seen.open.pop(place, None)


def _short(value: object) -> str:
    """A plain value's canonical text."""
    kind = type(value)
    if kind is str:
        return encode_basestring(value)  # type: ignore[arg-type]
    return str(value) if kind is int else text_of(value)
