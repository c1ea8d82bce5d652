"""补充耕地指标: the notices' book and the expected book side by side, what does not fit, what is still missing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.quota.books import Both, both
from weipian.office.quota.export import UNPLACED, odd_rows
from weipian.office.quota.listing import dated, notices_here, pieces_here, told_waits
from weipian.programme.account.quota.amounts import Amount
from weipian.programme.account.quota.books import Book
from weipian.terms.errors import InputError
from weipian.terms.quota import QuotaAccount, QuotaSheet, Size
from weipian.web.frame.here import here
from weipian.web.pages.amounts import page_of

ACCOUNTS = (QuotaAccount.FROZEN, QuotaAccount.DEBITED)
SIZES = (Size.QUANTITY, Size.PADDY)


def quota(request: Any) -> HttpResponse:
    """Both books as of a day."""
    desk, asked = request.desk, request.GET
    day = _day(asked.get("day", ""))
    books = both(desk, day, asked.get("township") or None)
    rows, pager = page_of(request, pieces_here(desk, books, every=bool(asked.get("every"))))
    told = {
        "books": books,
        "day": day,
        "heads": [(account.label, size.label) for account in ACCOUNTS for size in SIZES],
        "places": _places(books, desk.policy.place_label),
        "odd": sorted(map(_odd, odd_rows(books, desk.policy.place_label)), key=lambda one: bool(one["unknown"])),
        "pieces": [_piece(one) for one in rows],
        "notices": [_notice(one) for one in notices_here(desk, books)],
        "townships": desk.policy.townships,
        "township": asked.get("township", ""),
        "every": bool(asked.get("every")),
        "sheets": [one.label for one in QuotaSheet],
        **pager,
    }
    return render(request, "ledger/quota.html", told)


def _day(text: str) -> date:
    """Raises InputError for what is no day."""
    try:
        return date.fromisoformat(text) if text else here().today()
    except ValueError:
        raise InputError("not_a_date", where="补充耕地指标", value=text) from None


def _places(books: Both, county: str) -> list[dict[str, Any]]:
    """A row a township with something in a book, then all of them."""
    found = [_place(books, one or UNPLACED, one) for one in books.townships]
    kept = [one for one in found if one["something"]]
    return [*kept, *([{**_place(books, county, None), "total": True}] if len(books.townships) > 1 else [])]


BESIDE = ("通知", "地块", "通知没有点名的", "点了名、预期没有的")


def _odd(row: tuple[str, ...]) -> dict[str, Any]:
    """What differs before what can't be compared; numbers of notices and plots counted, and folded away."""
    place, what, noticed, expected, less, *numbers = row
    beside = [(label, text, text.count("、") + 1) for label, text in zip(BESIDE, numbers, strict=True) if text]
    return {"place": place, "what": what, "noticed": noticed, "expected": expected, "less": less.replace("-", "−"),
            "unknown": less == "不能比", "beside": beside}  # fmt: skip


def _place(books: Both, name: str, township: str | None) -> dict[str, Any]:
    pairs = []
    for account in ACCOUNTS:
        for size in SIZES:
            noticed, expected = (_at(book, account, size, township) for book in (books.noticed, books.expected))
            known = noticed.is_known and expected.is_known
            differs = known and noticed.known != expected.known
            pairs.append((_text(noticed), _text(expected), "differs" if differs else "" if known else "unknown"))
    each = [_at(book, account, size, township) for book in (books.noticed, books.expected)
            for account in QuotaAccount for size in Size]  # fmt: skip
    return {"name": name, "pairs": pairs, "something": not all(one.is_nothing for one in each)}


def _at(book: Book, account: QuotaAccount, size: Size, township: str | None) -> Amount:
    return book.at(account, size, township)


def _text(amount: Amount) -> str:
    return amount.text(2)


def _piece(one: Any) -> dict[str, Any]:
    piece = one.expected.piece
    return {
        "piece": piece,
        "sizes": [Amount.of(piece.sizes.get(size)).text(2) for size in SIZES],
        "stands": one.stands.label if one.stands else "尚未冻结",
        "determined": dated(piece.determined),
        "waits": told_waits(one.expected),
        "ables": one.ables,
    }


def _notice(one: Any) -> dict[str, Any]:
    return {
        "notice": one.notice,
        "lines": [(line.written or "没有写地点", Amount.of(line.sizes[Size.QUANTITY]).text(2),
                   [plot for plot, _ in line.plots]) for line in one.lines],
        "ables": one.ables,
    }  # fmt: skip
