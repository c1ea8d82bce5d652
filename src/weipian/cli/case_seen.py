"""`weipian case list|show|deadlines|waiting|stops|without`: how cases stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.case_options import today_option
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(
    "list", cls=ChineseCommand, help="案件到了哪一步、什么没办结、下一个期限、涉嫌犯罪的提示、可办什么；迟的在前。"
)
@click.option("--all", "every", is_flag=True, help="连结案、撤案的一起看")
@click.option("--late", is_flag=True, help="只看有期限逾期的")
@today_option
@at_desk
@as_json
def listed(desk: Desk, every: bool, late: bool, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.cases import listing
    from weipian.office.cases.told import case_json, case_line

    found = listing.listed(desk, today or clock(), every=every, late=late)
    lines = [case_line(one) for one in found]
    give({"cases": [case_json(desk, one) for one in found]}, "\n".join([*lines, f"共 {len(found)} 件"]), as_json)


@click.command(cls=ChineseCommand, help="一个案件的全部步骤、文书、批准人、期限和提示。")
@click.argument("number", metavar="案号")
@today_option
@at_desk
@as_json
def show(desk: Desk, number: str, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.cases.listing import case_shown
    from weipian.office.cases.told import case_json, case_text

    one = case_shown(desk, number, today or clock())
    give(case_json(desk, one, whole=True), case_text(desk, one), as_json)


@click.command(
    cls=ChineseCommand,
    help="各案件的法定期限：从哪天起、到哪天、办了没有、依据和把握；逾期的在前。期限用起算那天有效的法。",
)
@click.option("--all", "every", is_flag=True, help="连已办的、已结案的一起看")
@today_option
@at_desk
@as_json
def deadlines(desk: Desk, every: bool, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.cases import listing
    from weipian.office.cases.told import clock_line
    from weipian.terms.cases import ClockState

    found = listing.listed(desk, today or clock(), every=every)
    done = (ClockState.MET, ClockState.LAPSED)
    pairs = [(one, clock) for one in found for clock in one.clocks if every or clock.state not in done]
    pairs.sort(key=lambda pair: (pair[1].state is not ClockState.OVERDUE, pair[1].due or dt.date.max))
    rows = [{"case": one.case.number, **found_clock.as_json()} for one, found_clock in pairs]
    lines = [f"{one.case.number}　{clock_line(found_clock)}" for one, found_clock in pairs]
    give({"deadlines": rows}, "\n".join([*lines, f"共 {len(rows)} 项"]), as_json)


@click.command(cls=ChineseCommand, help="判定违法、还没有立案也没有另行处理的地块，责令停止了没有，可办什么。")
@at_desk
@as_json
def waiting(desk: Desk, as_json: bool) -> None:
    from weipian.office.cases import listing
    from weipian.office.inspecting.able import told

    found = listing.waiting(desk)
    rows = [
        {
            "plot": one.plot.number,
            "patch": one.plot.patch,
            "township": one.plot.about.township,
            "determination": one.plot.determination,
            "stopped": one.stop is not None,
            "acts": [able.as_json() for able in one.ables],
        }
        for one in found
    ]
    lines = [
        "　".join(
            (one.plot.number, one.plot.about.township, "已责令停止" if one.stop else "没有责令停止", told(one.ables))
        )
        for one in found
    ]
    give({"plots": rows}, "\n".join([*lines, f"共 {len(found)} 个地块"]), as_json)


@click.command(cls=ChineseCommand, help="责令停止过哪些地块：文号、送达、复查的结果。")
@at_desk
@as_json
def stops(desk: Desk, as_json: bool) -> None:
    from weipian.office.cases.told import said_json, stop_line
    from weipian.store.queries.beside_cases import said_of_plots
    from weipian.store.seeing import seen

    found = said_of_plots("stop_order", seen(desk))
    rows = [said_json(desk, "stop_order", one) for one in found]
    give({"stops": rows}, "\n".join([*map(stop_line, rows), f"共 {len(rows)} 个地块"]), as_json)


@click.command(cls=ChineseCommand, help="不予立案、非立案整改、不处理的地块：理由、批准人、文号。")
@at_desk
@as_json
def without(desk: Desk, as_json: bool) -> None:
    from weipian.office.cases.told import less_line, said_json
    from weipian.store.queries.beside_cases import said_of_plots
    from weipian.store.seeing import seen

    found = said_of_plots("case_less", seen(desk))
    rows = [said_json(desk, "case_less", one) for one in found]
    give({"plots": rows}, "\n".join([*map(less_line, rows), f"共 {len(rows)} 个地块"]), as_json)
