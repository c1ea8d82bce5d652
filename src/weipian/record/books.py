"""What an audit reads, whichever database the books are kept in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from weipian.record.head import Head
from weipian.record.walk import Entry


class Books(Protocol):
    """A workspace's database at one moment, read as it is stored: flags as 1 and 0, dates as ISO texts, geometry as
    bytes."""

    def entries(self) -> Iterator[Entry]:
        """The log, in order."""

    def links(self) -> Iterator[Entry]:
        """The log, in order, without its payloads."""

    def loose(self) -> list[int]:
        """Numbers of payloads that belong to no event."""

    def hashes(self, seqs: Iterable[int]) -> dict[int, str]:
        """The hash that each of some events claims; events that are not there are left out."""

    def head(self) -> Head | None:
        """The signed head that the database holds; None where there is none, or more than one."""

    def tables(self) -> list[str]:
        """Every table, in order of name."""

    def rows(self, table: str) -> Iterator[Mapping[str, object]]:
        """A table's rows: column → value."""

    def guards(self) -> dict[str, str]:
        """The triggers that refuse and do nothing else: name → table."""

    def strangers(self) -> list[str]:
        """Triggers that are no guards, views, rules: what may alter or hide something unasked."""
