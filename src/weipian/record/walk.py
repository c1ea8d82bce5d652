"""Walking the log: every event chained to the one before, every payload fitting its images, what it says of a row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from weipian.record.canon import digest, salts_of
from weipian.record.chain import START, Event
from weipian.record.findings import Finding, Report, of_event
from weipian.record.order import runs_back

ERASED = "erased"
"""The act that takes values away. It names them: a row of its images with `erased`: [column, …], or [WHOLE]."""
WHOLE = "*"
"""All of a row: it is not in the state any more."""


class Entry(NamedTuple):
    """An event as it was found: with the hash that it claims, and its payload's text (None: taken away)."""

    event: Event
    claimed: str
    payload: str | None


class Said(NamedTuple):
    """What the log last said of a column: its plain value, whether that still stands there, and in which event."""

    value: object
    there: bool
    seq: int


Place = tuple[str, str]
"""A row: table, key."""
Images = dict[Place, dict[str, Said]]
"""Row → column → what was last said of it."""


@dataclass(slots=True)
class Walk:
    """The log walked to its end."""

    report: Report
    images: Images = field(default_factory=dict)
    last: str = START
    seq: int = 0
    at: str = ""
    hashes: list[str] = field(default_factory=lambda: [START])
    """The hash that each event claims, by its number."""
    gone: dict[Place, dict[str, set[int]]] = field(default_factory=dict)
    """Row → column → the events that lack its value, as long as no later erasure names it."""

    def take(self, entry: Entry) -> None:
        """One event further."""
        event = entry.event
        if event.seq != self.seq + 1:
            self.report.add(of_event("log_gap", self.seq + 1, next=event.seq))
        if event.prev != self.last:
            self.report.add(of_event("log_unchained", event.seq))
        if event.hash() != entry.claimed:
            self.report.add(of_event("log_event_changed", event.seq))
        if self.at and runs_back(self.at, event.at):
            self.report.add(_clock_back(event, self.at))
        self.seq, self.last, self.at = event.seq, entry.claimed, event.at
        self.hashes.append(entry.claimed)
        self.report.events += 1
        self._take_rows(entry)

    def _take_rows(self, entry: Entry) -> None:
        seq = entry.event.seq
        rows = rows_of(entry.event.rows)
        sealed = sealed_of(entry.payload)
        if rows is None or (sealed is None) != (entry.payload is None) or len(sealed or rows) != len(rows):
            self.report.add(of_event("log_unreadable", seq))
            return
        if sealed is None and not any(row["columns"] for row in rows):
            self.report.add(of_event("log_payload_gone", seq))
        for row, seal in zip(rows, sealed if sealed is not None else [{}] * len(rows), strict=True):
            if entry.event.act == ERASED and "erased" in row:
                self._take_away((row["table"], str(row["key"])), seq, row["erased"])
            self._take_row(seq, row, seal)

    def _take_away(self, place: Place, seq: int, columns: Iterable[str]) -> None:
        """What an erasure names is gone lawfully, out of everything that was said before; and it must be gone."""
        images = self.images.setdefault(place, {})
        names = list(images) if WHOLE in columns else list(columns)
        for name in names:
            self.gone.get(place, {}).pop(name, None)
            if name in images and images[name].there:
                self.report.add(of_event("log_erased_still_there", images[name].seq, column=f"{place[0]}.{name}"))
            images[name] = Said(None, False, seq)
        if WHOLE in columns:
            del self.images[place]

    def _take_row(self, seq: int, row: Mapping[str, Any], seal: Mapping[str, Any]) -> None:
        columns, values = row["columns"], seal.get("values", {})
        salts = salts_of(seal, columns) if seal else {}
        place = (row["table"], str(row["key"]))
        if not columns:
            return
        images = self.images.setdefault(place, {})
        for name, said in columns.items():
            salt = salts.get(name)
            there = salt is not None and name in values
            if salt is None or not there:
                self.gone.setdefault(place, {}).setdefault(name, set()).add(seq)
            elif digest(salt, values[name]) != said:
                self.report.add(of_event("log_payload_changed", seq, column=f"{row['table']}.{name}"))
            images[name] = Said(values.get(name), there, seq)


def _clock_back(event: Event, before: str) -> Finding:
    """No alteration: whoever acted had a clock that was set back."""
    params = {"at": event.at, "before": before}
    return replace(of_event("time_runs_back", event.seq, **params), grave=False)


def rows_of(text: str) -> list[Mapping[str, Any]] | None:
    """The row images of an event; None where they can't be read."""
    try:
        rows = json.loads(text)
        return rows if all(isinstance(row["columns"], dict) and {"table", "key"} <= set(row) for row in rows) else None
    except (ValueError, TypeError, KeyError):
        return None


def sealed_of(payload: str | None) -> list[Mapping[str, Any]] | None:
    """A payload's rows: salts and values; None where it was taken away or can't be read."""
    if payload is None:
        return None
    try:
        found = json.loads(payload)["rows"]
        return found if all(isinstance(row.get("values", {}), dict) for row in found) else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def walked(entries: Iterable[Entry], report: Report) -> Walk:
    """Walk all of it. Erased payloads that no event names are findings."""
    walk = Walk(report)
    for entry in entries:
        walk.take(entry)
    gone = {seq for columns in walk.gone.values() for events in columns.values() for seq in events}
    report.add(*(of_event("log_payload_gone", seq) for seq in sorted(gone)))
    return walk


def entries_of_lines(lines: Iterable[str], report: Report) -> Iterator[Entry]:
    """The events of an export, one JSON object a line."""
    from weipian.record.chain import imported

    for number, line in enumerate(lines, start=1):
        try:
            said = json.loads(line)
            payload = said["payload"]
            yield Entry(imported(said), str(said["hash"]), None if payload is None else json.dumps(payload))
        except (ValueError, KeyError, TypeError):
            report.add(of_event("log_unreadable", number))
