"""The audit: a workspace, or an export alone, checked by whoever has it and Python."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from weipian.record.findings import Finding, Report
from weipian.record.head import NAME, Head, head_of
from weipian.record.state import compare, entries_of, opened
from weipian.record.walk import Walk, entries_of_lines, walked

DATABASE = "weipian.sqlite3"


def audit_workspace(folder: Path) -> Report:
    """Log, state and heads of a workspace."""
    report = Report()
    try:
        with closing(opened(folder / DATABASE)) as database:
            walk = walked(entries_of(database), report)
            compare(database, walk)
            _check_heads(database, folder, walk)
    except sqlite3.Error as error:
        report.add(Finding("database_unreadable", DATABASE, params={"reason": str(error)}))
    return report


def audit_export(path: Path, head: Path | None = None) -> Report:
    """An export alone; with the head's text beside it also whether it is the whole log."""
    report = Report()
    with path.open(encoding="utf-8") as lines:
        walk = walked(entries_of_lines(lines, report), report)
    if head is not None:
        _check_head(_read(head), walk, str(head.name))
    return report


def _check_heads(database: sqlite3.Connection, folder: Path, walk: Walk) -> None:
    rows = database.execute("SELECT workspace, seq, hash, at, key, signature FROM log_head WHERE id = 1").fetchall()
    if len(rows) != 1:
        walk.report.add(Finding("head_missing", "log_head"))
        return
    inside = Head(*rows[0])
    _check_head(inside, walk, "log_head")
    beside = _read(folder / NAME)
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
        return head_of(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
