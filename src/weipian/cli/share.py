"""`weipian share`: what was shared with 纪检监察 公安 审计 法院 检察院, and their answers."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.taking_back import last_line
from weipian.cli.types import DAY
from weipian.terms.personal import without_numbers

if TYPE_CHECKING:
    from weipian.office.inspecting.able import Able
    from weipian.store.acting import Desk
    from weipian.store.queries.shared import SharingHere

share = ChineseGroup(
    "share",
    {
        "add": ("weipian.cli.share:add", "登记一次共享"),
        "answer": ("weipian.cli.share:answer", "登记对方的答复"),
        "undo": ("weipian.cli.taking_back:undo_sharing", "撤销登记有误的共享或答复"),
        "list": ("weipian.cli.share:listed", "信息共享登记簿：没有答复的在前"),
        "export": ("weipian.cli.bulk_tables:share_out", "导出要填的表：共享、答复"),
        "import": ("weipian.cli.bulk_tables:share_in", "导入填好的表，可整批撤销"),
        "undo-import": ("weipian.cli.bulk_tables:share_undo", "撤销一次导入"),
        "sheets": ("weipian.cli.bulk_tables:share_sheets", "有过哪些导入"),
    },
    help="信息共享：与纪检监察、公安、审计、法院、检察院，共享了什么、多少、何时、谁经手、怎样答复。",
)


@click.command(cls=ChineseCommand, help="登记一次共享：共享了哪一类信息，哪些地块（--plot）或多少个（--count）。")
@click.argument("body", metavar="单位")
@click.option("--what", default="", metavar="文字", help="共享了哪一类信息，如 违法用地清单")
@click.option("--plot", "plots", multiple=True, metavar="PLOT", help="哪个地块，可多次给出")
@click.option("--count", type=int, metavar="个数", help="不逐个写地块的，写多少个")
@click.option("--document", default="", metavar="文号", help="文号")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")
@at_desk
@as_json
def add(
    desk: Desk,
    body: str,
    what: str,
    plots: tuple[str, ...],
    count: int | None,
    document: str,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.handover.sharing import Shared
    from weipian.programme.rectification.handover.sharing import share as shared

    key = shared(desk, Shared(body, what, day or clock(), plots, count, document))
    give({"sharing": key, "body": body}, f"已登记与「{body}」的信息共享：编号 {key}", as_json)


@click.command(cls=ChineseCommand, help="登记对方的答复。再登记的以新写的为准，旧的保留。")
@click.argument("number", metavar="编号", type=int)
@click.option("--told", default="", metavar="文字", help="答复内容")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")
@at_desk
@as_json
def answer(desk: Desk, number: int, told: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.handover.sharing import answer_sharing

    key = answer_sharing(desk, number, day or clock(), told)
    give({"sharing": number, "answer": key}, f"已登记第 {number} 次共享的答复", as_json)


@click.command("list", cls=ChineseCommand, help="信息共享登记簿：没有答复的在前。")
@click.option("--all", "every", is_flag=True, help="撤销的一并列出，写明何人何时为什么撤销")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="导出到 .csv 或 .xlsx")
@at_desk
@as_json
def listed(desk: Desk, every: bool, output: Path | None, as_json: bool) -> None:
    from weipian.office.handing.registers import export_sharings, require_export
    from weipian.office.inspecting.able import Ables
    from weipian.programme.rectification.handover.sharing import sharings_register
    from weipian.terms.acting import Act

    require_export(desk, output)
    found, gone = sharings_register(desk), sharings_register(desk, withdrawn=True)
    if output is not None:
        export_sharings(desk, output, [*found, *gone] if every else found)
    able = Ables(desk, (Act.SHARING_ANSWERED, Act.SHARING_UNDONE)).of(None)
    answer = {
        "sharings": [_row(one, able) for one in found],
        "withdrawn": [_row(one, ()) for one in gone],
        "output": str(output) if output else None,
    }
    lines = [*(_line(one, able) for one in found), *(_line(one, ()) for one in gone if every)]
    give(answer, "\n".join([*lines, last_line(found, gone, "次", output)]), as_json)


def _row(one: SharingHere, ables: tuple[Able, ...]) -> dict[str, object]:
    from weipian.office.handing.registers import undone_json

    return {
        "sharing": one.id,
        "body": one.body,
        "what": without_numbers(one.what),
        "on": one.day.isoformat(),
        "document": one.document or None,
        "count": one.count,
        "plots": list(one.plots),
        "answered": one.answered.isoformat() if one.answered else None,
        "told": without_numbers(one.told) or None,
        "by": one.by,
        "undone": undone_json(one.undone),
        "acts": [able.as_json() for able in ables],
    }


def _line(one: SharingHere, ables: tuple[Able, ...]) -> str:
    from weipian.office.handing.registers import undone_text
    from weipian.office.inspecting.able import told

    back = f"答复（{one.answered}）{without_numbers(one.told)}" if one.answered else "没有答复"
    plots = f"{one.count} 个" + (f"：{'、'.join(one.plots)}" if one.plots else "")
    pieces = [str(one.id), one.body, without_numbers(one.what), plots, str(one.day), one.document, back, told(ables)]
    return "　".join(filter(None, [*pieces, undone_text(one.undone)]))
