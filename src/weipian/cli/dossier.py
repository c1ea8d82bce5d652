"""`weipian dossier PLOT… -o DIR`: 一图斑（地块）一卷宗, complete or marked 待补; and what hangs on it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import DONE, ROWS_REFUSED, give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY
from weipian.terms.errors import InputError

if TYPE_CHECKING:
    from weipian.office.dossier.issuing import Out, Run
    from weipian.store.acting import Desk

SHOWN = 20
HELP = ("-h", "--help")


class DossierGroup(ChineseGroup):
    """`dossier PLOT…` is `dossier issue PLOT…`: the contract's own words."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.lazy and args[0] not in HELP:
            args = ["issue", *args]
        return super().parse_args(ctx, args)


dossier = DossierGroup(
    "dossier",
    {
        "issue": ("weipian.cli.dossier:issue", "出具卷宗：PDF，有缺项的印待补"),
        "list": ("weipian.cli.dossier_list:listed", "各卷齐不齐：缺什么、由谁补、出具到第几版"),
        "reword": ("weipian.cli.dossier_list:reword", "改写情况说明，记入日志；原拟文字并存"),
        "verify": ("weipian.cli.dossier_verify:verify", "核对一份卷宗是不是出具时的样子，改动了哪一页"),
        "bind": ("weipian.cli.dossier_bind:bind", "按乡镇装订：封面、书脊、目录、连续页码"),
        "general": (
            "weipian.cli.dossier_general:general",
            "综合卷：乡镇、单位的方案、通知、会议、通报等",
        ),
        "word": ("weipian.cli.dossier_word:word", "单件：核查意见、会审纪要、验收表，PDF 和 Word"),
    },
    help="卷宗：一图斑（地块）一卷宗。weipian dossier 地块编号… -o 文件夹",
)


@click.command(
    cls=ChineseCommand,
    help="出具卷宗：封面、目录、基本信息、情况说明、前后影像、套合图表、照片、核查意见、会审、判定、举证、填报、查处、整改、"
    "移交、备考表，PDF/A，带封签。缺的印「待补」，不得装订。没有变化的交还原版；有变化的是新版，写明替代哪一版。"
    "可随时中断，再办一次接着办。",
)
@click.argument("plots", metavar="[PLOT]…", nargs=-1)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("卷宗"),
    metavar="文件夹",
    help="写到哪里，默认「卷宗」",
)
@click.option("--township", metavar="乡镇", help="某乡镇的全部地块")
@click.option("--all", "every", is_flag=True, help="看得到的全部地块")
@click.option("--on", "day", type=DAY, metavar="日期", help="出具日期（默认今天）")
@at_desk
@as_json
def issue(
    desk: Desk,
    plots: tuple[str, ...],
    output: Path,
    township: str | None,
    every: bool,
    day: dt.date | None,
    as_json: bool,
) -> int:
    from weipian.cli.calc import clock
    from weipian.office.dossier.issuing import Run, chosen_for, issue_dossiers

    if not (plots or township or every):
        raise InputError("dossier_none")
    known, chosen = chosen_for(desk, plots, township)
    run = Run()
    try:
        issue_dossiers(desk, known, chosen, output, day or clock(), run)
    except KeyboardInterrupt:
        say([f"中断：已出具 {sum(one.fresh for one in run.done)} 份，再办一次接着办。"])
        raise
    say([f"{one.name}：{one.reason}" for one in run.failed])
    say(sorted({note for one in run.done for note in one.lost}))
    give({"dossiers": [_row(one) for one in run.done], "failed": [one.name for one in run.failed]}, _text(run), as_json)
    return ROWS_REFUSED if run.failed else DONE


def _row(one: Out) -> dict[str, object]:
    return {
        "plot": one.plot,
        "township": one.township,
        "edition": one.edition,
        "file": str(one.path),
        "pages": one.pages,
        "gaps": one.gaps,
        "fresh": one.fresh,
    }


def _text(run: Run) -> str:
    done = run.done
    lines = [
        f"{one.path}（第 {one.edition} 版，{one.pages} 页{f'，待补 {one.gaps} 项' if one.gaps else '，齐全'}"
        f"{'' if one.fresh else '，没有变化，交还原版'}）"
        for one in done[:SHOWN]
    ]
    more = [f"……共 {len(done)} 份"] if len(done) > SHOWN else []
    return "\n".join([*lines, *more]) or "没有可以出具的地块"
