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

from weipian.record.canon import text_of
from weipian.record.stored import Table, tables_of
from weipian.record.walk import ERASED

STEP = 1_000
"""Events between two looks at the state."""
LINKS = "SELECT seq, at, actor, act, subject, prev, rows, hash FROM event WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
PAYLOADS = "SELECT seq, body FROM event_payload WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
MINUTE = len("2023-09-24T10:02")
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
    began: str = ""
    ended: str = ""
    """Its first and last event's times."""


def look(database: sqlite3.Connection, low: int, high: int, chain: bool, watch: Callable[[int], None]) -> Seen:
    """Events low to high and the rows that they wrote. Raises Doubt, sqlite3.Error, and what odd values raise."""
    database.text_factory = str
    before = database.execute("SELECT hash FROM event WHERE seq = ?", (low - 1,)).fetchone() if low > 1 else ("0" * 64,)
    seen = Seen(before[0])
    links = _linked(database, low, high, seen)
    if chain:
        for seq, *_ in links:
            if seq % STEP == 0:
                watch(STEP)
        return seen
    _Looking(database, seen).run(links, database.execute(PAYLOADS, (low, high)), watch)
    return seen


def _linked(database: sqlite3.Connection, low: int, high: int, seen: Seen) -> Iterator[tuple[int, str, str]]:
    """Each event's number, act and rows, once it is known to fit the one before. Raises Doubt."""
    last, quoted, expected = seen.last, encode_basestring, low
    for seq, at, actor, act, subject, prev, rows, claimed in database.execute(LINKS, (low, high)):
        said = f"[{seq},{quoted(at)},{quoted(actor)},{quoted(act)},{quoted(subject)},{quoted(prev)}]\n{rows}"
        if seq != expected or prev != last or type(rows) is not str or sha256(said.encode()).hexdigest() != claimed:
            raise Doubt
        if at[:MINUTE] < seen.ended:
            raise Doubt  # a clock that was set back: the plain way says so
        seen.ended = at[:MINUTE]
        if seq == low:
            seen.first, seen.began = subject, at[:MINUTE]
        last, expected = claimed, expected + 1
        yield seq, act, rows
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

    def run(self, links: Iterator[tuple[int, str, str]], payloads: Iterator[Any], watch: Callable[[int], None]) -> None:
        waiting = 0
        for seq, act, rows in links:
            if act == ERASED:
                raise Doubt
            number, body = next(payloads, (None, None))
            if number != seq:
                raise Doubt
            waiting += self._take(rows, body)
            if waiting >= STEP:
                self._compare()
                waiting = 0
            if seq % STEP == 0:
                watch(STEP)
        self._compare()

    def _take(self, text: str, body: str | None) -> int:
        """One event's rows; how many."""
        payload = None if body is None else self._parsed(body)
        if payload is not None and self._single(text, body, payload):
            return 1
        images = self._parsed(text)
        if type(images) is not list:
            raise Doubt
        if payload is None or len(payload) != 1 or text_of(payload) != body or type(payload["rows"]) is not list:
            raise Doubt
        for row, seal in zip(images, payload["rows"], strict=True):
            key, table, columns = row["key"], row["table"], row["columns"]
            if len(row) != 3 or type(key) is not int or type(columns) is not dict:
                raise Doubt
            values = self._derived(columns, seal)
            self.waiting.setdefault(table, []).append((key, values, "id" in values))
        return len(images)

    def _single(self, text: str, body: str | None, payload: Mapping[str, Any]) -> bool:
        """The one row of most events, whole and of plain values: what it should read is written and compared, which
        is quicker than reading it. False for any other event."""
        sealed = payload["rows"]
        if len(sealed) != 1 or "values" not in (seal := sealed[0]) or len(seal) != 2:
            return False
        values, salt_text, salted = seal["values"], seal.get("salt"), self.salted
        salt, before = a2b_base64(salt_text, strict_mode=True), ""
        said, image = [], []
        for name, value in values.items():
            kind = type(value)
            if kind is str:
                plainly = encode_basestring(value)
            elif kind is int:
                plainly = str(value)
            elif value is None:
                plainly = "null"
            else:
                return False
            if name <= before:
                raise Doubt
            before = name
            own = sha256(salt + (salted.get(name) or self._encoded(name))).digest()[:16]
            found = b2a_base64(sha256(own + plainly.encode()).digest(), newline=False)
            said.append(f'"{name}":{plainly}')
            image.append(f'"{name}":"{found[:43].decode()}"')
        if f'{{"rows":[{{"salt":"{salt_text}","values":{{{",".join(said)}}}}}]}}' != body:
            raise Doubt
        written, _, where = text.rpartition(',"key":')
        key, _, table = where.partition(',"table":"')
        if (
            f'[{{"columns":{{{",".join(image)}}}' != written
            or table[-3:] != '"}]'
            or table[:-3] not in self.tables
            or str(int(key)) != key
        ):
            raise Doubt
        self.waiting.setdefault(table[:-3], []).append((int(key), values, "id" in values))
        return True

    def _parsed(self, text: str) -> Any:
        found, end = self.read(text, 0)
        if end != len(text):
            raise Doubt
        return found

    def _derived(self, columns: Mapping[str, str], seal: Mapping[str, Any]) -> Mapping[str, Any]:
        """What a row's image says: every value fits its digest. Where some were taken away, the plain way looks."""
        values: Mapping[str, Any] = seal["values"]
        if len(seal) != 2 or len(values) != len(columns):
            raise Doubt
        salt, salted = a2b_base64(seal["salt"], strict_mode=True), self.salted
        for name, value in values.items():
            own = sha256(salt + (salted.get(name) or self._encoded(name))).digest()[:16]
            text = _short(value)
            if b2a_base64(sha256(own + text.encode()).digest(), newline=False)[:43] != columns[name].encode():
                raise Doubt
        return values

    def _encoded(self, name: str) -> bytes:
        return self.salted.setdefault(name, name.encode())

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
