"""The state against the log: every stored column of every table that an act writes, read raw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from weipian.record.books import Books
from weipian.record.canon import plain
from weipian.record.findings import Finding, of_row
from weipian.record.walk import Images, Said, Walk

UNLOGGED = frozenset({"event", "event_payload", "log_head", "django_migrations"})
"""Tables that no act writes: the log itself, and what the database keeps of itself."""
GUARDS = frozenset(
    {
        "event_kept",
        "event_not_removed",
        "payload_kept",
        "payload_not_removed",
        "patch_kept",
        "patch_not_removed",
        "batch_kept",
        "batch_not_removed",
    }
)
"""The triggers that keep the log from being altered by mistake."""


def compare(books: Books, walk: Walk) -> None:
    """Every row against what the log last said of it; adds to the walk's report."""
    waiting = dict(walk.images)
    for table in books.tables():
        if table not in UNLOGGED:
            for finding in _compare_table(books, table, waiting, walk):
                walk.report.add(finding)
    walk.report.add(*(of_row("row_missing", table, key) for table, key in waiting))
    walk.report.add(*(Finding("guard_missing", name) for name in sorted(GUARDS - books.guards())))


def _compare_table(books: Books, table: str, waiting: Images, walk: Walk) -> Iterator[Finding]:
    for stored in books.rows(table):
        said = waiting.pop((table, str(stored["id"])), None)
        walk.report.rows += 1
        if said is None:
            yield of_row("row_extra", table, stored["id"])
        else:
            yield from _compare_row(table, stored, said, walk)


def _compare_row(table: str, stored: Mapping[str, object], said: dict[str, Said], walk: Walk) -> Iterator[Finding]:
    for name, value in stored.items():
        walk.report.columns += 1
        if not _fits(value, said.get(name)):
            seq = said[name].seq if name in said else 0
            yield of_row("column_changed", table, stored["id"], name, seq=seq)
    for name in said.keys() - stored.keys():
        yield of_row("column_missing_in_state", table, stored["id"], name)


def _fits(value: object, said: Said | None) -> bool:
    """What the log says is known to fit its digest. Never said, or said and taken away: nothing may stand there."""
    if said is None or not said.there:
        return value is None
    if isinstance(value, float):
        return False
    assert value is None or isinstance(value, int | str | bytes)
    found = plain(value)
    return type(found) is type(said.value) and found == said.value
