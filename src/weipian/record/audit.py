"""The audit: a workspace, or an export alone, checked by whoever has it and Python."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from weipian.record import evidence
from weipian.record.books import Books
from weipian.record.earlier import begins_with
from weipian.record.files import compare_files
from weipian.record.findings import Finding, Report, of_event
from weipian.record.head import NAME, Head
from weipian.record.heads import check_head, check_heads, read_head, spoken_of
from weipian.record.identity import same_hands
from weipian.record.paper import Mark, hold_against
from weipian.record.quick import nothing_altered
from weipian.record.sqlite import SqliteBooks
from weipian.record.state import compare
from weipian.record.walk import Entry, Walk, chained, entries_of_lines, walked

DATABASE = "weipian.sqlite3"
CARD = "weipian.toml"
"""What the workspace is: its id, its policy, the form of its database and where that is."""
ON_A_SERVER = 'database = "postgresql"'
"""The card's line where the books are not in the folder."""
STEP = 1_000


def unwatched(_events: int) -> None:
    """Nobody looks at the progress."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an audit is asked besides: marks of papers, an earlier export; whether the chain alone, and not files."""

    marks: tuple[Mark, ...] = ()
    earlier: Path | None = None
    chain: bool = False
    files: bool = True
    watch: Callable[[int], None] = unwatched
    """Told how many events further it is."""
    reads: Callable[[int], object] = int
    """Told how many bytes of evidence further it is."""


PLAINLY = Asked()


def audit_workspace(folder: Path, asked: Asked = PLAINLY) -> Report:
    """Log, state, files and heads of a workspace whose books are the SQLite file in it.

    Raises OSError, UnicodeDecodeError where an earlier export can't be read.
    """
    report, beside = Report(), head_beside(folder)
    if on_a_server(folder):
        report.add(Finding("database_elsewhere", CARD))
        return report
    try:
        well = nothing_altered(folder / DATABASE, spoken_of(beside, asked.marks), asked.chain, asked.watch)
        with closing(SqliteBooks(folder / DATABASE)) as books:
            audit_books(books, beside, report, folder, asked, well)
    except sqlite3.Error as error:
        report.add(Finding("database_unreadable", DATABASE, params={"reason": str(error)}))
    return report


def on_a_server(folder: Path) -> bool:
    """Whether the card says that the books are elsewhere."""
    return ON_A_SERVER in _text(folder / CARD).splitlines()


def head_beside(folder: Path) -> Head | None:
    """The head outside the database. Read before the database is: who works meanwhile is no finding."""
    return read_head(folder / NAME)


def audit_books(
    books: Books,
    beside: Head | None,
    report: Report,
    folder: Path | None = None,
    asked: Asked = PLAINLY,
    well: tuple[Walk, Head | None] | None = None,
) -> None:
    """Log, state, files and heads of books, wherever they are kept, or without a folder the books alone.

    `well`: how the log ends, where the quick way has found that nothing is altered in it.
    """
    walk, inside = well or (_walked(books, beside, report, asked), books.head())
    walk.report.findings = report.findings
    report.events, report.rows, report.columns = walk.report.events, walk.report.rows, walk.report.columns
    check_heads(inside, beside, walk)
    report.add(*same_hands(walk.first, inside, (_text(folder / CARD) or "?") if folder else "", "log_head"))
    report.add(*hold_against(asked.marks, walk))
    if folder is not None and asked.files and not asked.chain:
        report.add(*compare_files(books, folder))
        _audit_evidence(books, report, folder, asked)
    if asked.earlier is not None:
        with asked.earlier.open(encoding="utf-8") as lines:
            report.add(*begins_with(books.links(), lines))


def _audit_evidence(books: Books, report: Report, folder: Path, asked: Asked) -> None:
    """Every original, hashed again."""
    if evidence.TABLE in books.tables():
        rows = list(books.rows(evidence.TABLE))
        report.files = len({row["sha256"] for row in rows} - {None})
        report.add(*evidence.check(folder, rows, asked.reads))


def _walked(books: Books, beside: Head | None, report: Report, asked: Asked) -> Walk:
    """The plain way."""
    wanted = spoken_of(beside, asked.marks)
    if asked.chain:
        return chained(_watched(books.links(), asked.watch), report, wanted)
    walk = walked(_watched(books.entries(), asked.watch), report, wanted)
    report.add(*(of_event("payload_extra", seq) for seq in books.loose()))
    compare(books, walk)
    return walk


def audit_export(path: Path, head: Path | None = None, asked: Asked = PLAINLY) -> Report:
    """An export alone; with the head's text beside it also whether it is the whole log.

    Raises OSError, UnicodeDecodeError where it can't be read.
    """
    report, beside = Report(), None if head is None else read_head(head)
    way = chained if asked.chain else walked
    with path.open(encoding="utf-8") as lines:
        found = _watched(entries_of_lines(lines, report), asked.watch)
        walk = way(found, report, spoken_of(beside, asked.marks))
    if head is not None:
        check_head(beside, walk, str(head.name))
        report.add(*same_hands(walk.first, beside, "", str(head.name)))
    report.add(*hold_against(asked.marks, walk))
    if asked.earlier is not None:
        with path.open(encoding="utf-8") as present, asked.earlier.open(encoding="utf-8") as lines:
            report.add(*begins_with(entries_of_lines(present, Report()), lines))
    return report


def _watched(things: Iterator[Entry], watch: Callable[[int], None]) -> Iterator[Entry]:
    for number, thing in enumerate(things, start=1):
        yield thing
        if number % STEP == 0:
            watch(STEP)


def _text(path: Path) -> str:
    """What a small file holds; nothing where it can't be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
