"""Walking the log: every event chained to the one before, every payload fitting its images, what it says of a row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from sys import intern
from typing import Any, NamedTuple

from weipian.record.canon import digest, salts_of, text_of
from weipian.record.chain import START, Event, imported
from weipian.record.findings import Finding, Report, of_event
from weipian.record.order import runs_back

ERASED = "erased"
"""The act that takes values away. It names them: a row of its images with `erased`: [column, …], or [WHOLE]."""
WHOLE = "*"
"""All of a row: it is not in the state any more."""
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


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
    first: str = ""
    """The first event's subject."""
    wanted: frozenset[int] = frozenset()
    """Events that a head or a paper speaks of."""
    hashes: dict[int, str] = field(default_factory=lambda: {0: START})
    """The hash that each of these claims."""
    gone: dict[Place, dict[str, set[int]]] = field(default_factory=dict)
    """Row → column → the events that lack its value, as long as no later erasure names it."""

    def take(self, entry: Entry) -> None:
        """One event further, with all that it says."""
        if self.link(entry):
            self._take_rows(entry)

    def link(self, entry: Entry) -> bool:
        """One event further; False where it is none."""
        event = entry.event
        self.report.events += 1
        if type(event.seq) is not int:
            self.report.add(Finding("log_unreadable", f"日志第 {self.seq} 条之后", seq=self.seq + 1))
            return False
        if event.seq != self.seq + 1:
            self.report.add(
                Finding("log_gap", f"日志第 {self.seq + 1} 条", params={"next": event.seq}, seq=self.seq + 1)
            )
        place = max(event.seq, self.seq + 1)  # one that calls itself by an earlier number stands here all the same
        if event.prev != self.last:
            self.report.add(of_event("log_unchained", place))
        if _hash(event) != entry.claimed:
            self.report.add(of_event("log_event_changed", place))
        if self.at and runs_back(self.at, event.at):
            self.report.add(_clock_back(event, self.at))
        if self.report.events == 1:
            self.first = str(event.subject)
        if event.seq in self.wanted:
            self.hashes[event.seq] = str(entry.claimed)
        self.seq, self.last, self.at = place, entry.claimed, event.at
        return True

    def finish(self) -> None:
        """The log's end: values that lack, and that no event names, are findings."""
        gone = {seq for columns in self.gone.values() for events in columns.values() for seq in events}
        self.report.add(*(of_event("log_payload_gone", seq) for seq in sorted(gone)))

    def _take_rows(self, entry: Entry) -> None:
        seq = entry.event.seq
        rows, sealed = rows_of(entry.event.rows), sealed_of(entry.payload)
        if rows is None or (sealed is None) != (entry.payload is None):
            self.report.add(of_event("log_unreadable", seq))
            return
        if sealed is not None and len(sealed) != len(rows):
            self.report.add(of_event("log_unreadable", seq))
            return
        if sealed is None and not any(row["columns"] for row in rows):
            self.report.add(of_event("log_payload_gone", seq))
        if sealed is not None and respelled(entry.payload):
            self.report.add(of_event("log_respelled", seq))
        for row, seal in zip(rows, sealed if sealed is not None else [{}] * len(rows), strict=True):
            if entry.event.act == ERASED and "erased" in row:
                self._take_away((intern(row["table"]), str(row["key"])), seq, row["erased"])
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
        place = (intern(row["table"]), str(row["key"]))
        if not columns:
            return
        images = self.images.setdefault(place, {})
        for name, said in columns.items():
            salt = salts.get(name)
            there = salt is not None and name in values
            if salt is None or not there:
                self.gone.setdefault(place, {}).setdefault(name, set()).add(seq)
            elif not _derives(salt, values[name], said):
                self.report.add(of_event("log_payload_changed", seq, column=f"{row['table']}.{name}"))
            images[intern(name)] = Said(values.get(name), there, seq)
        for name in values.keys() - columns.keys():
            self.report.add(of_event("log_payload_changed", seq, column=f"{row['table']}.{name}"))


def _clock_back(event: Event, before: str) -> Finding:
    """No alteration: whoever acted had a clock that was set back."""
    params = {"at": event.at, "before": before}
    return replace(of_event("time_runs_back", event.seq, **params), grave=False)


def _hash(event: Event) -> str:
    """An event's hash; none where its fields are not texts."""
    try:
        whole = all(
            type(one) is str for one in (event.at, event.actor, event.act, event.subject, event.prev, event.rows)
        )
        return event.hash() if whole else ""
    except UnicodeEncodeError:
        return ""


def _derives(salt: bytes, value: object, said: object) -> bool:
    try:
        return digest(salt, value) == said
    except (ValueError, RecursionError):
        return False


def rows_of(text: str) -> list[Mapping[str, Any]] | None:
    """The row images of an event; None where they can't be read."""
    try:
        rows = json.loads(text)
        return rows if isinstance(rows, list) and all(map(_is_image, rows)) else None
    except UNREADABLE:
        return None


def _is_image(row: Any) -> bool:
    whole = isinstance(row["columns"], dict) and isinstance(row.get("erased", []), list)
    return whole and type(row["table"]) is str and type(row["key"]) in (int, str)


def sealed_of(payload: str | None) -> list[Mapping[str, Any]] | None:
    """A payload's rows: salts and values; None where it was taken away or can't be read."""
    if payload is None:
        return None
    try:
        found = json.loads(payload)["rows"]
        whole = isinstance(found, list) and all(isinstance(row.get("values", {}), dict) for row in found)
        return found if whole else None
    except UNREADABLE:
        return None


def respelled(payload: str | None) -> bool:
    """Whether a payload's text is not as we write it: it may show another reader another value."""
    try:
        return payload is not None and text_of(json.loads(payload)) != payload
    except UNREADABLE:
        return True


def walked(entries: Iterable[Entry], report: Report, wanted: Iterable[int] = ()) -> Walk:
    """Walk all of it. Erased payloads that no event names are findings."""
    walk = Walk(report, wanted=frozenset(wanted))
    for entry in entries:
        walk.take(entry)
    walk.finish()
    return walk


def chained(entries: Iterable[Entry], report: Report, wanted: Iterable[int] = ()) -> Walk:
    """Walk the chain alone: nothing is read of what the events say."""
    walk = Walk(report, wanted=frozenset(wanted))
    for entry in entries:
        walk.link(entry)
    return walk


KEYS = {"seq", "at", "actor", "act", "subject", "prev", "hash", "rows", "payload"}


def entries_of_lines(lines: Iterable[str], report: Report) -> Iterator[Entry]:
    """The events of an export, one JSON object a line."""
    for number, line in enumerate(lines, start=1):
        try:
            said = json.loads(line)
            if set(said) != KEYS:
                raise KeyError(number)
            payload = said["payload"]
            entry = Entry(imported(said), said["hash"], None if payload is None else text_of(payload))
        except UNREADABLE:
            report.add(Finding("log_unreadable", f"导出件第 {number} 行", seq=number))
            continue
        if text_of(said) != line.rstrip("\n"):
            report.add(Finding("log_respelled", f"导出件第 {number} 行", seq=number))
        yield entry
