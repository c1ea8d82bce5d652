"""The chain: every event holds the hash of the one before it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from weipian.record.canon import text_of

START = "0" * 64
"""What the first event names as the one before it."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it is chained. `rows` is canonical JSON: [{table, key, columns: {name: digest}}]."""

    seq: int
    at: str
    actor: str
    act: str
    subject: str
    prev: str
    rows: str

    def hash(self) -> str:
        """SHA-256 over the canonical text of all fields."""
        head = text_of([self.seq, self.at, self.actor, self.act, self.subject, self.prev])
        return hashlib.sha256(f"{head}\n{self.rows}".encode()).hexdigest()


def exported(event: Event, rows: Any, payload: object) -> dict[str, object]:
    """One line of `log export`; `rows` is the parsed form of the event's rows."""
    return {
        "seq": event.seq,
        "at": event.at,
        "actor": event.actor,
        "act": event.act,
        "subject": event.subject,
        "prev": event.prev,
        "hash": event.hash(),
        "rows": rows,
        "payload": payload,
    }


def imported(line: Mapping[str, Any]) -> Event:
    """The event of an exported line. Raises KeyError, TypeError, ValueError where it is none."""
    named = {name: line[name] for name in ("at", "actor", "act", "subject", "prev")}
    if type(line["seq"]) is not int or not all(type(text) is str for text in (*named.values(), line["hash"])):
        raise TypeError("no event")
    return Event(seq=line["seq"], rows=text_of(line["rows"]), **named)
