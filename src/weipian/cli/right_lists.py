"""`weipian right list`, `board`, `show`: the list, the board by township, one plot's way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY
from weipian.terms.words import GateName

if TYPE_CHECKING:
    from weipian.office.righting.board import Board, Sum
    from weipian.office.righting.listing import Righting
    from weipian.store.acting import Desk

TODAY = click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
TOWNSHIP = click.option("--township", metavar="乡镇", help="只看某乡镇")


@click.command(
    "list",
    cls=ChineseCommand,
    help="要整改的地块，最急的在前：到哪一步、到哪一天、迟了算谁的、还差什么、由谁办。"
    "判定后过了天数还没有通知的，期限从判定起算，迟的算县卫片办；期限落在休息日的，不算乡镇迟。",
)
@click.option("--late", is_flag=True, help="只看逾期的和没有及时下通知的")
@click.option("--done", is_flag=True, help="连整改到位的一起看")
@TOWNSHIP
@TODAY
@at_desk
@as_json
def listed(desk: Desk, late: bool, done: bool, township: str | None, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.inspecting.gates import gates_now
    from weipian.office.righting.listing import righting

    found = righting(desk, today or clock(), gates_now(desk.policy), township, late=late, done=done)
    text = [*(_line(one, desk) for one in found), f"共 {len(found)} 个地块"]
    give({"plots": [_row(one, desk) for one in found]}, "\n".join(text), as_json)


def _row(one: Righting, desk: Desk) -> dict[str, object]:
    from weipian.store.actors import who_can

    order, clock, plot = one.plot.records.order, one.clock, one.plot
    return {
        "plot": plot.line.plot,
        "patch": plot.line.patch,
        "township": plot.line.township,
        "determination": plot.nature,
        "cultivated_mu": None if one.cultivated is None else f"{float(one.cultivated):.4f}",
        "state": one.state.value,
        "measure": one.measure.value,
        "also": [measure.value for measure in order.also] if order else [],
        "number": order.number if order else "",
        "ordered": _iso(one.ordered),
        "person": order.person if order else "",
        "due": _iso(clock.due),
        "assumed": one.assumed,
        "alarm": clock.alarm,
        "order_by": _iso(clock.waits_until),
        "late": clock.late.days,
        "late_unsure": clock.late.unsure,
        "parts": [
            {
                "name": part.name,
                "cultivated_mu": f"{float(part.cultivated):.4f}",
                "measure": part.measure.value,
                "outcome": part.outcome.value,
            }
            for part in plot.records.parts
        ],
        "stops": [{"why": stop.why, "who": who_can(desk.policy, stop.act, plot.about)} for stop in one.stops],
        "acts": [able.as_json() for able in one.ables],
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _line(one: Righting, desk: Desk) -> str:
    from weipian.office.inspecting.able import told
    from weipian.store.actors import who_can

    order, clock, plot = one.plot.records.order, one.clock, one.plot
    late = "，".join(f"{holder} {days} 天" for holder, days in clock.late.days.items())
    stops = "；".join(f"{stop.why}（{who_can(desk.policy, stop.act, plot.about)}）" for stop in one.stops)
    until = f"{clock.due} 前" if clock.due else "期限未定"
    parts = (
        plot.line.plot,
        plot.line.township,
        "耕地不明" if one.cultivated is None else f"耕地 {float(one.cultivated):.2f} 亩",
        one.state.label,
        "措施未定" if one.assumed else one.measure.label,
        f"{until}{'（按拆除复耕从判定起算）' if one.assumed and clock.due else ''}",
        f"责任人 {order.person}" if order and order.person else "",
        f"判定后到 {clock.waits_until} 未下通知" if clock.alarm else "",
        f"已迟：{late}" if late and one.state.is_open else "",
        f"分 {len(plot.records.parts)} 部分" if plot.records.parts else "",
        f"还差：{stops}" if stops else "",
        told(one.ables),
    )
    return "　".join(filter(None, parts))


@click.command(cls=ChineseCommand, help="各乡镇整改进度：个数、耕地面积、未下通知、逾期、到位，迟的天数。")
@TOWNSHIP
@TODAY
@at_desk
@as_json
def board(desk: Desk, township: str | None, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.inspecting.gates import gates_now
    from weipian.office.righting.board import boards
    from weipian.office.righting.listing import righting
    from weipian.store.seeing import summed

    only = summed(desk, township).one_township
    found = righting(desk, today or clock(), gates_now(desk.policy), only, done=True)
    every = boards(found, desk.policy.townships if only is None else (only,), county=only is None)
    give({"boards": [_board(one) for one in every]}, "\n".join(map(_board_line, every)), as_json)


def _sum(one: Sum) -> dict[str, object]:
    return {"plots": one.plots, "cultivated_mu": f"{float(one.mu):.4f}", "unknown": one.unknown}


def _board(one: Board) -> dict[str, object]:
    states = {state.value: _sum(found) for state, found in one.states.items()}
    sums = {"total": _sum(one.total), "open": _sum(one.open), "late": _sum(one.late), "alarm": _sum(one.alarm)}
    return {"township": one.township, **sums, "states": states, "days_late": one.days_late, "charged": one.charged}


def _board_line(one: Board) -> str:
    states = "，".join(f"{state.label} {found.plots}" for state, found in one.states.items() if found.plots)
    parts = (
        one.township,
        f"共 {one.total.plots} 个、耕地 {float(one.total.mu):.2f} 亩",
        f"未到位 {one.open.plots} 个、{float(one.open.mu):.2f} 亩",
        f"逾期 {one.late.plots} 个" if one.late.plots else "",
        f"判定后未及时下通知 {one.alarm.plots} 个" if one.alarm.plots else "",
        f"迟 {one.days_late} 天" if one.days_late else "",
        f"耕地不明 {one.total.unknown} 个" if one.total.unknown else "",
        f"（{states}）" if states else "",
    )
    return "　".join(filter(None, parts))


@click.command(cls=ChineseCommand, help="一个地块的整改经过：通知、进展、自验、闸门、核验、证据和还差什么。")
@click.argument("plot", metavar="PLOT")
@TODAY
@at_desk
@as_json
def show(desk: Desk, plot: str, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.inspecting.gates import gates_now
    from weipian.office.righting.listing import shown
    from weipian.store.queries.evidence import plot_of
    from weipian.store.seeing import seen

    found = shown(desk, plot, today or clock(), gates_now(desk.policy))
    if found is None:
        plot_of(plot, seen(desk))
        give({"plot": plot, "state": None, "history": []}, f"{plot}　没有判定为违法，没有要整改的", as_json)
        return
    one, asked, evidence = found
    gates = [gate for name in (GateName.B, GateName.C) if (gate := asked.of(name)) is not None]
    history = _history(one)
    answer = {
        **_row(one, desk),
        "gates": [dict(gate) for gate in gates],
        "evidence": [{"wanted": each.wanted.value, "shown": each.shown.value, "said": each.said} for each in evidence],
        "history": history,
    }
    lines = [_line(one, desk), *(f"  {each['day']}　{each['what']}　{each['said']}　{each['by']}" for each in history)]
    lines += [
        f"  闸门 {gate['gate']}：{gate['measured_mu'] or '面积不明'} 亩，线 {gate['threshold_mu']} 亩" for gate in gates
    ]
    lines += [f"  证据：{each.said}" for each in evidence]
    give(answer, "\n".join(lines), as_json)


def _history(one: Righting) -> list[dict[str, Any]]:
    """Everything that stands, by the day that it is about, then as it was written."""
    from weipian.terms.rectification import RecordKind

    records = one.plot.records
    found: list[tuple[int, RecordKind, Any, str]] = []
    if records.order:
        found.append((records.order.event, RecordKind.ORDER, records.order, records.order.number))
    found += [(each.event, RecordKind.PROGRESS, each, each.step.label) for each in records.progress]
    found += [(each.event, RecordKind.PART, each, each.name) for each in records.parts]
    found += [(each.event, RecordKind.SELF, each, each.accepted_by) for each in records.accepted]
    found += [(each.event, RecordKind.IN_PLACE, each, each.part) for each in records.in_place]
    for each in records.applications:
        found.append((each.event, RecordKind.APPLICATION, each, each.number))
        if each.answer:
            found.append(
                (each.answer.event, RecordKind.ANSWER, each.answer, f"{each.answer.result.label} {each.answer.number}")
            )
    rows = sorted(found, key=lambda row: (row[2].day, row[0], list(RecordKind).index(row[1])))
    return [
        {
            "kind": kind.value,
            "what": kind.label,
            "day": each.day.isoformat(),
            "said": "　".join(filter(None, (said, each.told))),
            "by": each.by,
        }
        for _, kind, each, said in rows
    ]
