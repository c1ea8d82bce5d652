"""`weipian submit …`: a plot's return filled, checked, audited, released, sent back, exported, added to later."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import DONE, ROWS_REFUSED, give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, read_map
from weipian.cli.sheets import stepping
from weipian.cli.types import DAY, OneOf
from weipian.terms.submission import ReturnState

if TYPE_CHECKING:
    from weipian.programme.submission.acts.filling import Done
    from weipian.programme.submission.acts.listing import Stands, Step
    from weipian.store.acting import Desk

submit = ChineseGroup(
    "submit",
    {
        "fill": ("weipian.cli.submit:fill", "填报：由登记预填，人补填、改填"),
        "check": ("weipian.cli.submit:check", "自检：拦住的要改，提示的要看过并说明"),
        "second": ("weipian.cli.submit:second", "审核：由填报人以外的人"),
        "release": ("weipian.cli.submit:release", "上报：由负责人，写明负责"),
        "confirm": ("weipian.cli.submit:confirm", "登记县级在平台上的确认"),
        "return": ("weipian.cli.submit:send_back", "退回：写明原因"),
        "list": ("weipian.cli.submit:listed", "各地块填报到哪一步、期限、谁能办什么"),
        "export": ("weipian.cli.submit_tables:export", "导出上传件：各类一个工作簿，附件按平台编号命名"),
        "later": ("weipian.cli.submit_later:later", "补录：整改、补办到位的补到监测平台"),
        "later-list": ("weipian.cli.submit_later:listed", "补录了什么、何时、谁补的，还缺什么"),
        "template": ("weipian.cli.submit_tables:template", "导出填报表，改好用 import 导入"),
        "import": ("weipian.cli.submit_tables:take_in", "导入填报表：一批，可整批撤销"),
        "undo": ("weipian.cli.submit_tables:undo", "撤销一次填报表导入"),
    },
    help="填报上报：填报、自检、审核、上报、退回、导出、补录。",
)
plots_argument = click.argument("plots", metavar="地块…", nargs=-1, required=True)
today_option = click.option("--today", type=DAY, metavar="日期", help="办理日期（默认今天）")


def day(today: dt.date | None) -> dt.date:
    from weipian.cli.calc import clock

    return today or clock()


@click.command(
    cls=ChineseCommand,
    help="填报：各栏由会审、核查、套合、批文等登记预填，系统建议不进填报表；--set 栏=值 补填、改填人填的各栏。",
)
@plots_argument
@click.option("--set", "cells", multiple=True, callback=read_map, metavar="栏=值", help="人填的一栏，可多次给出")
@today_option
@at_desk
@as_json
def fill(desk: Desk, plots: tuple[str, ...], cells: dict[str, str], today: dt.date | None, as_json: bool) -> int:
    from weipian.office.submitting.reading import cells_of
    from weipian.programme.submission.acts.filling import fill as filled

    with stepping("填报", len(plots)) as step:
        done = filled(desk, plots, cells_of(cells), day(today), step)
    return tell(done, "已填报", as_json)


@click.command(
    cls=ChineseCommand,
    help="上报前自检（各项见 docs/checks.md）。有拦住的不通过；提示核对的，看过以后用 --looked 编码=说明 写明。",
)
@plots_argument
@click.option("--looked", multiple=True, callback=read_map, metavar="编码=说明", help="看过的提示项，可多次给出")
@today_option
@at_desk
@as_json
def check(desk: Desk, plots: tuple[str, ...], looked: dict[str, str], today: dt.date | None, as_json: bool) -> int:
    from weipian.programme.submission.acts.filling import self_check

    with stepping("自检", len(plots)) as step:
        done = self_check(desk, plots, looked, day(today), step)
    return tell(done, "自检通过", as_json)


@click.command(cls=ChineseCommand, help="审核：由填报人以外的人逐条审核，审核时再自检一次。")
@plots_argument
@today_option
@at_desk
@as_json
def second(desk: Desk, plots: tuple[str, ...], today: dt.date | None, as_json: bool) -> int:
    from weipian.programme.submission.acts.releasing import second as audited

    with stepping("审核", len(plots)) as step:
        done = audited(desk, plots, day(today), step)
    return tell(done, "审核通过", as_json)


@click.command(cls=ChineseCommand, help="上报：由负责人写明对真实性、准确性、规范性负责（--answers-for）。")
@plots_argument
@click.option("--answers-for", is_flag=True, help="对本次上报的真实性、准确性、规范性负责")
@today_option
@at_desk
@as_json
def release(desk: Desk, plots: tuple[str, ...], answers_for: bool, today: dt.date | None, as_json: bool) -> int:
    from weipian.programme.submission.acts.releasing import release as released

    with stepping("上报", len(plots)) as step:
        done = released(desk, plots, day(today), answers_for=answers_for, step=step)
    return tell(done, "已上报", as_json)


@click.command(cls=ChineseCommand, help="登记县级在平台上的确认：哪一天确认的；确认由谁登记记入日志。")
@plots_argument
@today_option
@at_desk
@as_json
def confirm(desk: Desk, plots: tuple[str, ...], today: dt.date | None, as_json: bool) -> int:
    from weipian.programme.submission.acts.releasing import confirm as confirmed

    with stepping("登记平台确认", len(plots)) as step:
        done = confirmed(desk, plots, day(today), step)
    return tell(done, "已登记平台确认", as_json)


@click.command("return", cls=ChineseCommand, help="退回填报，写明原因；改好后重新填报、自检、审核、上报。")
@plots_argument
@click.option("--reason", default="", metavar="原因", help="为什么退回")
@at_desk
@as_json
def send_back(desk: Desk, plots: tuple[str, ...], reason: str, as_json: bool) -> int:
    from weipian.programme.submission.acts.releasing import send_back as sent

    return tell(sent(desk, plots, reason), "已退回", as_json)


def tell(done: Done, word: str, as_json: bool) -> int:
    """The plots that went on; the others, each with why, on standard error."""
    told = {plot: [one.as_json() for one in found] for plot, found in done.findings.items()}
    answer = {
        "plots": list(done.plots),
        "refused": [error.as_json() for error in done.refused],
        "findings": told,
        "taking": done.number,
    }
    give(answer, f"{word} {len(done.plots)} 个地块" + (f"：{'、'.join(done.plots)}" if done.plots else ""), as_json)
    say([str(error) for error in done.refused])
    return ROWS_REFUSED if done.refused else DONE


@click.command("list", cls=ChineseCommand, help="各地块填报到哪一步、月报期限、是否按时、现在谁能办什么。")
@click.option("--state", type=OneOf(ReturnState, "状态"), metavar="状态", help="只看一种状态，如 已退回")
@today_option
@at_desk
@as_json
def listed(desk: Desk, state: ReturnState | None, today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.submission.acts.listing import standing

    found = standing(desk, day(today), state)
    text = "\n".join([*map(_line, found), f"共 {len(found)} 个地块"])
    give({"returns": [_row(one) for one in found]}, text, as_json)


def _line(one: Stands) -> str:
    due = f"{one.due} 前上报" if one.due else "无月报期限"
    reason = f"　退回原因：{one.reason}" if one.reason and one.state is ReturnState.RETURNED else ""
    return f"{one.plot}　{one.township}　{one.state.label}　{due}　{one.timely.label}　{one.now}{reason}"


def _row(one: Stands) -> dict[str, object]:
    return {
        "plot": one.plot,
        "patch": one.patch,
        "township": one.township,
        "state": one.state.value,
        "due": one.due.isoformat() if one.due else None,
        "timely": one.timely.value,
        "released": one.released.isoformat() if one.released else None,
        "reason": one.reason,
        "acts": [_step(step) for step in one.steps],
    }


def _step(step: Step) -> dict[str, object]:
    own = {"move": step.move.value, "act": step.act.value, "label": step.move.label}
    return {**own, "can": step.refused is None, "why": _why(step.refused), "who": step.who}


def _why(error: object) -> str:
    return str(getattr(error, "message", "") or "")
