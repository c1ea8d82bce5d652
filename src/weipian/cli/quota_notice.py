"""`weipian quota notice add`, `import`, `list`, `undo`: the region's notices as they are."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.quota import AS_OF, PLACE, books_of
from weipian.cli.sheets import taken_in
from weipian.cli.types import DAY, OneOf
from weipian.terms.quota import NoticeKind, QuotaSheet, Size

if TYPE_CHECKING:
    from weipian.cli.sheets import Sheet
    from weipian.office.quota.listing import NoticeShown
    from weipian.programme.account.quota.noticed import NoticeLine
    from weipian.store.acting import Desk

notice = ChineseGroup(
    "notice",
    {
        "add": ("weipian.cli.quota_notice:add", "登记一份通知"),
        "import": ("weipian.cli.quota_notice:take_in", "导入通知表"),
        "list": ("weipian.cli.quota_notice:listed", "登记过哪些通知"),
        "undo": ("weipian.cli.quota_notice:undo", "撤销一份通知的登记"),
    },
    help="自治区的冻结、解冻、扣减通知：照原样登记，对不上的也登记，在账实不符里显示。",
)
KIND = OneOf(NoticeKind, "类型")


@click.command(
    cls=ChineseCommand,
    help="照原样登记一份通知。明细写成 乡镇[/村]=数量[,水田=…][,产能=…][,等别=…][,地块=A、B]；"
    "通知没有写的不要写，也不要写 0。",
)
@click.option("--kind", type=KIND, required=True, metavar="冻结|解冻|扣减", help="类型")
@click.option("--number", required=True, metavar="文号", help="通知的文号")
@click.option("--on", "day", type=DAY, required=True, metavar="日期", help="通知的日期")
@click.option("--line", "lines", multiple=True, required=True, metavar="明细", help="一行明细，可多次给出")
@click.option("--paper", "papers", multiple=True, type=int, metavar="证据号", help="通知扫描件的证据号，可多次给出")
@click.option("--note", default="", metavar="文字", help="备注")
@at_desk
@as_json
def add(
    desk: Desk,
    kind: NoticeKind,
    number: str,
    day: dt.date,
    lines: tuple[str, ...],
    papers: tuple[int, ...],
    note: str,
    as_json: bool,
) -> None:
    from weipian.office.quota.lines import line_of
    from weipian.programme.account.quota.acts.noticing import Notice, take_notices
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act

    require_may(desk.policy, desk.actor, Act.QUOTA_NOTICE_TAKEN)
    said = tuple(line_of(text) for text in lines)
    done = take_notices(desk, [Notice(kind, number, day, said, note, papers)])
    give({"notice": done.done[0], "number": number}, f"已登记{kind.label}通知 {done.done[0]} 号：{number}", as_json)


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入通知表（.xlsx 或 CSV）：同一文号、类型、日期的各行是一份通知；好行作为一次办理写入，可整批撤销；"
    "只有看不懂的格才退回，对不上账的照样登记。",
)
@taken_in
def take_in(desk: Desk, sheet: Sheet) -> int:
    from weipian.cli.quota_steps import take_table_in

    return take_table_in(desk, QuotaSheet.NOTICES, sheet)


@click.command("list", cls=ChineseCommand, help="登记过哪些通知，按日期；乡镇账号只看到本乡镇的各行。")
@AS_OF
@PLACE
@at_desk
@as_json
def listed(desk: Desk, day: dt.date | None, place: str | None, as_json: bool) -> None:
    from weipian.office.quota.listing import notices_here

    books = books_of(desk, day, place)
    found = notices_here(desk, books)
    text = [*map(_text, found), f"共 {len(found)} 份"]
    give({"notices": [_row(one) for one in found]}, "\n".join(text), as_json)
    say(books.said)


def _row(one: NoticeShown) -> dict[str, object]:
    own = one.notice
    return {
        "notice": own.id,
        "kind": own.kind.value,
        "number": own.number,
        "on": own.day.isoformat(),
        "note": own.note,
        "by": own.by,
        "sheet": own.sheet,
        "papers": list(own.papers),
        "lines": [_line(line) for line in one.lines],
        "acts": [able.as_json() for able in one.ables],
    }


def _line(line: NoticeLine) -> dict[str, object]:
    from weipian.cli.quota import amount_json
    from weipian.programme.account.quota.amounts import Amount

    return {
        "place": line.written,
        "township": line.township or None,
        **{size.value: amount_json(Amount.of(value)) for size, value in line.sizes.items()},
        "grade": line.grade,
        "plots": [plot for plot, _ in line.plots],
        "strangers": line.strangers,
    }


def _text(one: NoticeShown) -> str:
    from weipian.office.inspecting.able import told

    own = one.notice
    lines = "；".join(_said(line) for line in one.lines)
    paper = f"证据 {'、'.join(map(str, own.papers))}" if own.papers else "没有扫描件"
    return "　".join(
        filter(None, (str(own.id), own.kind.label, own.number, str(own.day), lines, paper, own.note, told(one.ables)))
    )


def _said(line: NoticeLine) -> str:
    from weipian.programme.account.quota.amounts import Amount

    amount = Amount.of(line.sizes[Size.QUANTITY]).text()
    plots = f"（{'、'.join(plot for plot, _ in line.plots)}）" if line.plots else ""
    return f"{line.written or '没有写地点'} {amount} 亩{plots}"


@click.command(cls=ChineseCommand, help="撤销一份通知的登记（登记有误时）；原登记留在日志里。")
@click.argument("number", metavar="编号", type=int)
@at_desk
@as_json
def undo(desk: Desk, number: int, as_json: bool) -> None:
    from weipian.programme.account.quota.acts.undoing import undo_notice

    found = undo_notice(desk, number)
    give({"undone": number, "number": found.number}, f"已撤销{found.kind.label}通知的登记：{found.number}", as_json)
