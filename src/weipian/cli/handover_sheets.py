"""`weipian handover export`, `import`, `sheets`: handovers and answers as tables both ways."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.sheets import list_sheets, same_text, taken_in, written_out
from weipian.cli.types import DAY, OneOf
from weipian.terms.handover import HandoverSheet

if TYPE_CHECKING:
    from weipian.cli.sheets import Sheet
    from weipian.store.acting import Desk

KIND = OneOf(HandoverSheet, "表")


@click.command(
    cls=ChineseCommand,
    help="导出要填的表：移交表（还没有移交的图斑）或答复表（没有答复办结的移交，可只要一个部门的，发给它填）；记入日志。",
)
@click.argument("kind", metavar="移交|答复", type=KIND)
@click.option("--department", metavar="部门", help="只要一个部门的答复表")
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
@written_out
def export(
    desk: Desk, kind: HandoverSheet, target: Path, department: str | None, today: dt.date | None, as_json: bool
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.handing.sheets import export_sheet

    rows = export_sheet(desk, kind, target, today or clock(), department)
    answer = {"output": str(target), "kind": kind.value, "rows": rows}
    give(answer, f"已导出{kind.label}表：{target}（{rows} 行）", as_json)


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入填好的移交表或答复表（.xlsx 或 CSV）：好行作为一次办理写入，可整批撤销；坏行列入错误工作簿。",
)
@click.argument("kind", metavar="移交|答复", type=KIND)
@click.option("--on", "day", type=DAY, metavar="日期", help="没有写移交日期的以哪一天为准（默认今天）")
@taken_in
def take_in(desk: Desk, kind: HandoverSheet, sheet: Sheet, day: dt.date | None) -> int:
    from weipian.office.handing.sheets import take_sheet

    taken = sheet.read(f"{kind.label}表", partial(take_sheet, desk, kind, sheet.source, day))
    what = f"{kind.label} {len(taken.done)} 行{same_text(taken.same)}"
    return sheet.give(taken, what, "handover undo --sheet", kind=kind.value)


@click.command(cls=ChineseCommand, help="有过哪些移交表、答复表的导入。")
@at_desk
@as_json
def sheets(desk: Desk, as_json: bool) -> None:
    from weipian.store.queries.handover_sheets import handover_sheets

    list_sheets(desk, handover_sheets, as_json, kind=lambda one: one.kind)
