"""`weipian dossier bind TOWNSHIP`: volumes of whole dossiers, the pages of each numbered through."""

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
    from weipian.office.dossier.binding import Bound
    from weipian.store.acting import Desk


@click.command(
    cls=ChineseCommand,
    help="按乡镇装订：齐全、出具后没有新办理的卷宗装成一册或几册，每册不超过政策包规定的页数，有封面、书脊、目录、连续页码。"
    "装订过的留在原来的册里；有变化的册是新版，写明替代哪一版。待补的不装订。",
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
        "township": one.township,
        "volumes": [_row(each) for each in one.bound],
        "gone": list(one.gone),
        "left": one.left,
    }
    lines = [_text(each) for each in one.bound]
    lines += [f"第 {number} 册已没有卷宗，不再有这一册" for number in one.gone]
    lines += [f"另有 {one.left} 个地块待补或没有出具，没有装订"] if one.left else []
    give(answer, "\n".join(lines), as_json)


def _row(one: Bound) -> dict[str, object]:
    volume = one.volume
    return {
        "number": volume.number,
        "edition": volume.edition,
        "fresh": one.fresh,
        "pages": volume.pages,
        "plots": [each.plot for each in volume.issues],
        "folder": str(one.folder),
    }


def _text(one: Bound) -> str:
    again = "" if one.fresh else "，没有变化，仍是原版"
    return f"{one.folder}：{len(one.volume.issues)} 卷，共 {one.volume.pages} 页{again}"
