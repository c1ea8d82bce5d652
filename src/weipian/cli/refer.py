"""`weipian refer`: what was referred to judicial, discipline or personnel bodies: number, day, receiver, receipt."""

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
from weipian.cli.types import DAY, OneOf
from weipian.terms.handover import ReferralKind

if TYPE_CHECKING:
    from weipian.office.inspecting.able import Able
    from weipian.store.acting import Desk
    from weipian.store.queries.shared import ReferralHere

KIND = OneOf(ReferralKind, "类别")
refer = ChineseGroup(
    "refer",
    {
        "add": ("weipian.cli.refer:add", "登记一件移送"),
        "receipt": ("weipian.cli.refer:receipt", "登记回执"),
        "undo": ("weipian.cli.taking_back:undo_referral", "撤销登记有误的移送或回执"),
        "list": ("weipian.cli.refer:listed", "移送登记簿：没有回执的在前"),
        "export": ("weipian.cli.bulk_tables:refer_out", "导出要填的表：移送、回执"),
        "import": ("weipian.cli.bulk_tables:refer_in", "导入填好的表，可整批撤销"),
        "undo-import": ("weipian.cli.bulk_tables:refer_undo", "撤销一次导入"),
        "sheets": ("weipian.cli.bulk_tables:refer_sheets", "有过哪些导入"),
    },
    help="移送司法、纪检监察、人事部门：只记文号、日期、接收单位和回执，不记内容。",
)


@click.command(cls=ChineseCommand, help="登记一件移送：只记文号、日期、接收单位；要与地块相连的用 --plot，可以不写。")
@click.argument("kind", metavar="司法|纪检监察|人事", type=KIND)
@click.option("--number", default="", metavar="文号", help="移送文书的文号")
@click.option("--to", "receiver", required=True, metavar="单位", help="接收单位")
@click.option("--plot", default="", metavar="PLOT", help="与哪个地块有关（可以不写）")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天移送（默认今天）")
@at_desk
@as_json
def add(
    desk: Desk, kind: ReferralKind, number: str, receiver: str, plot: str, day: dt.date | None, as_json: bool
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.handover.referring import Referring
    from weipian.programme.rectification.handover.referring import refer as referred

    key = referred(desk, Referring(kind, number, receiver, day or clock(), plot))
    give({"referral": key, "kind": kind.value}, f"已登记移送：编号 {key}，{number}，{receiver}", as_json)


@click.command(cls=ChineseCommand, help="登记回执：回执的文号或签收人，哪一天收到。再登记的以新写的为准，旧的保留。")
@click.argument("number", metavar="编号", type=int)
@click.option("--receipt", "said", default="", metavar="文号", help="回执的文号，或签收情况")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")
@at_desk
@as_json
def receipt(desk: Desk, number: int, said: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.handover.referring import take_receipt

    key = take_receipt(desk, number, day or clock(), said)
    give({"referral": key, "before": number}, f"已登记回执，移送现在的编号 {key}", as_json)


@click.command("list", cls=ChineseCommand, help="移送登记簿：没有回执的在前。地块只对看得到它的人显示。")
@click.option("--all", "every", is_flag=True, help="撤销的一并列出，写明何人何时为什么撤销")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="导出到 .csv 或 .xlsx")
@at_desk
@as_json
def listed(desk: Desk, every: bool, output: Path | None, as_json: bool) -> None:
    from weipian.office.handing.registers import export_referrals, require_export
    from weipian.office.inspecting.able import Ables
    from weipian.programme.rectification.handover.referring import referrals_register
    from weipian.terms.acting import Act

    require_export(desk, output)
    found, gone = referrals_register(desk), referrals_register(desk, withdrawn=True)
    if output is not None:
        export_referrals(desk, output, [*found, *gone] if every else found)
    ables = Ables(desk, (Act.REFERRAL_RECEIPTED, Act.REFERRAL_UNDONE))
    rows = [(one, ables.of(one.about)) for one in found]
    answer = {
        "referrals": [_row(one, able) for one, able in rows],
        "withdrawn": [_row(one, ()) for one in gone],
        "output": str(output) if output else None,
    }
    shown = [*rows, *((one, ()) for one in gone if every)]
    give(answer, "\n".join([*(_line(one, able) for one, able in shown), last_line(found, gone, "件", output)]), as_json)


def _row(one: ReferralHere, ables: tuple[Able, ...]) -> dict[str, object]:
    from weipian.office.handing.registers import undone_json

    return {
        "referral": one.id,
        "kind": one.kind.value,
        "number": one.number,
        "on": one.day.isoformat(),
        "receiver": one.receiver,
        "receipt": one.receipt or None,
        "receipt_on": one.receipt_on.isoformat() if one.receipt_on else None,
        "plot": one.plot or None,
        "by": one.by,
        "undone": undone_json(one.undone),
        "acts": [able.as_json() for able in ables],
    }


def _line(one: ReferralHere, ables: tuple[Able, ...]) -> str:
    from weipian.office.handing.registers import undone_text
    from weipian.office.inspecting.able import told

    back = f"回执 {one.receipt}（{one.receipt_on}）" if one.receipt_on else "没有回执"
    pieces = [str(one.id), one.kind.label, one.number, str(one.day), one.receiver, back, one.plot, told(ables)]
    return "　".join(filter(None, [*pieces, undone_text(one.undone)]))
