"""`weipian dossier word PLOT`: one paper of a plot by itself, as PDF and as a Word file to edit."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.dossier import SinglePaper

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(
    cls=ChineseCommand,
    help="一个地块的单件：核查意见、会审纪要（本地块部分）、验收表，同一内容出 PDF 和可以改的 Word。",
)
@click.argument("plot", metavar="PLOT")
@click.option(
    "--paper", type=OneOf(SinglePaper, "单件"), required=True, metavar="核查意见|会审纪要|验收表", help="哪一种"
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("单件"),
    metavar="文件夹",
    help="写到哪里，默认「单件」",
)
@click.option("--on", "day", type=DAY, metavar="日期", help="日期（默认今天）")
@at_desk
@as_json
def word(desk: Desk, plot: str, paper: SinglePaper, output: Path, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.dossier.singles import write_single

    pdf, docx = write_single(desk, plot, paper, output, day or clock())
    give({"plot": plot, "paper": paper.value, "files": [str(pdf), str(docx)]}, f"{pdf}\n{docx}", as_json)
