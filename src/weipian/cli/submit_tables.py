"""`weipian submit export|template|import|undo`: returns as tables, out and in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import DONE, give, say, tell_refusals
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding, errors_to
from weipian.cli.submit import day, today_option
from weipian.cli.types import GIVEN
from weipian.work.placing import reason_of

if TYPE_CHECKING:
    from weipian.office.submitting.reading import Read
    from weipian.store.acting import Desk

dry_run_option = click.option("--dry-run", is_flag=True, help="只看会怎样，不写入")


@click.command(
    cls=ChineseCommand,
    help="导出上传件到一个新文件夹：已上报的各类图斑各一个工作簿（平台的栏和次序），附件按图斑编号命名、排序，附清单。"
    "导出记入日志。",
)
@click.argument("folder", metavar="文件夹", type=click.Path(path_type=Path))
@click.option("--plot", "plots", multiple=True, metavar="地块", help="只导出哪个地块，可多次给出")
@at_desk
@as_json
def export(desk: Desk, folder: Path, plots: tuple[str, ...], as_json: bool) -> None:
    from weipian.office.submitting.package import export as exported
    from weipian.work.progress import Progress

    with Progress("导出上传件", total=0) as step:
        done = exported(desk, folder, plots, step)
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
@click.argument("target", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@at_desk
@as_json
def template(desk: Desk, target: Path, as_json: bool) -> None:
    from weipian.office.submitting.package import template as written

    rows = written(desk, target)
    give({"output": str(target), "rows": rows}, f"填报表已导出：{target}（{rows} 个地块）", as_json)


@click.command("import", cls=ChineseCommand, help="导入填报表：按表头对应，好的行照办，坏的进错误工作簿；可整批撤销。")
@click.argument("source", metavar="FILE", type=GIVEN)
@today_option
@dry_run_option
@at_desk
@as_json
@encoding
@column_map
@errors_to
def take_in(
    desk: Desk,
    source: Path,
    today: dt.date | None,
    dry_run: bool,
    as_json: bool,
    encoding: str | None,
    columns: dict[str, str],
    errors: Path | None,
) -> int:
    from weipian.office.submitting.reading import returns_in
    from weipian.programme.submission.acts.filling import fill_table
    from weipian.programme.submission.acts.loading import require_role
    from weipian.terms.submission import Move

    require_role(desk, Move.FILL)
    read, wanted = returns_in(source, columns, encoding)
    done = fill_table(desk, wanted, day(today), dry_run=dry_run)
    read.refuse({error.where: error for error in done.refused}, "plot")
    word = "将填报（预演，没有写入）" if dry_run else f"已填报，导入编号 {done.number}："
    answer = {"taking": done.number, "dry_run": dry_run, "plots": list(done.plots), **refused_json(read)}
    give(answer, f"{word} {len(done.plots)} 个地块", as_json)
    return refuse(source, read, errors)


def refused_json(read: Read) -> dict[str, object]:
    return {"refused": [one.as_json() for one in read.table.refused]}


def refuse(source: Path, read: Read, errors: Path | None) -> int:
    """What was guessed, and refused rows as an error workbook; the exit code."""
    say(read.table.said)
    if not read.table.refused:
        return DONE
    from weipian.workbook.errors import write_refusals

    target = errors or Path(f"{source.stem}-错误行.xlsx")
    try:
        write_refusals(target, read.table)
    except OSError as error:
        say([f"错误工作簿没有写成：{reason_of(error)}"])
        return tell_refusals(source.name, read.table.refused)
    return tell_refusals(source.name, read.table.refused, target)


@click.command(cls=ChineseCommand, help="撤销一次填报表导入：恢复原来的填报。不给编号就是最近一次。")
@click.argument("number", metavar="[编号]", required=False, type=int)
@at_desk
@as_json
def undo(desk: Desk, number: int | None, as_json: bool) -> None:
    from weipian.programme.submission.acts.filling import undo_table

    key, rows = undo_table(desk, number)
    give({"undone": key, "rows": rows}, f"已撤销第 {key} 次导入：{rows} 个地块", as_json)
