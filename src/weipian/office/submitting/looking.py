"""A plot's return as somebody looks at it: cell by cell, what the self-check says of each, what is open now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.submission.acts.listing import Stands, stands
from weipian.programme.submission.acts.loading import Here, findings, here, named
from weipian.programme.submission.checking.finding import Finding
from weipian.programme.submission.columns import COLUMNS, headers, prefilled, shown, stale
from weipian.store.acting import Desk
from weipian.store.eyes import eyes_of
from weipian.store.seeing import seen
from weipian.terms.checking import Subject
from weipian.terms.eyes import Eyes

CELLS: Mapping[Subject, str] = {
    Subject.APPROVAL_NUMBER: "approval_numbers",
    Subject.APPROVAL_AUTHORITY: "approval_authorities",
    Subject.APPROVAL_DATE: "approval_dates",
    Subject.LICENCE_NUMBER: "licence_number",
    Subject.LICENCE_FROM: "licence_from",
    Subject.LICENCE_UNTIL: "licence_until",
    Subject.RIGHT_TOTAL: "right_total",
    Subject.RIGHT_DONE: "right_done",
    Subject.RIGHT_LEFT: "right_left",
    Subject.RIGHT_DEMOLISHED: "right_demolished",
    Subject.RIGHT_APPROVED: "right_approved",
}
"""The cell that a check looks at, where it is not the last word of the check's subject."""


@dataclass(frozen=True, slots=True)
class CellSeen:
    """`own`: a person fills it; `stale`: the books say otherwise since it was filled."""

    label: str
    text: str
    own: bool
    stale: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ReturnSeen:
    """`others`: what the self-check says of what is in no cell."""

    stands: Stands
    filled_by: str
    filled_on: date | None
    checked_by: str
    checked_on: date | None
    cells: tuple[CellSeen, ...]
    others: tuple[Finding, ...]

    @property
    def blocks(self) -> int:
        return sum(one.blocks for one in self.findings)

    @property
    def asks(self) -> int:
        return sum(not one.blocks for one in self.findings)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*self.others, *(each for cell in self.cells for each in cell.findings))


def looked(desk: Desk, plot: str, day: date) -> ReturnSeen:
    """Nothing is written. Raises InputError."""
    every = here(desk.policy, seen(desk))
    (one,) = named(every, [plot])
    told = findings(desk.policy, every, [plot])[plot]
    sub, cells = one.sub, _cells(desk, one, told)
    in_cells = {id(each) for cell in cells for each in cell.findings}
    return ReturnSeen(
        stands(desk, one, day),
        sub.filled_by if sub else "",
        sub.filled_on if sub else None,
        sub.checked_by if sub else "",
        sub.checked_on if sub else None,
        cells,
        tuple(each for each in told if id(each) not in in_cells),
    )


def _cells(desk: Desk, one: Here, told: Sequence[Finding]) -> tuple[CellSeen, ...]:
    """In the platform's order; not filled yet: as the books would fill them."""
    books = prefilled(one.row, desk.policy)
    entries = one.sub.entries if one.sub else books
    changed = frozenset(stale(one.row, desk.policy, entries)) if one.sub else frozenset[str]()
    eyes = eyes_of(desk.policy, desk.actor)
    return tuple(
        CellSeen(
            head.text,
            _masked(head.column.key, shown(head.column.key, entries.get(head.column.key, "")), eyes),
            head.column.own,
            COLUMNS[head.column.key].field.label in changed,
            tuple(each for each in told if cell_of(each.subject) == head.column.key),
        )
        for head in headers(desk.policy, one.row.category)
    )


def cell_of(subject: Subject) -> str:
    """The cell's key; one that is no cell of a return is none of its columns."""
    measured = subject.value.startswith("measured.")
    return CELLS.get(subject) or ("" if measured else subject.value.rpartition(".")[2])


def _masked(key: str, text: str, eyes: Eyes) -> str:
    return eyes.name(text) if key == "party" and text else str(eyes.deep(text))
