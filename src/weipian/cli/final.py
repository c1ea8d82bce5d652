"""`weipian final add|import`: what the level above determined, which governs."""

from __future__ import annotations

import datetime as dt
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
    from weipian.office.review_tables import take_finals_of
    from weipian.workbook.errors import write_refusals

    table, done = take_finals_of(desk, source, columns, encoding, dry_run=dry_run)
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
        "refused": [one.as_json() for one in done.refused],
    }
    head = "（演练，没有写入）" if dry_run else ""
    undo = f"。导入编号 {done.number}，可用 weipian ledger undo 撤销" if done.number else ""
    give(answer, f"{head}上级终判 {len(done.plots)} 个地块{undo}", as_json)
