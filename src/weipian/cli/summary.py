"""`weipian summary`: one page for the leader, every number with the rows behind it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(
    cls=ChineseCommand,
    help="一页纸：违法占用耕地、比例与比例线、乡镇排序、10 日内到期和逾期、闸门、图。"
    "每个数字都可点开，看到组成它的地块，逐行相加就是这个数。浏览器直接打开，也可打印 A4。乡镇账号只有本乡镇的。",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("一页纸"),
    metavar="文件夹",
    help="写到哪里，默认「一页纸」",
)
@click.option("--today", type=DAY, metavar="日期", help="截止日期（默认今天）")
@at_desk
@as_json
def summary(desk: Desk, output: Path, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.summary.desk import summary_now

    book, written = summary_now(desk, output, today or clock())
    answer = {
        "page": str(written.page),
        "as_of": book.as_of.isoformat(),
        "plots": len(book.rows),
        "lists": [str(path) for path in written.lists],
        "figures": [str(path) for path in written.figures],
    }
    told = f"一页纸：{written.page}（{len(book.rows)} 个地块，截至 {book.as_of}；清单 {len(written.lists)} 份）"
    give(answer, told, as_json)
