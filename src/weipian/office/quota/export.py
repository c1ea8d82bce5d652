"""Both books side by side as a workbook, as of a day, and what does not fit; logged before it is in its place."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from weipian.office.quota.books import Both
from weipian.office.quota.listing import numbers
from weipian.programme.account.quota.amounts import Amount
from weipian.programme.account.quota.books import Book, Entry
from weipian.programme.account.quota.gaps import COMPARED, Gap
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.terms.acting import STAMP, Act
from weipian.terms.area import decimals
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import UsageError
from weipian.terms.quota import Size
from weipian.workbook.quota import EntryRow, QuotaBook, SideRow, write_quota
from weipian.workbook.tables import whole

UNPLACED = "（未写明乡镇）"


def export(desk: Desk, books: Both, target: Path) -> None:
    """Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    if target.suffix.lower() != ".xlsx":
        raise UsageError("output_suffix", where=target.name, suffixes=".xlsx")
    with whole(target) as partial:
        write_quota(partial, content(desk, books))
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))


def content(desk: Desk, books: Both) -> QuotaBook:
    notice = (STAMP, desk.policy.notice) if desk.policy.notice else (STAMP,)
    whole_county = len(books.townships) > 1
    places: list[str | None] = [*books.townships, *([None] if whole_county else [])]
    return QuotaBook(
        title=f"{desk.policy.place_label}补充耕地指标两本账（截至{books.day}）",
        notices=notice,
        told=f"依据：{books.clause}；县里只照记，不决定冻结、解冻和扣减",
        noticed=_rows(line.entry for line in books.lines if line.day <= books.day),
        expected=_rows(entry for one in books.pieces for entry in one.entries if entry.holds_on(books.day)),
        side=[_side(desk, books, place) for place in places],
        odd=list(odd_rows(books, desk.policy.place_label)),
    )


def _rows(entries: Iterable[Entry]) -> list[EntryRow]:
    return [
        EntryRow(
            one.day,
            one.cause,
            one.kind.label,
            one.township or UNPLACED,
            one.village,
            one.grade,
            tuple(one.sizes.get(size) for size in Size),
        )
        for one in entries
    ]


def _side(desk: Desk, books: Both, township: str | None) -> SideRow:
    name = desk.policy.place_label if township is None else township or UNPLACED
    pairs = [(account, size) for account in COMPARED for size in Size]

    def of(book: Book) -> list[Fraction | None]:
        return [_known(book.at(account, size, township)) for account, size in pairs]

    return SideRow(name, township is None, tuple(zip(of(books.noticed), of(books.expected), strict=True)))


def _known(amount: Amount) -> Fraction | None:
    return amount.known if amount.is_known else None


def odd_rows(books: Both, county: str) -> Iterable[tuple[str, ...]]:
    """Gaps that differ, those that can't be compared, then what does not fit in the notices themselves."""
    for gap in books.gaps:
        if gap.differs or not gap.comparable:
            yield (
                *gap_words(gap, county),
                gap.noticed.text(),
                gap.expected.text(),
                difference(gap),
                numbers(gap.notices, 40),
                numbers(gap.plots, 40),
                numbers(gap.unnamed, 40),
                numbers(gap.unexpected, 40),
            )
    for odd in books.odd:
        yield (odd.township, f"{odd.misfit.label}：{odd.told}", "", "", "", "、".join(odd.notices), "", "", "")


def gap_words(gap: Gap, county: str) -> tuple[str, str]:
    place = county if gap.township is None else gap.township or UNPLACED
    grade = f"，等别 {gap.grade}" if gap.grade is not None else ""
    return place, f"{gap.account.label} {gap.size.label}{grade}"


def difference(gap: Gap) -> str:
    """Exact to four decimals, with its sign; what is not known can't be compared."""
    if not gap.comparable:
        return "不能比"
    less = gap.noticed.known - gap.expected.known
    return ("+" if less > 0 else "") + decimals(less, 4)
