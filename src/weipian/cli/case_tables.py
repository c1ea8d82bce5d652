"""`weipian case export|import|undo-import|sheets`: the ledger of cases both ways."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.sheets import list_sheets, same_text, taken_back, taken_in, written_out

if TYPE_CHECKING:
    from weipian.cli.sheets import Sheet
    from weipian.store.acting import Desk


@click.command(cls=ChineseCommand, help="导出案件台账：一案一行，一步一列；接着填好日期再导入。记入日志。")
@written_out
def export(desk: Desk, target: Path, as_json: bool) -> None:
    from weipian.office.cases.sheets import export_cases

    rows = export_cases(desk, target)
    give({"output": str(target), "rows": rows}, f"已导出案件台账：{target}（{rows} 件）", as_json)


@click.command(
    "import",
    cls=ChineseCommand,
    help="导入案件台账（.xlsx 或 CSV，按表头对应）：新案号立案，旧案号登记后面的步骤；先后、批准人、现场证据同样要查。"
    "好行作为一次办理写入，可整批撤销；坏行列入错误工作簿。",
)
@taken_in
def take_in(desk: Desk, sheet: Sheet) -> int:
    from weipian.office.cases.sheets import take_table

    taken = sheet.read("案件台账", partial(take_table, desk, sheet.source))
    what = f"案件 {len(taken.done)} 行{same_text(taken.same, '行没有新内容')}"
    return sheet.give(taken, what, "case undo-import")


@click.command("undo-import", cls=ChineseCommand, help="撤销一次案件台账导入，经过都留在日志里。不给编号就是最近一次。")
@taken_back
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.programme.rectification.cases.acts.undoing import undo_table

    key, count = undo_table(desk, number)
    give({"undone": key, "cases": count}, f"已撤销第 {key} 次导入：{count} 个案件", as_json)


@click.command("sheets", cls=ChineseCommand, help="导入过哪些案件台账。")
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.store.queries.cases import case_sheets
    from weipian.terms.acting import Act

    list_sheets(desk, case_sheets, as_json, undo=Act.CASE_UNDONE)
