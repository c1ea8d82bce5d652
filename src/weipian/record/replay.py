"""The books as they stood after any event, rebuilt from the log alone: it knows no stage and no table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from weipian.record.findings import Report
from weipian.record.head import NAME, Head
from weipian.record.heads import check_head
from weipian.record.identity import same_hands
from weipian.record.walk import Entry, Images, Said, Walk
from weipian.terms.here import BEIJING

Rows = Mapping[str, Mapping[str, Said]]
"""Row → column → what was last said of it: its value, or that it was taken away."""


class NoEvent(Exception):
    """The log has no such event."""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """Every table after event `seq`, which was at `at`. `last`: the log's last event. What the log holds of bytes is
    their SHA-256 and length. Not to be believed unless the report is clean: the whole log was walked for it."""

    tables: Mapping[str, Rows]
    seq: int
    at: str
    last: int
    report: Report

    @property
    def erased(self) -> Iterator[tuple[str, str, str]]:
        """Table, row and column of what was lawfully taken away, then or since."""
        for table, rows in self.tables.items():
            for key, row in rows.items():
                yield from ((table, key, name) for name, said in row.items() if not said.there)


def rebuilt(entries: Iterable[Entry], to: int | None = None, head: Head | None = None) -> Rebuilt:
    """The tables after event `to`, or after the last one. The log is walked to its end whatever was asked: only there
    is it known that what lacks was lawfully erased, and with `head`, that it is whole. Raises NoEvent."""
    walk = Walk(Report())
    then: tuple[int, str, Images] | None = None
    for entry in entries:
        walk.take(entry)
        if walk.seq == to and then is None:
            then = walk.seq, walk.at, {place: dict(row) for place, row in walk.images.items()}
    walk.finish()
    if head is not None:
        check_head(head, walk, NAME)
        walk.report.add(*same_hands(walk.first, head, "", NAME))
    if to is not None and then is None:
        raise NoEvent(walk.seq)
    seq, at, images = then or (walk.seq, walk.at, walk.images)
    return Rebuilt(_by_table(images), seq, at, walk.seq, walk.report)


def _by_table(images: Images) -> dict[str, dict[str, dict[str, Said]]]:
    """In order of names and numbers."""
    tables: dict[str, dict[str, dict[str, Said]]] = {}
    for (table, key), row in sorted(images.items(), key=_in_order):
        tables.setdefault(table, {})[key] = row
    return tables


def _in_order(each: tuple[tuple[str, str], object]) -> tuple[str, int, str]:
    (table, key), _ = each
    return table, len(key), key


def end_of(entries: Iterable[Entry], day: date) -> int:
    """The last event of a day in Beijing, or before it. Raises NoEvent where none was."""
    found = last = 0
    for last, entry in enumerate(entries, start=1):
        if day_of(entry.event.at) <= day:
            found = last
    if not found:
        raise NoEvent(last)
    return found


def day_of(at: str) -> date:
    """The day in Beijing; the last of all days where the time is none, which the walk finds."""
    try:
        return datetime.fromisoformat(at).astimezone(BEIJING).date()
    except (ValueError, TypeError, OverflowError):
        return date.max


def until(entries: Iterable[Entry], seq: int) -> Iterator[Entry]:
    """No further than an event: who works meanwhile is left out."""
    for entry in entries:
        if isinstance(entry.event.seq, int) and entry.event.seq > seq:
            return
        yield entry


Read = Callable[[], Iterable[Entry]]
"""Gives the log from its beginning."""


def asked(read: Read, to: int | date | None, head: Head | None = None) -> Rebuilt:
    """The tables after an event, at the end of a day, or now. Raises NoEvent."""
    return rebuilt(read(), end_of(read(), to) if isinstance(to, date) else to, head)
