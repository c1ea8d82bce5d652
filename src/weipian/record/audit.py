"""The audit: a workspace, or an export alone, checked by whoever has it and Python."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from weipian.record import evidence
from weipian.record.books import Books
from weipian.record.findings import Finding, Report
from weipian.record.head import NAME, Head, head_of
from weipian.record.sqlite import SqliteBooks
from weipian.record.state import compare
from weipian.record.walk import Walk, entries_of_lines, walked

DATABASE = "weipian.sqlite3"
CARD = "weipian.toml"
"""What the workspace is: its id, its policy, the form of its database and where that is."""
ON_A_SERVER = 'database = "postgresql"'
"""The card's line where the books are not in the folder."""


def audit_workspace(folder: Path, *, files: bool = True, step: evidence.Step = int) -> Report:
    """Log, state and heads of a workspace whose books are the SQLite file in it; with `files` the evidence too."""
    report, beside = Report(), head_beside(folder)
    if on_a_server(folder):
        report.add(Finding("database_elsewhere", CARD))
        return report
    try:
        with closing(SqliteBooks(folder / DATABASE)) as books:
            audit_books(books, beside, report)
            if files:
                audit_files(folder, books, report, step)
    except sqlite3.Error as error:
        report.add(Finding("database_unreadable", DATABASE, params={"reason": str(error)}))
    return report


def on_a_server(folder: Path) -> bool:
    """Whether the card says that the books are elsewhere."""
    return ON_A_SERVER in _text(folder / CARD).splitlines()


def head_beside(folder: Path) -> Head | None:
    """The head outside the database. Read before the database is: who works meanwhile is no finding."""
    return _read(folder / NAME)


def audit_books(books: Books, beside: Head | None, report: Report) -> None:
    """Log, state and heads of books, wherever they are kept; adds to the report."""
    walk = walked(books.entries(), report)
    compare(books, walk)
    _check_heads(books.head(), beside, walk)


def audit_files(folder: Path, books: Books, report: Report, step: evidence.Step = int) -> None:
    """Every original of evidence, hashed again; adds to the report."""
    if evidence.TABLE in books.tables():
        rows = list(books.rows(evidence.TABLE))
        report.files = len({row["sha256"] for row in rows} - {None})
        report.add(*evidence.check(folder, rows, step))


def audit_export(path: Path, head: Path | None = None) -> Report:
    """An export alone; with the head's text beside it also whether it is the whole log."""
    report = Report()
    with path.open(encoding="utf-8") as lines:
        walk = walked(entries_of_lines(lines, report), report)
    if head is not None:
        _check_head(_read(head), walk, str(head.name))
    return report


def _check_heads(inside: Head | None, beside: Head | None, walk: Walk) -> None:
    if inside is None:
        walk.report.add(Finding("head_missing", "log_head"))
        return
    _check_head(inside, walk, "log_head")
    if beside is None:
        walk.report.add(Finding("head_missing", NAME))
    elif not beside.genuine() or (beside.key, beside.workspace) != (inside.key, inside.workspace):
        walk.report.add(Finding("head_forged", NAME))
    elif beside.seq > walk.seq:
        walk.report.add(Finding("database_behind_head", NAME, params={"head": beside.seq, "log": walk.seq}))
    elif walk.hashes[beside.seq : beside.seq + 1] != [beside.hash]:
        walk.report.add(Finding("log_rewritten", NAME, params={"head": beside.seq}))
    elif beside.seq < inside.seq:
        tail = {"head": beside.seq, "log": walk.seq}
        walk.report.add(Finding("tail_unsigned", NAME, grave=False, params=tail))


def _check_head(head: Head | None, walk: Walk, where: str) -> None:
    if head is None:
        walk.report.add(Finding("head_missing", where))
    elif not head.genuine():
        walk.report.add(Finding("head_forged", where))
    elif (head.seq, head.hash) != (walk.seq, walk.last):
        walk.report.add(Finding("head_elsewhere", where, params={"head": head.seq, "log": walk.seq}))


def _read(path: Path) -> Head | None:
    try:
        return head_of(_text(path))
    except ValueError:
        return None


def _text(path: Path) -> str:
    """What a small file holds; nothing where it can't be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
