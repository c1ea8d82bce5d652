"""`weipian letter list|show|template|import|undo`: letters as they stand, and their receipts and replies as a table."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.letter import number_argument
from weipian.cli.options import as_json
from weipian.cli.sheets import refused_json, taken_back, taken_in, written_out
from weipian.cli.submit import day, today_option

if TYPE_CHECKING:
    from weipian.cli.sheets import Sheet
    from weipian.store.acting import Desk


@click.command("list", cls=ChineseCommand, help="各件函走到哪一步、回复期限、是否逾期、现在谁能办什么。")
@click.option("--overdue", is_flag=True, help="只看逾期未回复的")
@today_option
@at_desk
@as_json
def listed(desk: Desk, overdue: bool, today: dt.date | None, as_json: bool) -> None:
    from weipian.office.pressing.letters import letter_json, letter_line
    from weipian.office.pressing.letters import listed as every

    found = [one for one in every(desk, day(today)) if one.overdue or not overdue]
    text = "\n".join([*map(letter_line, found), f"共 {len(found)} 件"])
    give({"letters": [letter_json(desk, one) for one in found]}, text, as_json)


@click.command(cls=ChineseCommand, help="函的正文（Markdown）；--json 另列每个数是哪些地块，数字只由它们算出。")
@number_argument
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), metavar="FILE.md", help="另存为文件")
@today_option
@at_desk
@as_json
def show(desk: Desk, number: int, target: Path | None, today: dt.date | None, as_json: bool) -> None:
    from weipian.office.pressing.letters import letter_json, saved, shown

    found = shown(desk, number, day(today))
    if target is not None:
        saved(desk, found.text, target)
    said = {**letter_json(desk, found.stands), "text": found.text, **found.figures, "plots": found.behind}
    give(said, found.text + (f"\n已存为 {target}" if target else ""), as_json)


@click.command(cls=ChineseCommand, help="导出签收回复表：等着签收、回复的函一件一行；填好用 import 导入。")
@written_out
def template(desk: Desk, target: Path, as_json: bool) -> None:
    from weipian.office.pressing.sheets import export_answers

    rows = export_answers(desk, target)
    give({"output": str(target), "rows": rows}, f"签收回复表已导出：{target}（{rows} 件）", as_json)


@click.command("import", cls=ChineseCommand, help="导入签收回复表：好的行照办，坏的进错误工作簿；可整批撤销。")
@today_option
@taken_in
def take_in(desk: Desk, sheet: Sheet, today: dt.date | None) -> int:
    from weipian.office.pressing.sheets import take_in as answers_in

    taken = sheet.read("签收回复表", partial(answers_in, desk, sheet.source, day(today)))
    done, table = taken.done, taken.table
    answer = {
        "taking": done.number,
        "dry_run": sheet.dry_run,
        "letters": list(done.letters),
        **refused_json(table),
    }
    word = "（演练，没有写入）" if sheet.dry_run else f"导入编号 {done.number}，可用 weipian letter undo 撤销："
    give(answer, f"{word}签收、回复 {len(done.letters)} 件", sheet.as_json)
    return sheet.refuse(table)


@click.command(cls=ChineseCommand, help="撤销一次签收回复表导入：恢复原来的登记。不给编号就是最近一次。")
@taken_back
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts.bulk import undo_answers

    key, rows = undo_answers(desk, number)
    give({"undone": key, "rows": rows}, f"已撤销第 {key} 次导入：{rows} 件", as_json)
