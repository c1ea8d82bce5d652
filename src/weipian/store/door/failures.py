"""Failed log-ins: an account and an address are shut for a while after too many."""

from __future__ import annotations

import time
from pathlib import Path

from weipian.store.door.book import opened

WINDOW = 15 * 60.0
"""Seconds that a failure counts."""
OF_ACCOUNT, OF_ADDRESS = 5, 20


def failed(workspace: Path, who: str, address: str) -> None:
    """One more; those that count no longer go."""
    now = time.time()
    with opened(workspace) as book:
        book.execute("DELETE FROM failure WHERE at < ?", (now - WINDOW,))
        book.execute("INSERT INTO failure VALUES (?, ?, ?)", (who, address, now))


def forgiven(workspace: Path, who: str) -> None:
    """The person is in: the account's failures count no longer; the address's do."""
    with opened(workspace) as book:
        book.execute("UPDATE failure SET who = '' WHERE who = ?", (who,))


def shut_for(workspace: Path, who: str, address: str) -> int:
    """Minutes until this account or address may try again; 0 where it may."""
    now = time.time()
    with opened(workspace) as book:
        counted = [
            [at for (at,) in book.execute(f"SELECT at FROM failure WHERE {column} = ? AND at >= ? ORDER BY at DESC",  # noqa: S608
                                          (value, now - WINDOW))]
            for column, value in (("who", who), ("address", address))
        ]  # fmt: skip
    waits = [
        times[limit - 1] + WINDOW - now
        for times, limit in zip(counted, (OF_ACCOUNT, OF_ADDRESS), strict=True)
        if len(times) >= limit
    ]
    return max((int(wait // 60) + 1 for wait in waits), default=0)
