"""`weipian inspect …`: patches given out and taken, and whom they lie with."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY

if TYPE_CHECKING:
    from weipian.office.inspecting.listing import Charge, Lying
    from weipian.programme.inspection.acts.assigning import Assigned
    from weipian.store.acting import Desk

inspect = ChineseGroup(
    "inspect",
    {
        "assign": ("weipian.cli.inspect:assign", "把图斑交办给乡镇、部门或县卫片办"),
        "take": ("weipian.cli.inspect:take", "接手图斑，可以自己接"),
        "list": ("weipian.cli.inspect:listed", "图斑在谁手里，最急的在前；迟了算谁的"),
        "record": ("weipian.cli.inspect_record:record", "登记实地核查或内业举证"),
        "visits": ("weipian.cli.inspect_record:visits", "登记过哪些核查"),
        "visit-back": ("weipian.cli.inspect_back:visit_back", "撤回登记错了的核查，恢复原来的情况"),
        "upper": ("weipian.cli.inspect_upper:upper", "登记上级（含委托单位）检查"),
        "answer": ("weipian.cli.inspect_upper:answer", "确认上级检查结果或提出异议"),
        "uppers": ("weipian.cli.inspect_upper:uppers", "有过哪些上级检查，哪些没有答复"),
        "upper-back": ("weipian.cli.inspect_back:upper_back", "撤回登记错了的上级检查"),
        "gates": ("weipian.cli.inspect_gates:gates", "哪些图斑要逐一核查，意见出了没有"),
        "opinion": ("weipian.cli.inspect_gates:opinion", "县卫片办（A）、领导小组（D）出具核查意见"),
        "mark": ("weipian.cli.inspect_mark:mark", "给地块加上或去掉标识，写明依据"),
        "marked": ("weipian.cli.inspect_mark:marked", "单独标识的地块，可导出 CSV、Excel"),
        "lookup": ("weipian.cli.inspect_lookup:lookup", "登记一次审批系统查询"),
        "lookups": ("weipian.cli.inspect_lookup:lookups", "批文查过哪些系统，哪些要补查、先补备案"),
        "export": ("weipian.cli.inspect_sheets:export", "导出交办表、核查表、举证表给人填"),
        "import": ("weipian.cli.inspect_sheets:take_in", "导入填好的交办表、核查表、举证表"),
        "undo": ("weipian.cli.inspect_sheets:undo", "撤销一次导入"),
        "sheets": ("weipian.cli.inspect_sheets:listed", "有过哪些导入"),
    },
    help="核查：交办和接手、实地核查和内业举证、上级检查、逐一核查意见、标识、审批系统查询。",
)
TODAY = click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
ON = click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")


@click.command(
    cls=ChineseCommand,
    help="把图斑交办给所在乡镇、受移交的部门或县卫片办；期限不写就按政策包的内部期限。再交办的以新的为准，旧的保留。",
)
@click.argument("patches", metavar="PATCH…", nargs=-1, required=True)
@click.option("--to", "holder", required=True, metavar="乡镇或部门", help="交办给谁，如 星原镇、农业农村、县卫片办")
@click.option("--account", default="", metavar="账号", help="由哪个账号具体办")
@click.option("--due", type=DAY, metavar="日期", help="内部期限")
@click.option("--note", default="", metavar="说明", help="交办说明")
@ON
@at_desk
@as_json
def assign(
    desk: Desk,
    patches: tuple[str, ...],
    holder: str,
    account: str,
    due: dt.date | None,
    note: str,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.inspection.acts.assigning import Giving
    from weipian.programme.inspection.acts.assigning import assign as given

    wanted = [Giving(patch, holder, account, due, note) for patch in patches]
    _answer(given(desk, wanted, day or clock()), f"已交办「{holder}」", as_json)


@click.command(cls=ChineseCommand, help="接手图斑：乡镇、部门的人为本单位接，县卫片办的人收回自办。")
@click.argument("patches", metavar="PATCH…", nargs=-1, required=True)
@click.option("--note", default="", metavar="说明", help="为什么接手")
@ON
@at_desk
@as_json
def take(desk: Desk, patches: tuple[str, ...], note: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.inspection.acts.assigning import take as taken

    _answer(taken(desk, patches, day or clock(), note), "已接手", as_json)


def _answer(done: Assigned, head: str, as_json: bool) -> None:
    same = f"；{len(done.same)} 个先前已是这样" if done.same else ""
    text = f"{head} {len(done.done)} 个图斑：{'、'.join(done.done)}{same}"
    give({"patches": done.done, "same": done.same}, text, as_json)


@click.command(
    "list",
    cls=ChineseCommand,
    help="图斑在谁手里，最急的在前。乡镇账号只看到本乡镇的，部门账号只看到移交给它的。迟了的天数算在当时承办的单位；"
    "期限落在休息日的，不算乡镇迟；内部期限只提醒。",
)
@click.option("--mine", is_flag=True, help="只看交给我或我单位的")
@click.option("--late", is_flag=True, help="只看超过核查上报期限的")
@click.option("--done", is_flag=True, help="连已核查的一起看")
@click.option("--township", metavar="乡镇", help="只看某乡镇")
@TODAY
@at_desk
@as_json
def listed(
    desk: Desk, mine: bool, late: bool, done: bool, township: str | None, today: dt.date | None, as_json: bool
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.inspecting.listing import charges, lying

    found = lying(desk, today or clock(), township, mine=mine, late=late, done=done)
    charged = charges(found)
    answer = {"patches": [_row(one) for one in found], "charged": [_charge(one) for one in charged]}
    give(answer, "\n".join([*map(_line, found), *_sums(charged), f"共 {len(found)} 个图斑"]), as_json)


def _charge(one: Charge) -> dict[str, object]:
    return {"holder": one.holder, "patches": one.patches, "days": one.days}


def _sums(charged: list[Charge]) -> list[str]:
    return [f"迟 {one.days} 天（{one.patches} 个图斑）：{one.holder}" for one in charged]


def _row(one: Lying) -> dict[str, object]:
    held = one.held
    return {
        "patch": one.patch.number,
        "township": one.patch.about.township,
        "category": one.patch.category.value,
        "holder": one.holder,
        "assigned": held is not None,
        "taken": bool(held and held.taken),
        "account": held.person if held else "",
        "note": held.note if held else "",
        "since": held.day.isoformat() if held else None,
        "inner_due": held.due.isoformat() if held and held.due else None,
        "inner_past": one.inner_past,
        "due": one.due.isoformat() if one.due else None,
        "inspected": one.inspected.isoformat() if one.inspected else None,
        "late": one.late.days if one.late else None,
        "late_unsure": one.late.unsure if one.late else None,
        "acts": [able.as_json() for able in one.ables],
    }


def _line(one: Lying) -> str:
    from weipian.office.inspecting.able import told

    held = one.held
    inner = f"内部 {held.due}" if held and held.due else ""
    late = "，".join(f"{holder} {days} 天" for holder, days in (one.late.days if one.late else {}).items())
    parts = (
        one.patch.number,
        one.patch.about.township or "乡镇不明",
        one.holder if held else f"{one.holder}（未交办）",
        held.person if held else "",
        inner + ("（已过，请抓紧）" if one.inner_past else ""),
        f"{one.due} 前核查上报" if one.due else "期限待定",
        f"已迟：{late}" if late else "",
        f"{one.inspected} 已核查" if one.inspected else "",
        told(one.ables),
    )
    return "　".join(filter(None, parts))
