"""What a person keeps on their own screen: saved views of lists, chosen columns, drafts of forms."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from weipian.store.door.book import opened


def keep(workspace: Path, account: int, kind: str, name: str, body: Any) -> None:
    """Put it, or put it anew."""
    with opened(workspace) as book:
        book.execute(
            "INSERT INTO kept VALUES (?, ?, ?, ?, ?) ON CONFLICT (account, kind, name) DO UPDATE SET"
            " body = excluded.body, at = excluded.at",
            (account, kind, name, json.dumps(body, ensure_ascii=False), time.time()),
        )


def kept(workspace: Path, account: int, kind: str) -> dict[str, Any]:
    """All of a kind, by name."""
    with opened(workspace) as book:
        rows = book.execute("SELECT name, body FROM kept WHERE account = ? AND kind = ? ORDER BY name", (account, kind))
        return {name: json.loads(body) for name, body in rows}


def drop(workspace: Path, account: int, kind: str, name: str) -> None:
    with opened(workspace) as book:
        book.execute("DELETE FROM kept WHERE account = ? AND kind = ? AND name = ?", (account, kind, name))
