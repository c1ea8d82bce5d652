"""`weipian rank`: how townships stand beside each other, with the method."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.periods import period_of
from weipian.cli.types import DAY

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(
    cls=ChineseCommand,
    help="各乡镇排名：个数、面积、比例、逾期、整改到位率，各项各排，综合名次按写明的次序比，没有分数；附办法。"
    "没有图斑的不排名，相同的并列，基数小的标明。",
)
@click.option("--period", metavar="期间", help="据哪一期关闭的数，如 month:2023-08（默认按登记现状）")
@click.option("--as-of", "as_of", type=DAY, metavar="日期", help="按登记现状看时，截至哪一天（默认今天）")
@click.option("--urge", is_flag=True, help="只出可以直接复制的督办文字：只有个数和日期")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path), metavar="FILE.xlsx", help="导出为 Excel")
@at_desk
@as_json
def rank(desk: Desk, period: str | None, as_of: dt.date | None, urge: bool, target: Path | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.pressing.ranking import export_ranking, ranking, ranking_text, urging_text

    found = ranking(desk, period_of(period), as_of or clock())
    if target is not None:
        export_ranking(desk, found, target)
    text = urging_text(found) if urge else ranking_text(found)
    done = f"\n已导出：{target}" if target else ""
    output = {"output": str(target)} if target else {}
    give({**found.as_json(), "urging": urging_text(found), **output}, text + done, as_json)
