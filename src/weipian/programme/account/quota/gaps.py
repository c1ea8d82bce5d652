"""账实不符: the notices' book beside the expected one, by place, size and grade; what is not known is not compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.account.quota.amounts import Amount
from weipian.programme.account.quota.books import Book, Entry, book
from weipian.programme.account.quota.expected import Expected
from weipian.programme.account.quota.noticed import NoticeLine
from weipian.terms.quota import NoticeKind, QuotaAccount, Size

COMPARED = (QuotaAccount.FROZEN, QuotaAccount.DEBITED)


@dataclass(frozen=True, slots=True)
class Gap:
    """One comparison. `township` None: the county; `grade` None: all grades together.

    `notices`, `plots`: what is behind it; `unnamed`: plots expected that no freezing names, where lines name plots;
    `unexpected`: plots that are named and not expected.
    """

    township: str | None
    account: QuotaAccount
    size: Size
    grade: str | None
    noticed: Amount
    expected: Amount
    notices: tuple[str, ...]
    plots: tuple[str, ...]
    unnamed: tuple[str, ...]
    unexpected: tuple[str, ...]

    @property
    def comparable(self) -> bool:
        return self.noticed.is_known and self.expected.is_known

    @property
    def differs(self) -> bool:
        return self.comparable and self.noticed != self.expected


def compare(
    lines: Sequence[NoticeLine], pieces: Sequence[Expected], townships: Iterable[str | None], day: date
) -> list[Gap]:
    """Every comparison as of a day, also those that come out even."""
    noticed = book((line.entry for line in lines), day)
    entries: list[Entry] = [entry for one in pieces for entry in one.entries]
    expected = book(entries, day)
    found: list[Gap] = []
    for township in townships:
        behind = _Behind(lines, pieces, township, day)
        for account in COMPARED:
            for size, grade in _asked(noticed, expected, township, account):
                amounts = [one.at(account, size, township, grade) for one in (noticed, expected)]
                found.append(behind.gap(account, size, grade, *amounts))
    return found


Asked = Iterator[tuple[Size, str | None]]


def _asked(noticed: Book, expected: Book, township: str | None, account: QuotaAccount) -> Asked:
    """Each size; then the quantity by grade, where both sides know all their grades."""
    yield from ((size, None) for size in Size)
    grades = {*noticed.grades(township, account), *expected.grades(township, account)}
    if grades and "" not in grades:
        yield from ((Size.QUANTITY, grade) for grade in sorted(grades))


def grades_unknown(lines: Sequence[NoticeLine], pieces: Sequence[Expected], day: date) -> bool:
    """Whether quality could not be compared: a grade is not known on one side."""
    sides = [line.entry for line in lines], [entry for one in pieces for entry in one.entries]
    return any("" in book(side, day).grades(None, QuotaAccount.FROZEN) for side in sides)


class _Behind:
    """The lines and plots of a place."""

    def __init__(
        self, lines: Sequence[NoticeLine], pieces: Sequence[Expected], township: str | None, day: date
    ) -> None:
        self.township = township
        self.lines = [one for one in lines if one.day <= day and township in (None, one.township)]
        self.stands = [(one.piece, one.stands(day)) for one in pieces if township in (None, one.piece.township)]

    def gap(self, account: QuotaAccount, size: Size, grade: str | None, noticed: Amount, expected: Amount) -> Gap:
        kind = NoticeKind.FREEZE if account is QuotaAccount.FROZEN else NoticeKind.DEBIT
        lines = [one for one in self.lines if grade in (None, one.grade)]
        if kind is NoticeKind.DEBIT:
            lines = [one for one in lines if one.kind is kind]
        named = _open(lines) if kind is NoticeKind.FREEZE else _named(lines)
        plots = {piece.plot: piece.name for piece, stands in self.stands if stands is kind}
        unnamed = tuple(name for plot, name in plots.items() if plot not in named) if named else ()
        return Gap(
            self.township,
            account,
            size,
            grade,
            noticed,
            expected,
            tuple(dict.fromkeys(one.number for one in lines)),
            tuple(piece.name for piece, stands in self.stands if stands is kind),
            unnamed,
            tuple(sorted(set(named) - set(plots))),
        )


def _named(lines: Iterable[NoticeLine]) -> set[str]:
    return {plot for line in lines for plot, _ in line.plots}


def _open(lines: Sequence[NoticeLine]) -> set[str]:
    """Plots that a freezing names, and no release or debit."""
    frozen = _named(line for line in lines if line.kind is NoticeKind.FREEZE)
    return frozen - _named(line for line in lines if line.kind is not NoticeKind.FREEZE)
