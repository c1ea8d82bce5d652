"""Is all well? Asked first, of a long log in several processes; where there is any doubt, the plain way answers."""

from __future__ import annotations

import gc
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from weipian.record.findings import Report
from weipian.record.guards import look_at_guards
from weipian.record.head import Head
from weipian.record.part import Doubt, Seen, look
from weipian.record.sqlite import SqliteBooks, is_busy
from weipian.record.stored import tables_of
from weipian.record.walk import Walk

LONG = 20_000
"""Events from which on several processes are worth their start."""
MOST = 4
ODD = (
    *(Doubt, sqlite3.Error, ValueError, TypeError, KeyError, IndexError, AttributeError, StopIteration, RecursionError),
    *(EOFError, OSError),
)
"""What a log that is not as it should be makes of code that takes it to be so."""
Watch = Callable[[int], None]


@dataclass(slots=True)
class Whole:
    """What is looked at once and not part by part. `counts`: table → rows, columns."""

    events: int
    last: str
    head: Head | None
    hashes: dict[int, str]
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)


def nothing_altered(path: Path, wanted: frozenset[int], chain: bool, watch: Watch) -> tuple[Walk, Head | None] | None:
    """How a long log ends, and its head inside, where nothing in it is altered; None where the plain way must look:
    the log is short, or there is a doubt."""
    try:
        with closing(SqliteBooks(path)) as books:
            if books.counted() < LONG:
                return None
        return in_processes(path, wanted, chain, watch)
    except ODD:
        return None


def in_one(books: SqliteBooks, parts: int, wanted: frozenset[int], chain: bool) -> tuple[Walk, Head | None] | None:
    """The same in this process, of a log of any length, in so many parts."""
    try:
        whole = whole_of(books, wanted, chain)
        cuts = cut(whole.events, parts)
        found = [look(books.database, low, high, chain, lambda _: None) for low, high in cuts]
        return settled(whole, found, chain)
    except ODD:
        return None


def cut(events: int, parts: int) -> list[tuple[int, int]]:
    """First and last event of each part."""
    ends = [events * part // parts for part in range(parts + 1)]
    return [(low + 1, high) for low, high in pairwise(ends) if high > low]


def whole_of(books: SqliteBooks, wanted: frozenset[int], chain: bool) -> Whole:
    """Raises Doubt."""
    events = books.counted()
    ends = books.hashes([events])
    if not events or events not in ends:
        raise Doubt
    whole = Whole(events, ends[events], books.head(), {0: "0" * 64} | books.hashes(wanted - {0}))
    if not chain:
        if books.counted("event_payload") != events or list(look_at_guards(books)):
            raise Doubt
        tables = tables_of(books.database).values()
        whole.counts = {table.name: (table.counted(), len(table.places)) for table in tables}
    return whole


def settled(whole: Whole, parts: Sequence[Seen], chain: bool) -> tuple[Walk, Head | None] | None:
    """All parts together, in their order; None where a doubt is left."""
    said: dict[str, set[int]] = {}
    left: dict[tuple[str, int], set[str]] = {}
    for part in parts:
        for (table, key), columns in part.older.items():
            if key not in said.get(table, ()):
                return None
            left[table, key] = left.get((table, key), set()) - columns
        for place, columns in part.open.items():
            left[place] = left.get(place, set()) | columns
        for table, keys in part.said.items():
            said.setdefault(table, set()).update(keys)
    if any(left.values()) or parts[-1].last != whole.last:
        return None
    if any(before.ended > after.began for before, after in pairwise(parts)):
        return None
    if any(len(said.get(table, ())) != rows for table, (rows, _) in whole.counts.items()):
        return None
    report = Report(events=whole.events)
    report.rows = sum(rows for rows, _ in whole.counts.values())
    report.columns = sum(rows * columns for rows, columns in whole.counts.values())
    return Walk(report, last=whole.last, seq=whole.events, first=parts[0].first, hashes=whole.hashes), whole.head


def in_processes(path: Path, wanted: frozenset[int], chain: bool, watch: Watch) -> tuple[Walk, Head | None] | None:
    """Each part in a process of its own, all at one moment of the books."""
    with workers(path, wanted, chain, processes()) as lines:
        wholes = _at_one_moment(lines)
        if wholes is None:
            return None
        for line, part in zip(lines, cut(wholes[0].events, len(lines)), strict=True):
            line.send(part)
        parts = _heard(lines, watch)
        return None if parts is None else settled(wholes[0], parts, chain)


def processes() -> int:
    """As many as there are processors for us, four at most."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(there, MOST))


@contextmanager
def workers(path: Path, wanted: frozenset[int], chain: bool, number: int) -> Iterator[list[Any]]:
    """Processes that wait for their part; ended with the block, however it ends."""
    context, running, lines = get_context("spawn"), [], []
    try:
        for _ in range(number):
            ours, theirs = context.Pipe()
            worker = context.Process(target=work, args=(theirs, path, wanted, chain), daemon=True)
            worker.start()
            theirs.close()
            running.append(worker)
            lines.append(ours)
        yield lines
    finally:
        for worker in running:
            worker.terminate()
            worker.join()


AGAIN, BUSY = "again", "busy"
TRIES, BRIEFLY = 5, 1.0
"""A process that can't read at once lets the others go too: they and a writer may be waiting for each other."""


def _at_one_moment(lines: Sequence[Any]) -> list[Whole] | None:
    """What each process sees of the books as a whole, once all see the same: somebody may be at work."""
    for _ in range(TRIES):
        wholes = [line.recv() for line in lines]
        if any(whole is None for whole in wholes):
            return None
        if BUSY not in wholes and len({(whole.events, whole.last) for whole in wholes}) == 1:
            return wholes
        for line in lines:
            line.send(AGAIN)
    return None


def _heard(lines: Sequence[Any], watch: Watch) -> list[Seen] | None:
    """What each process has seen; None as soon as one has a doubt."""
    found: dict[int, Seen] = {}
    while len(found) < len(lines):
        waiting: Any = wait([line for number, line in enumerate(lines) if number not in found])
        for line in waiting:
            said: Any = line.recv()
            if said is None:
                return None
            if isinstance(said, int):
                watch(said)
            else:
                found[lines.index(line)] = said
    return [found[number] for number in range(len(lines))]


def work(line: Connection, path: Path, wanted: frozenset[int], chain: bool) -> None:
    """A process's own part: says what it sees of the whole, is given a part, says what it has seen there."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    try:
        while _part_done(line, path, wanted, chain) == AGAIN:
            pass
    except ODD:
        line.send(None)
    except (EOFError, OSError):
        return


def _part_done(line: Connection, path: Path, wanted: frozenset[int], chain: bool) -> str | None:
    """What was asked for, or that the books are to be opened again."""
    try:
        books = SqliteBooks(path, BRIEFLY)
    except sqlite3.Error as error:
        if not is_busy(error):
            raise
        line.send(BUSY)
        line.recv()
        return AGAIN
    with closing(books):
        line.send(whole_of(books, wanted, chain))
        part = line.recv()
        if part == AGAIN:
            return AGAIN
        low, high = part
        line.send(look(books.database, low, high, chain, line.send))
        return None
