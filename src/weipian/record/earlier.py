"""An earlier export, kept in other hands, against the present log: the log must begin with all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from weipian.record.findings import Finding, Report, of_event
from weipian.record.walk import Entry, entries_of_lines


def begins_with(entries: Iterable[Entry], lines: Iterable[str]) -> Iterator[Finding]:
    """The first event in which the present log is not what was exported; none where it goes on from there."""
    broken = Report()
    present = iter(entries)
    last = 0
    for then in entries_of_lines(lines, broken):
        if broken.findings:
            break
        now = next(present, None)
        last = then.event.seq
        if then.event.hash() != then.claimed:
            yield of_event("earlier_broken", last)
            return
        if now is None:
            yield of_event("earlier_longer", last)
            return
        if (now.event.seq, now.claimed, now.event.hash()) != (last, then.claimed, then.claimed):
            yield of_event("earlier_differs", last)
            return
    yield from broken.findings[:1]
