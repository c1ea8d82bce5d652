"""`weipian inspect gates`, `opinion`: patches to be inspected one by one before the review."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.words import GateName

if TYPE_CHECKING:
    from weipian.office.inspecting.gates import GateHere
    from weipian.store.acting import Desk


@click.command(
    cls=ChineseCommand,
    help="按现在的事实，哪些图斑过闸门 A（县卫片办）、D（领导小组），意见出了没有；问的是整个图斑，拆分不改变。"
    "事实变了的意见要重新出具；事实不明的列为待确认。",
)
@click.option("--all", "every", is_flag=True, help="连已出具意见的一起看")
@click.option("--township", metavar="乡镇", help="只看某乡镇")
@at_desk
@as_json
def gates(desk: Desk, every: bool, township: str | None, as_json: bool) -> None:
    from weipian.office.inspecting.gates import gates_here

    found = gates_here(desk, township, every=every)
    give({"gates": [_row(one) for one in found]}, "\n".join([*map(_line, found), f"共 {len(found)} 处"]), as_json)


def _row(one: GateHere) -> dict[str, object]:
    opinion = one.opinion
    return {
        "patch": one.patch.number,
        "township": one.patch.about.township,
        "gate": one.gate.value,
        "who": one.asked["who"],
        "certain": one.certain,
        "unknown": list(one.asked.get("unknown", ())),
        "rule": one.asked["rule"],
        "clause": one.asked["clause"],
        "measured_mu": one.asked["measured_mu"],
        "threshold_mu": one.asked["threshold_mu"],
        "stands": one.stands,
        "opinion": opinion
        and {
            "on": opinion.day.isoformat(),
            "present": opinion.present,
            "opinion": opinion.opinion,
            "responsible": opinion.responsible,
            "scan": opinion.scan,
            "by": opinion.by,
        },
        "acts": [able.as_json() for able in one.ables],
    }


def _line(one: GateHere) -> str:
    from weipian.office.inspecting.able import told
    from weipian.office.inspecting.gates import STANDS

    area = one.asked["measured_mu"]
    sure = "" if one.certain else f"（待确认：{_unknown(one)}）"
    basis = f"{'面积不明' if area is None else f'{area} 亩'}，线 {one.asked['threshold_mu']} 亩"
    said = f"{one.opinion.day} {one.opinion.opinion}（责任人 {one.opinion.responsible}）" if one.opinion else ""
    parts = (one.patch.number, one.patch.about.township, f"{one.gate.label}{sure}", basis, STANDS[one.stands], said)
    return "　".join(filter(None, (*parts, told(one.ables))))


UNKNOWN = {
    "suspected_unlawful": "是否疑似违法",
    "new_building": "是否新增建构筑物",
    "cultivated_mu": "耕地面积",
    "farmland_mu": "永久基本农田面积",
    "redline_mu": "生态保护红线面积",
    "mining_mu": "疑似违法开采面积",
}


def _unknown(one: GateHere) -> str:
    return "、".join(UNKNOWN.get(name, name) for name in one.asked.get("unknown", ()))


@click.command(
    cls=ChineseCommand,
    help="出具逐一核查意见，须本人办理：闸门 A 由县卫片办，D 由领导小组；写明到场的人、意见和责任人。",
)
@click.argument("patch", metavar="PATCH")
@click.option("--gate", type=OneOf(GateName, "闸门"), required=True, metavar="A|D", help="哪个闸门")
@click.option("--present", required=True, metavar="姓名", help="到场的人，领导小组写明成员")
@click.option("--text", "told", required=True, metavar="文字", help="核查意见")
@click.option("--responsible", required=True, metavar="姓名", help="责任人")
@click.option("--scan", type=int, metavar="证据号", help="核查意见扫描件的证据号")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天到现场（默认今天）")
@at_desk
@as_json
def opinion(
    desk: Desk,
    patch: str,
    gate: GateName,
    present: str,
    told: str,
    responsible: str,
    scan: int | None,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.inspecting.gates import gates_now
    from weipian.programme.inspection.acts.opinions import Opinion, give_opinion

    said = Opinion(patch, gate, day or clock(), present, told, responsible, scan)
    number = give_opinion(desk, said, gates_now(desk.policy))
    give({"opinion": number, "patch": patch, "gate": gate.value}, f"{patch}　{gate.label}：已出具意见", as_json)
