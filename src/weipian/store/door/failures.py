"""Failed log-ins: an account and an address are shut for a while after too many.

A try is noted before the password is looked at and struck out when it was right: those who try at the same moment are
all counted. Whether an account of that name is there makes no difference.
"""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from weipian.store.door.book import opened

WINDOW = 15 * 60.0
"""Seconds that a failure counts."""
OF_ACCOUNT, OF_ADDRESS = 5, 20
LONGEST = 100
"""Characters of a name that are kept."""


def tried(workspace: Path, who: str, address: str, now: float | None = None) -> int:
    """Notes a try; minutes until this account or address may try again, 0 where it may now."""
    now = time.time() if now is None else now
    with opened(workspace) as book:
        book.execute("BEGIN IMMEDIATE")
        book.execute("DELETE FROM failure WHERE at <= ?", (now - WINDOW,))
        if minutes := _shut(book, who[:LONGEST], address, now):
            return minutes
        book.execute("INSERT INTO failure VALUES (?, ?, ?)", (who[:LONGEST], address, now))
    return 0


def forgiven(workspace: Path, who: str, address: str) -> None:
    """The person is in: their own tries count no longer, those of the address on other accounts do."""
    with opened(workspace) as book:
        book.execute("DELETE FROM failure WHERE who = ? AND address = ?", (who[:LONGEST], address))
        book.execute("UPDATE failure SET who = '' WHERE who = ?", (who[:LONGEST],))


def _shut(book: sqlite3.Connection, who: str, address: str, now: float) -> int:
    waits = []
    for column, value, limit in (("who", who, OF_ACCOUNT), ("address", address, OF_ADDRESS)):
        if not value:
            continue
        counted = f"SELECT at FROM failure WHERE {column} = ? ORDER BY at DESC LIMIT 1 OFFSET ?"  # noqa: S608
        found = book.execute(counted, (value, limit - 1)).fetchone()
        if found is not None:
            waits.append(found[0] + WINDOW - now)
    return max((int(wait // 60) + 1 for wait in waits), default=0)
