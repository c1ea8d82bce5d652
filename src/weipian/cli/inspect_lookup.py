"""`weipian inspect lookup`, `lookups`: approvals in the ministry's systems."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.errors import UsageError
from weipian.terms.inspection import ApprovalSystem

if TYPE_CHECKING:
    from weipian.office.inspecting.upkeep import Upkeep
    from weipian.store.acting import Desk


@click.command(
    cls=ChineseCommand,
    help="登记一次系统查询：哪个批文、哪个系统、谁查的、查到没有。批文登记里的查询情况随最新的查询而定："
    "有一个系统查到的为有；三个系统都没有的为存疑，先补备案；没有查全又没有查到的仍为不明。",
)
@click.argument("number", metavar="文号")
@click.option(
    "--system", type=OneOf(ApprovalSystem, "系统"), required=True, metavar="系统", help="审批系统、备案系统、监管系统"
)
@click.option("--found", is_flag=True, help="查到")
@click.option("--none", "missing", is_flag=True, help="没有查到")
@click.option("--who", required=True, metavar="姓名", help="查询人")
@click.option("--result", default="", metavar="文字", help="查询结果")
@click.option("--evidence", type=int, metavar="证据号", help="查询记录的证据号；须属于该项目名下的地块")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")
@at_desk
@as_json
def lookup(
    desk: Desk,
    number: str,
    system: ApprovalSystem,
    found: bool,
    missing: bool,
    who: str,
    result: str,
    evidence: int | None,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.inspection.acts.looking_up import Search, look_up

    if found == missing:
        raise UsageError("needs_one", names="--found、--none")
    known = look_up(desk, Search(number, system, day or clock(), who, found, result, evidence))
    told = {True: "系统中有", False: "三个系统都没有：存疑，先补备案", None: "还没有查全"}[known]
    give(
        {"approval": number, "system": system.value, "found": found, "in_systems": known}, f"{number}　{told}", as_json
    )


@click.command(cls=ChineseCommand, help="批文要补的事：没有查过的、没有查全的、三个系统都没有的（先补备案）。")
@click.option("--all", "every", is_flag=True, help="连已查到的一起看")
@at_desk
@as_json
def lookups(desk: Desk, every: bool, as_json: bool) -> None:
    from weipian.office.inspecting.upkeep import upkeep

    found = upkeep(desk, every=every)
    text = [*map(_line, found), f"共 {len(found)} 件"]
    give({"approvals": [_row(one) for one in found]}, "\n".join(text), as_json)


def _row(one: Upkeep) -> dict[str, object]:
    return {
        "approval": one.approval.number,
        "stands": one.stands,
        "in_systems": one.approval.in_systems,
        "looked_up": one.approval.looked_up.isoformat() if one.approval.looked_up else None,
        "missing": [system.value for system in one.missing],
        "newest": [
            {
                "system": system.value,
                "on": look.day.isoformat(),
                "who": look.person,
                "found": look.found,
                "result": look.result,
                "evidence": look.evidence,
                "by": look.by,
            }
            for system, look in one.newest.items()
        ],
        "acts": [able.as_json() for able in one.ables],
    }


def _line(one: Upkeep) -> str:
    from weipian.office.inspecting.able import told
    from weipian.office.inspecting.upkeep import STANDS

    each = "，".join(
        f"{system.label}{'查到' if look.found else '没有'}（{look.day} {look.person}）"
        for system, look in one.newest.items()
    )
    missing = f"还没有查 {'、'.join(system.label for system in one.missing)}" if one.missing else ""
    return "　".join(filter(None, (one.approval.number, STANDS[one.stands], each, missing, told(one.ables))))
