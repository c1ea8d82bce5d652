"""`weipian quota …`: both books, what does not fit, what waits; the workbook."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY
from weipian.terms.quota import QuotaAccount, Size

if TYPE_CHECKING:
    from weipian.office.quota.books import Both
    from weipian.office.quota.listing import PieceHere
    from weipian.programme.account.quota.amounts import Amount
    from weipian.programme.account.quota.books import Book
    from weipian.programme.account.quota.gaps import Gap
    from weipian.store.acting import Desk

quota = ChineseGroup(
    "quota",
    {
        "notice": ("weipian.cli.quota_notice:notice", "自治区的冻结、解冻、扣减通知：登记、导入、查看、撤销"),
        "accept": ("weipian.cli.quota_steps:accept", "登记市级验收，逐个地块或用表成批"),
        "confirm": ("weipian.cli.quota_steps:confirm", "登记自治区确认，逐个地块或用表成批"),
        "template": ("weipian.cli.quota_steps:template", "导出要填的表：通知、市级验收、自治区确认"),
        "list": ("weipian.cli.quota:listed", "应冻结的地块：差什么才能解冻或扣减，谁可以办"),
        "undo": ("weipian.cli.quota_steps:undo", "撤销验收、确认的登记，或撤销一次导入"),
        "sheets": ("weipian.cli.quota_steps:sheets", "有过哪些导入"),
        "book": ("weipian.cli.quota:book", "两本账：通知账和预期账，任一天的"),
        "gap": ("weipian.cli.quota:gap", "账实不符：差多少，背后是哪些通知和地块"),
        "export": ("weipian.cli.quota:export", "导出两本账的工作簿，公式可重算"),
    },
    help="补充耕地指标：自治区的通知照原样记一本，应冻结的另记一本，两本不混；县里只照记，不决定冻结、解冻和扣减。",
)
AS_OF = click.option("--as-of", "day", type=DAY, metavar="日期", help="截至哪一天（默认今天）")
PLACE = click.option("--place", metavar="乡镇", help="只看某乡镇")


def books_of(desk: Desk, day: dt.date | None, place: str | None) -> Both:
    from weipian.cli.calc import clock
    from weipian.office.quota.books import both

    return both(desk, day or clock(), place)


@click.command(cls=ChineseCommand, help="两本账截至某一天的结余，按乡镇；没有写的是「不明」，不是零。")
@AS_OF
@PLACE
@at_desk
@as_json
def book(desk: Desk, day: dt.date | None, place: str | None, as_json: bool) -> None:
    found = books_of(desk, day, place)
    both = {"noticed": found.noticed, "expected": found.expected}
    answer = {
        "as_of": found.day.isoformat(),
        "clause": found.clause,
        "places": [
            {"township": one, **{name: _accounts(each, one) for name, each in both.items()}} for one in found.townships
        ],
        "total": {name: _accounts(each, None) for name, each in both.items()},
        "said": list(found.said),
    }
    lines = [line for one in found.townships for line in _book_lines(found, one)]
    total = [f"合计　{_sums(found, None)}"] if len(found.townships) > 1 else []
    give(answer, "\n".join([f"截至 {found.day}（{found.clause}）", *lines, *total]), as_json)
    say(found.said)


def _accounts(each: Book, township: str | None) -> dict[str, object]:
    return {
        account.value: {size.value: amount_json(each.at(account, size, township)) for size in Size}
        for account in QuotaAccount
    }


def amount_json(amount: Amount) -> dict[str, object]:
    """`known`: exact to four decimals; `unknown`: lines whose size is not written."""
    from weipian.terms.area import decimals

    return {"known": decimals(amount.known, 4), "unknown": amount.unknown}


def _book_lines(found: Both, township: str) -> list[str]:
    if all(each.at(account, size, township).is_nothing for each, account, size in _every(found)):
        return []
    return [f"{township or '（未写明乡镇）'}　{_sums(found, township)}"]


def _every(found: Both) -> list[tuple[Book, QuotaAccount, Size]]:
    books = (found.noticed, found.expected)
    return [(each, account, size) for each in books for account in QuotaAccount for size in Size]


def _sums(found: Both, township: str | None) -> str:
    shown = (QuotaAccount.FROZEN, QuotaAccount.DEBITED)
    return "；".join(
        f"{name} "
        + "，".join(
            f"{account.label} {each.at(account, Size.QUANTITY, township).text()} 亩"
            f"（水田 {each.at(account, Size.PADDY, township).text()}）"
            for account in shown
        )
        for name, each in (("通知账", found.noticed), ("预期账", found.expected))
    )


@click.command(cls=ChineseCommand, help="账实不符：两本账差在哪里，背后是哪些通知和地块；不明的不比，也不当作相同。")
@AS_OF
@PLACE
@click.option("--all", "every", is_flag=True, help="连相符的一起看")
@at_desk
@as_json
def gap(desk: Desk, day: dt.date | None, place: str | None, every: bool, as_json: bool) -> None:
    from weipian.office.quota.export import odd_rows

    found = books_of(desk, day, place)
    shown = [one for one in found.gaps if every or one.differs or not one.comparable]
    answer = {
        "as_of": found.day.isoformat(),
        "gaps": [_gap_json(one) for one in shown],
        "misfits": [
            {"misfit": one.misfit.value, "township": one.township, "told": one.told, "notices": list(one.notices)}
            for one in found.odd
        ],
        "said": list(found.said),
    }
    rows = ["　".join(filter(None, _named(row))) for row in odd_rows(found, desk.policy.place_label)]
    give(answer, "\n".join(rows) or f"截至 {found.day}，比得了的都相符", as_json)
    say(found.said)


def _named(row: tuple[str, ...]) -> tuple[str, ...]:
    heads = ("", "", "通知账 ", "预期账 ", "差 ", "通知：", "地块：", "通知没有点名：", "点了名、预期没有：")
    return tuple(f"{head}{cell}" if cell else "" for head, cell in zip(heads, row, strict=True))


def _gap_json(one: Gap) -> dict[str, object]:
    from weipian.office.quota.export import difference

    return {
        "township": one.township,
        "account": one.account.value,
        "size": one.size.value,
        "grade": one.grade,
        "noticed": amount_json(one.noticed),
        "expected": amount_json(one.expected),
        "comparable": one.comparable,
        "difference": difference(one) if one.comparable else None,
        "notices": list(one.notices),
        "plots": list(one.plots),
        "unnamed": list(one.unnamed),
        "unexpected": list(one.unexpected),
    }


@click.command("list", cls=ChineseCommand, help="应冻结指标的地块，差什么才能解冻或扣减，现在谁可以办什么。")
@AS_OF
@PLACE
@click.option("--all", "every", is_flag=True, help="连已解冻、已扣减的一起看")
@at_desk
@as_json
def listed(desk: Desk, day: dt.date | None, place: str | None, every: bool, as_json: bool) -> None:
    from weipian.office.quota.listing import pieces_here

    books = books_of(desk, day, place)
    found = pieces_here(desk, books, every=every)
    text = [*map(_line, found), f"共 {len(found)} 个"]
    give({"as_of": books.day.isoformat(), "pieces": [_row(one) for one in found]}, "\n".join(text), as_json)
    say(books.said)


def _row(one: PieceHere) -> dict[str, object]:
    from weipian.programme.account.quota.amounts import Amount

    piece = one.expected.piece
    sizes = {size.value: amount_json(Amount.of(value)) for size, value in piece.sizes.items()}
    days = {"determined": piece.determined, "accepted": piece.accepted, "confirmed": piece.confirmed}
    return {
        "plot": piece.plot,
        "part": piece.part,
        "township": piece.township,
        "village": piece.village,
        **sizes,
        "grade": piece.grade,
        **{name: value.isoformat() if value else None for name, value in days.items()},
        "stands": one.stands.value if one.stands else None,
        "waits": [each.value for each in one.expected.waits],
        "acts": [able.as_json() for able in one.ables],
    }


def _line(one: PieceHere) -> str:
    from weipian.office.inspecting.able import told
    from weipian.office.quota.listing import dated, told_waits
    from weipian.terms.area import decimals

    piece = one.expected.piece
    waits = told_waits(one.expected)
    parts = (
        piece.name,
        f"{piece.township}{piece.village}",
        f"{decimals(piece.quantity, 4)} 亩",
        f"{dated(piece.determined)} 起{one.stands.label}" if one.stands else "尚未冻结",
        f"差：{waits}" if waits else "已办结",
        told(one.ables),
    )
    return "　".join(filter(None, parts))


@click.command(cls=ChineseCommand, help="导出两本账：并排的结余（公式可重算）、不符之处、两本各自的明细；记入日志。")
@click.argument("target", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@AS_OF
@PLACE
@at_desk
@as_json
def export(desk: Desk, target: Path, day: dt.date | None, place: str | None, as_json: bool) -> None:
    from weipian.office.quota.export import export as write
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act

    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    books = books_of(desk, day, place)
    write(desk, books, target)
    give({"output": str(target), "as_of": books.day.isoformat()}, f"已导出：{target}（截至 {books.day}）", as_json)
    say(books.said)
