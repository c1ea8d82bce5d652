"""`weipian final add|export|import`: what the level above determined, which governs."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say, tell_refusals
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, column_map, encoding, errors_to
from weipian.cli.types import DAY, GIVEN, OneOf
from weipian.terms.review import Above

if TYPE_CHECKING:
    from weipian.programme.determination.review.finals import TakenIn
    from weipian.store.acting import Desk

final = ChineseGroup(
    "final",
    {
        "add": ("weipian.cli.final:add", "录入一个地块的上级终判"),
        "export": ("weipian.cli.final:export", "导出终判表：已判定的地块，填上级的终判"),
        "import": ("weipian.cli.final:imported", "成批录入上级终判"),
    },
    help="上级终判：以上级为准，县级的判定留作历史。",
)


@click.command(
    cls=ChineseCommand, help="录入一个地块的上级终判。县级的判定留作历史；录错的用 weipian ledger undo 撤销。"
)
@click.argument("plot", metavar="PLOT")
@click.argument("word", metavar="终判")
@click.option("--level", required=True, type=OneOf(Above, "层级"), metavar="层级", help="市级、自治区级、国家级")
@click.option("--document", required=True, metavar="文件", help="依据的文件")
@click.option("--on", required=True, type=DAY, metavar="日期", help="文件日期")
@click.option("--because", default="", metavar="理由", help="上级写明的理由")
@at_desk
@as_json
def add(
    desk: Desk, plot: str, word: str, level: Above, document: str, on: dt.date, because: str, as_json: bool
) -> None:
    from weipian.office.ledger.following import follow
    from weipian.programme.determination.review.finals import Final, take_finals

    done = take_finals(desk, [Final(plot, word, level, document, on, because)], follow)
    _give(done, False, as_json)


@click.command(cls=ChineseCommand, help="导出终判表：已判定的地块一行一个，已有终判的预先填好；填好再导入。记入日志。")
@click.argument("target", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--today", type=DAY, metavar="日期", help="表上的日期（默认今天）")
@at_desk
@as_json
def export(desk: Desk, target: Path, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.final_tables import export_finals

    plots = export_finals(desk, target, today or clock())
    give({"output": str(target), "plots": plots}, f"终判表已导出：{target}（{plots} 个地块）", as_json)


@click.command(
    "import", cls=ChineseCommand, help="从 Excel 或 CSV 成批录入上级终判：一批，可用 weipian ledger undo 撤销。"
)
@click.argument("source", metavar="FILE", type=GIVEN)
@click.option("--dry-run", is_flag=True, help="演练：只说会怎样，不写入")
@at_desk
@as_json
@encoding
@column_map
@errors_to
def imported(
    desk: Desk,
    source: Path,
    dry_run: bool,
    as_json: bool,
    encoding: str | None,
    columns: dict[str, str],
    errors: Path | None,
) -> int:
    from weipian.cli.workbooks import beside
    from weipian.office.final_tables import take_finals_of
    from weipian.work.progress import Progress
    from weipian.workbook.errors import write_refusals

    with ExitStack() as stack:
        table, done = take_finals_of(
            desk,
            source,
            columns,
            encoding,
            dry_run=dry_run,
            begin=lambda rows: stack.enter_context(Progress("录入上级终判", rows)),
        )
    whole = replace(table, refused=[*table.refused, *done.refused])
    say(table.said)
    _give(replace(done, refused=whole.refused), dry_run, as_json)
    target = errors or source.with_name(f"{source.stem}-错误行.xlsx")
    book = None if dry_run else beside(target, bool(whole.refused), lambda: write_refusals(target, whole))
    return tell_refusals(source, whole.refused, book)


def _give(done: TakenIn, dry_run: bool, as_json: bool) -> None:
    answer = {
        "import": done.number,
        "dry_run": dry_run,
        "plots": done.plots,
        "same": list(done.same),
        "refused": [one.as_json() for one in done.refused],
    }
    head = "（演练，没有写入）" if dry_run else ""
    undo = f"。导入编号 {done.number}，可用 weipian ledger undo 撤销" if done.number else ""
    same = f"，{len(done.same)} 个与已录入的相同" if done.same else ""
    give(answer, f"{head}上级终判 {len(done.plots)} 个地块{same}{undo}", as_json)
