"""`weipian submit export|template|import|undo`: returns as tables, out and in."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.sheets import refused_json, stepping, taken_back, taken_in, written_out
from weipian.cli.submit import day, today_option

if TYPE_CHECKING:
    from weipian.cli.sheets import Sheet
    from weipian.store.acting import Desk


@click.command(
    cls=ChineseCommand,
    help="导出上传件到一个新文件夹：已上报、平台还没有通过的各类图斑各一个工作簿（平台的栏和次序），附件按图斑编号命名、排序，附清单。"
    "导出记入日志。",
)
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@click.option("--plot", "plots", multiple=True, metavar="地块", help="只导出哪个地块，可多次给出")
@click.option("--all", "accepted", is_flag=True, help="连平台已通过的")
@at_desk
@as_json
def export(desk: Desk, folder: Path, plots: tuple[str, ...], accepted: bool, as_json: bool) -> None:
    from weipian.office.submitting.package import export as exported
    from weipian.work.progress import Progress

    with ExitStack() as stack:
        done = exported(
            desk, folder, plots, lambda files: stack.enter_context(Progress("导出附件", files)), accepted=accepted
        )
    large = [one.name for one in done.attached if one.large]
    answer = {
        "output": str(folder),
        "plots": list(done.plots),
        "books": list(done.books),
        "attachments": [
            {"plot": one.plot, "name": one.name, "bytes": one.evidence.size, "too_large": one.large}
            for one in done.attached
        ],
    }
    give(answer, f"已导出 {len(done.plots)} 个地块、{len(done.attached)} 个附件：{folder}", as_json)
    say([f"超过平台附件上限，须压缩或拆分：{name}" for name in large])


@click.command(cls=ChineseCommand, help="导出填报表：现在能填报的地块一行一个，已按登记预填；改好用 import 导入。")
@written_out
def template(desk: Desk, target: Path, as_json: bool) -> None:
    from weipian.office.submitting.template import template as written

    rows = written(desk, target)
    give({"output": str(target), "rows": rows}, f"填报表已导出：{target}（{rows} 个地块）", as_json)


@click.command("import", cls=ChineseCommand, help="导入填报表：按表头对应，好的行照办，坏的进错误工作簿；可整批撤销。")
@today_option
@taken_in
def take_in(desk: Desk, sheet: Sheet, today: dt.date | None) -> int:
    from weipian.office.submitting.reading import returns_in
    from weipian.programme.submission.acts.loading import require_role
    from weipian.programme.submission.acts.tables import fill_table
    from weipian.terms.submission import Move

    require_role(desk, Move.FILL)
    given = returns_in(sheet.source, sheet.columns, sheet.encoding)
    read = given.read
    with stepping("导入填报表", len(given.wanted)) as step:
        done = fill_table(desk, given.wanted, day(today), stood=given.stood, dry_run=sheet.dry_run, step=step)
    read.refuse({error.where: error for error in done.refused}, "plot")
    word = sheet.word("填报", done.number)
    answer = {"taking": done.number, "dry_run": sheet.dry_run, "plots": list(done.plots), **refused_json(read.table)}
    give(answer, f"{word} {len(done.plots)} 个地块", sheet.as_json)
    return sheet.refuse(read.table)


@click.command(cls=ChineseCommand, help="撤销一次填报表导入：恢复原来的填报。不给编号就是最近一次。")
@taken_back
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.programme.submission.acts.tables import undo_table

    key, rows = undo_table(desk, number)
    give({"undone": key, "rows": rows}, f"已撤销第 {key} 次导入：{rows} 个地块", as_json)
