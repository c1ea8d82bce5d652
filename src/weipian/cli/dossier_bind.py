"""`weipian dossier bind TOWNSHIP`: a volume of whole dossiers, its pages numbered through."""

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
    help="按乡镇装订：齐全、出具后没有新办理的卷宗装成一册，封面、书脊、目录，连续页码。待补的不装订。",
)
@click.argument("township", metavar="TOWNSHIP")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("成册"),
    metavar="文件夹",
    help="写到哪里，默认「成册」",
)
@click.option("--on", "day", type=DAY, metavar="日期", help="装订日期（默认今天）")
@at_desk
@as_json
def bind(desk: Desk, township: str, output: Path, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.dossier.binding import bind_township

    one = bind_township(desk, township, output, day or clock())
    answer = {
        "volume": one.volume,
        "number": one.number,
        "township": one.township,
        "pages": one.pages,
        "plots": list(one.plots),
        "left": one.left,
        "folder": str(one.folder),
    }
    left = f"；另有 {one.left} 个地块待补或没有出具，没有装订" if one.left else ""
    give(answer, f"{one.folder}：{len(one.plots)} 卷，共 {one.pages} 页{left}", as_json)
