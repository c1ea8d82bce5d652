"""A table of many rows in the books: the rows that it brought are those of its own event."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.store.models import SheetTaken
from weipian.store.writing import Act
from weipian.terms.bulk import BulkTable


@dataclass(frozen=True, slots=True)
class Source:
    """The table that rows came with."""

    name: str
    sha256: str


def note_table(act: Act, kind: BulkTable, source: Source, rows: int) -> int:
    """Its number, which is what the act is about."""
    number = act.add(SheetTaken, kind=kind.value, name=source.name, sha256=source.sha256, rows=rows)
    act.subject = f"sheet:{number}"
    return number
