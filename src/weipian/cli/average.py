"""`weipian average judge|list`: what a person judged of 参考全国平均值."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.calc import clock
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY

if TYPE_CHECKING:
    from weipian.store.acting import Desk
    from weipian.store.queries.account import Judged

average = ChineseGroup(
    "average",
    {
        "judge": ("weipian.cli.average:judge", "登记一次认定；以前的留作历史"),
        "list": ("weipian.cli.average:listed", "历次认定"),
    },
    help="参考全国平均值：方案没有给出数，由负责人认定并留痕；列在比例旁边，不进计算。",
)


@click.command(cls=ChineseCommand, help="登记一次认定，须本人凭证。以前的认定留作历史，以最后一次为准。")
@click.option("--text", "told", required=True, metavar="文字", help="怎样认定")
@click.option("--paper", required=True, metavar="文件", help="依据的文件")
@click.option("--figure", default="", metavar="百分数", help="文件给出的数，如 8.5；没有给出的不写")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天认定（默认今天）")
@at_desk
@as_json
def judge(desk: Desk, told: str, paper: str, figure: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.programme.account.average import Judging, judge_average

    key = judge_average(desk, Judging(told, paper, day or clock(), figure))
    give({"judgement": key}, f"已登记认定 {key}；列在比例旁边，不进计算", as_json)


@click.command("list", cls=ChineseCommand, help="历次认定，最后一次有效。")
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.office.account.beside import judged_json
    from weipian.store.queries.account import judgements
    from weipian.store.seeing import summed

    found = judgements() if summed(desk).one_township is None else []
    give({"judgements": [judged_json(one) for one in found]}, "\n".join(map(_line, found)) or "还没有认定", as_json)


def _line(one: Judged) -> str:
    figure = f"{one.figure}%　" if one.figure else ""
    former = "" if one.current else "　已被后来的认定代替"
    return f"{one.id}　{one.day}　{one.by}　{figure}{one.told}（{one.paper}）{former}"
