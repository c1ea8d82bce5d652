"""What a row of the ledger says of its plot: its mark, its sums, what still waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from weipian.figures.marks import Mark
from weipian.terms.acting import State
from weipian.terms.words import Category, Conclusion, Determination
from weipian.workbook.sheets_rows import Counted, LedgerBook, LedgerRow

MINING: dict[Conclusion | None, Mark] = {
    Conclusion.LAWFUL: Mark.LAWFUL,
    Conclusion.UNLAWFUL: Mark.UNLAWFUL,
    Conclusion.PSEUDO_CHANGE: Mark.OTHER_USE,
}


def standing_rows(book: LedgerBook) -> list[LedgerRow]:
    """All rows but those that were taken out of the programme."""
    return [row for row in book.rows if row.state != State.WITHDRAWN.label]


def is_determined(row: LedgerRow) -> bool:
    if row.category is Category.MINING:
        return row.conclusion is not None
    return row.determination not in (None, Determination.UNDETERMINED)


def mark_of(row: LedgerRow) -> Mark:
    """How the plot shows on a map."""
    if row.category is Category.MINING:
        return MINING.get(row.conclusion) or _open_mark(row)
    return Mark.of(row.determination) if row.determination and is_determined(row) else _open_mark(row)


def _open_mark(row: LedgerRow) -> Mark:
    """Not determined: 疑 where people have looked and doubt remains, 未 where no one has been yet."""
    visited = any(value not in (None, "") for value in row.site.values())
    return Mark.of(Determination.UNDETERMINED, row.proposal if visited else None)


def counts(row: LedgerRow, terms: Sequence[Counted]) -> bool:
    """Is the plot in a sum of the ratio."""
    return row.cultivated is not None and any(_is_of(row, term) for term in terms)


def _is_of(row: LedgerRow, term: Counted) -> bool:
    accepted = not term.only_accepted or not row.supplementary or row.accepted_above is True
    return row.determination is term.determination and term.outcome in (None, row.outcome) and accepted


def is_open(row: LedgerRow) -> bool:
    """Not determined, and in the ratio as soon as it is."""
    return row.determination is Determination.UNDETERMINED and row.cultivated is not None


def is_not_final(row: LedgerRow) -> bool:
    """Determined by the county, and not yet finally by the level above (四(一))."""
    return is_determined(row) and row.final is not True


def waits_at(row: LedgerRow, gate: str) -> bool:
    """Nothing recorded shows that the gate's own inspection was held: A and D stand until the plot is determined,
    B and C until it is put right."""
    if not any(words.startswith(gate) for words in row.gates):
        return False
    return not is_determined(row) if gate in ("A", "D") else not row.outcome.is_settled


def patches_of(rows: Iterable[LedgerRow]) -> int:
    """A gate is asked of the whole patch, however many plots it has."""
    return len({row.patch for row in rows})
