"""The state against the log: every stored column of every table that an act writes, read raw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from weipian.record.books import Books
from weipian.record.canon import plain
from weipian.record.findings import Finding, of_row
from weipian.record.guards import look_at_guards
from weipian.record.walk import Images, Said, Walk

UNLOGGED = frozenset({"event", "event_payload", "log_head", "django_migrations"})
"""Tables that no act writes: the log itself, and what the database keeps of itself."""


def compare(books: Books, walk: Walk) -> None:
    """Every row against what the log last said of it; adds to the walk's report."""
    waiting = dict(walk.images)
    for table in books.tables():
        if table not in UNLOGGED:
            for finding in _compare_table(books, table, waiting, walk):
                walk.report.add(finding)
    walk.report.add(*(of_row("row_missing", *place, seq=_last(said)) for place, said in waiting.items()))
    walk.report.add(*look_at_guards(books))


def _compare_table(books: Books, table: str, waiting: Images, walk: Walk) -> Iterator[Finding]:
    for stored in books.rows(table):
        key = stored.get("id", "?")
        said = waiting.pop((table, str(key)), None)
        walk.report.rows += 1
        if said is None:
            yield of_row("row_extra", table, key, seq=_claimed(stored, walk))
        else:
            yield from _compare_row(table, stored, said, walk)


def _compare_row(table: str, stored: Mapping[str, object], said: dict[str, Said], walk: Walk) -> Iterator[Finding]:
    for name, value in stored.items():
        walk.report.columns += 1
        if not fits(value, said.get(name)):
            seq = said[name].seq if name in said else _last(said)
            yield of_row("column_changed", table, stored["id"], name, seq=seq)
    for name in sorted(said.keys() - stored.keys()):
        yield of_row("column_missing_in_state", table, stored["id"], name, seq=said[name].seq)


def _last(said: Mapping[str, Said]) -> int:
    """The event that last wrote anything of a row."""
    return max((one.seq for one in said.values()), default=0)


def _claimed(stored: Mapping[str, object], walk: Walk) -> int:
    """The event that a row which the log does not know says to come from; that event says nothing of it."""
    event = stored.get("event")
    return event if isinstance(event, int) and 1 <= event <= walk.seq else 0


def fits(value: object, said: Said | None) -> bool:
    """What the log says is known to fit its digest. Never said, or said and taken away: nothing may stand there."""
    if said is None or not said.there:
        return value is None
    if value is not None and not isinstance(value, int | str | bytes):
        return False
    found = plain(value)
    return type(found) is type(said.value) and found == said.value
