"""What an audit reads, whichever database the books are kept in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from weipian.record.head import Head
from weipian.record.walk import Entry


class Books(Protocol):
    """A workspace's database, read as it is stored: flags as 1 and 0, dates as ISO texts, geometry as bytes."""

    def entries(self) -> Iterator[Entry]:
        """The log, in order."""

    def head(self) -> Head | None:
        """The signed head that the database holds; None where there is none, or more than one."""

    def tables(self) -> list[str]:
        """Every table, in order of name."""

    def rows(self, table: str) -> Iterator[Mapping[str, object]]:
        """A table's rows: column → value."""

    def guards(self) -> frozenset[str]:
        """The triggers that refuse, by name."""
