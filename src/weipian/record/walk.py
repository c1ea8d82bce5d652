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
"""The act that takes a payload's values away; its subject is `event:<seq>`."""


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


Images = dict[tuple[str, str], dict[str, Said]]
"""(table, key) → column → what was last said of it."""


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
    erased: dict[int, bool] = field(default_factory=dict)
    """Events whose payload is not whole → whether an erasure names them."""

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
        erased = event.subject.removeprefix("event:")
        if event.act == ERASED and erased.isdecimal():
            self.erased[int(erased)] = True
        self._take_rows(entry)

    def _take_rows(self, entry: Entry) -> None:
        seq = entry.event.seq
        rows = rows_of(entry.event.rows)
        sealed = sealed_of(entry.payload)
        if rows is None or (sealed is None) != (entry.payload is None) or len(sealed or rows) != len(rows):
            self.report.add(of_event("log_unreadable", seq))
            return
        if sealed is None and rows:
            self.erased.setdefault(seq, False)
        for row, seal in zip(rows, sealed if sealed is not None else [{}] * len(rows), strict=True):
            self._take_row(seq, row, seal)

    def _take_row(self, seq: int, row: Mapping[str, Any], seal: Mapping[str, Any]) -> None:
        columns, values = row["columns"], seal.get("values", {})
        salts = salts_of(seal, columns) if seal else {}
        images = self.images.setdefault((row["table"], str(row["key"])), {})
        for name, said in columns.items():
            salt = salts.get(name)
            there = salt is not None and name in values
            if salt is None or not there:
                self.erased.setdefault(seq, False)
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
    for seq, named in sorted(walk.erased.items()):
        if not named:
            report.add(of_event("log_payload_gone", seq))
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
