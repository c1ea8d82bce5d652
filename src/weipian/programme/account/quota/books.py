"""Double entry: every entry moves an amount from one account of a place to another; pure, exact, as of any day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from weipian.programme.account.quota.amounts import NOTHING, Amount
from weipian.terms.quota import NoticeKind, QuotaAccount, Size

MOVES = {
    NoticeKind.FREEZE: (QuotaAccount.AVAILABLE, QuotaAccount.FROZEN),
    NoticeKind.RELEASE: (QuotaAccount.FROZEN, QuotaAccount.AVAILABLE),
    NoticeKind.DEBIT: (QuotaAccount.FROZEN, QuotaAccount.DEBITED),
}
Sizes = Mapping[Size, Fraction | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One movement. `day` None: when is not known, so it counts on any day. `cause`: a notice's line or a piece.

    `grade` empty and a size None: not known, which is not nought.
    """

    day: date | None
    kind: NoticeKind
    township: str
    village: str
    grade: str
    sizes: Sizes
    cause: str

    def holds_on(self, day: date) -> bool:
        return self.day is None or self.day <= day


@dataclass(frozen=True, slots=True)
class Posting:
    """One side of an entry in one size; the postings of an entry add up to nothing."""

    township: str
    account: QuotaAccount
    size: Size
    grade: str
    amount: Amount


def postings(entry: Entry) -> Iterator[Posting]:
    """Out of one account, into another, of every size."""
    source, target = MOVES[entry.kind]
    for size in Size:
        amount = Amount.of(entry.sizes.get(size))
        yield Posting(entry.township, source, size, entry.grade, -amount)
        yield Posting(entry.township, target, size, entry.grade, amount)


Key = tuple[str, QuotaAccount, Size, str]


@dataclass(frozen=True, slots=True)
class Book:
    """What stands in every account of every place, of every size and grade."""

    amounts: Mapping[Key, Amount] = field(default_factory=dict)

    def at(self, account: QuotaAccount, size: Size, township: str | None = None, grade: str | None = None) -> Amount:
        """A sum; `township` None: of all places, `grade` None: of all grades."""
        found = (
            amount
            for (place, held, of, quality), amount in self.amounts.items()
            if held is account and of is size and township in (None, place) and grade in (None, quality)
        )
        return sum(found, NOTHING)

    def townships(self) -> list[str]:
        return list(dict.fromkeys(key[0] for key in self.amounts))

    def grades(self, township: str | None, account: QuotaAccount) -> list[str]:
        """Those in which something of the account stands."""
        found = {
            grade
            for (place, held, _, grade), amount in self.amounts.items()
            if held is account and township in (None, place) and not amount.is_nothing
        }
        return sorted(found)


def book(entries: Iterable[Entry], day: date) -> Book:
    """As of the end of a day; in which order the entries of a day come makes no difference."""
    amounts: dict[Key, Amount] = {}
    for entry in entries:
        for one in postings(entry) if entry.holds_on(day) else ():
            key = (one.township, one.account, one.size, one.grade)
            amounts[key] = amounts.get(key, NOTHING) + one.amount
    return Book(amounts)
