"""The triggers that keep what is only ever added to from being altered by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from weipian.record.books import Books
from weipian.record.findings import Finding

GUARDS = {
    "event_kept": "event",
    "event_not_removed": "event",
    "payload_kept": "event_payload",
    "payload_not_removed": "event_payload",
    "patch_kept": "patch",
    "patch_not_removed": "patch",
    "batch_kept": "batch",
    "batch_not_removed": "batch",
}
"""Guard → the table that it stands before."""
REFUSING = re.compile(
    r"CREATE TRIGGER \w+ BEFORE (UPDATE|DELETE) ON \w+\s+"
    r"(WHEN (NEW\.\w+ IS NOT NULL|NOT EXISTS \(SELECT 1 FROM erasing\))\s+)?"
    r"BEGIN SELECT RAISE\(ABORT, '[^']*'\); END",
    re.ASCII,
)
"""A trigger of SQLite's that refuses and does nothing else, unless an erasure is going on."""


def look_at_guards(books: Books) -> Iterator[Finding]:
    """Guards that are gone or no longer refuse; triggers and views that are none of ours, and may do anything."""
    standing = books.guards()
    gone = (name for name, table in GUARDS.items() if standing.get(name) != table)
    yield from (Finding("guard_missing", name) for name in sorted(gone))
    yield from (Finding("object_foreign", name) for name in books.strangers())
