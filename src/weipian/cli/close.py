"""`weipian close …`: months, quarters, the half-year and the year are checked, closed, shown, reopened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, GIVEN, OneOf
from weipian.terms.closing import PeriodKind
from weipian.terms.errors import InputError

if TYPE_CHECKING:
    from weipian.store.acting import Desk

close = ChineseGroup(
    "close",
    {
        "month": ("weipian.cli.close:month", "月清：按上报月"),
        "quarter": ("weipian.cli.close:quarter", "季清：按下发期次，附书面意见"),
        "half-year": ("weipian.cli.close:half_year", "半年小结"),
        "year": ("weipian.cli.close:year", "年度评估"),
        "list": ("weipian.cli.close:listed", "关闭过哪些期"),
        "show": ("weipian.cli.close:show", "某一期固定下来的数，和以后的变动"),
        "blocked": ("weipian.cli.close:blocked", "什么拦住了关闭，该找谁"),
        "reopen": ("weipian.cli.close:reopen", "重开一期，原来的数保留"),
        "export": ("weipian.cli.close:export", "某一期导出为 Excel，附月季对账"),
    },
    help="期末关闭：weipian close month 2023-08｜quarter 2023-Q3｜half-year 2023｜year 2023。"
    "关闭后的数固定不变，以后的变动另列。",
)
KIND = OneOf(PeriodKind, "期间")
VERSION = click.option("--version", type=click.IntRange(1), metavar="版", help="看重开以前的第几版（默认最新）")


def _closing(kind: PeriodKind, about: str) -> click.Command:
    @click.command(kind.value, cls=ChineseCommand, help=about)
    @click.argument("key", metavar="KEY")
    @click.option("--check", is_flag=True, help="只作月核：逐个自检并记录，不关闭")
    @click.option(
        "--opinion",
        "files",
        type=GIVEN,
        multiple=True,
        metavar="文件",
        help="书面意见（文本，每点一段，以「点名：」开头）",
    )
    @click.option("--despite", default="", metavar="理由", help="还有没办完的也关闭，写明理由")
    @click.option("--today", type=DAY, metavar="日期", help="哪一天关闭（默认今天）")
    @at_desk
    @as_json
    def closing(
        desk: Desk, key: str, check: bool, files: tuple[Path, ...], despite: str, today: dt.date | None, as_json: bool
    ) -> None:
        from weipian.cli.calc import clock

        if check:
            _check(desk, kind, key, today or clock(), as_json)
            return
        _close(desk, kind, key, files, despite, today or clock(), as_json)

    return closing


def _check(desk: Desk, kind: PeriodKind, key: str, today: dt.date, as_json: bool) -> None:
    from weipian.office.closing.acts import check_period

    found = check_period(desk, kind, key, today)
    answer = {"kind": kind.value, "period": found.window.key, "plots": found.plots, "failing": found.failing}
    give(answer, f"{found.window.label} 核验 {found.plots} 个地块，{found.failing} 个有拦住上报的问题", as_json)


def _close(
    desk: Desk, kind: PeriodKind, key: str, files: tuple[Path, ...], despite: str, today: dt.date, as_json: bool
) -> None:
    from weipian.office.closing.acts import Closing, close_period
    from weipian.office.closing.asked import shown
    from weipian.office.closing.told import opinion_of, shown_text
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act

    require_may(desk.policy, desk.actor, Act.PERIOD_CLOSED)
    points = desk.policy.value("closes.quarter_points").items
    opinion = opinion_of(((path.name, _read(path)) for path in files), points)
    close_period(desk, kind, key, Closing(opinion, despite), today)
    found = shown(desk, kind, key)
    give(found.as_json(), shown_text(found), as_json)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise InputError("opinion_unreadable", where=path.name) from None


month = _closing(
    PeriodKind.MONTH, "月清，如 weipian close month 2023-08：到上月截止日为止下发、还没有上报的两类土地图斑和全部矿产。"
)
quarter = _closing(PeriodKind.QUARTER, "季清，如 weipian close quarter 2023-Q3：按下发期次，须有四点书面意见。")
half_year = _closing(PeriodKind.HALF_YEAR, "半年小结，如 weipian close half-year 2023：截止日以前下发的全部图斑。")
year = _closing(PeriodKind.YEAR, "年度评估，如 weipian close year 2023：全年全部图斑。")


def _period(function: Callable[..., None]) -> Callable[..., None]:
    key = click.argument("key", metavar="KEY")
    return click.argument("kind", metavar="month|quarter|half-year|year", type=KIND)(key(function))


@click.command("list", cls=ChineseCommand, help="关闭过哪些期、何人何时关闭、有没有重开。")
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.office.closing.asked import listed as every

    found = every(desk)
    lines = [
        f"{one['period']}　{PeriodKind(str(one['kind'])).label}　第 {one['version']} 版　{one['closed_on']}"
        f"　{one['closed_by']}　{'有效' if one['current'] else '已重开'}"
        for one in found
    ]
    give({"closes": found}, "\n".join([*lines, f"共 {len(found)} 次"]), as_json)


@click.command(cls=ChineseCommand, help="某一期固定下来的数和来源；关闭以后的变动逐个列在后面，写明何人何时办了什么。")
@_period
@VERSION
@at_desk
@as_json
def show(desk: Desk, kind: PeriodKind, key: str, version: int | None, as_json: bool) -> None:
    from weipian.office.closing.asked import shown
    from weipian.office.closing.told import shown_text

    found = shown(desk, kind, key, version)
    give(found.as_json(), shown_text(found), as_json)


@click.command(cls=ChineseCommand, help="按现在的数算一遍，列出拦住关闭的每一项和该找的岗位。")
@_period
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看是否逾期（默认今天）")
@at_desk
@as_json
def blocked(desk: Desk, kind: PeriodKind, key: str, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.closing.asked import blocked as what_blocks
    from weipian.office.closing.told import blocked_text, standing_json

    found = what_blocks(desk, kind, key, today or clock())
    answer = {"period": found.period, "figures": found.figures, "blocked": standing_json(found.open)}
    give(answer, blocked_text(found), as_json)


@click.command(cls=ChineseCommand, help="重开一期：须写明理由；原来的数作为旧版保留，仍可用 show --version 查看。")
@_period
@click.option("--reason", default="", metavar="理由", help="为什么重开")
@at_desk
@as_json
def reopen(desk: Desk, kind: PeriodKind, key: str, reason: str, as_json: bool) -> None:
    from weipian.office.closing.acts import reopen_period

    found = reopen_period(desk, kind, key, reason)
    answer = {"kind": found.kind, "period": found.key, "version": found.version}
    give(answer, f"{found.key} {kind.label}第 {found.version} 版已重开，原来的数保留", as_json)


@click.command(
    cls=ChineseCommand,
    help="某一期导出为 Excel：汇总、月季对账、逐个地块、关闭后变动、意见、来源。谁在何时导出记入日志。",
)
@_period
@click.argument("target", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@VERSION
@at_desk
@as_json
def export(desk: Desk, kind: PeriodKind, key: str, target: Path, version: int | None, as_json: bool) -> None:
    from weipian.office.closing.sheets import export_close

    found = export_close(desk, kind, key, target, version)
    give({"output": str(target), "plots": len(found.plots)}, f"已导出：{target}（{len(found.plots)} 个地块）", as_json)
