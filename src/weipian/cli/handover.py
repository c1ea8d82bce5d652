"""`weipian handover PATCH… --to 部门`, `weipian handover list`: what is in another department's competence."""

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
    from weipian.store.acting import Desk
    from weipian.store.queries.handed import Handed


class WithDefault(ChineseGroup):
    """`weipian handover P1 --to 水利` is `weipian handover add P1 --to 水利`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = next((word for word in args if not word.startswith("-")), None)
        if first is not None and first not in self.lazy:
            args = ["add", *args]
        return super().parse_args(ctx, args)


handover = WithDefault(
    "handover",
    {
        "add": ("weipian.cli.handover:add", "把图斑移交给部门（add 可以不写）"),
        "list": ("weipian.cli.handover:listed", "移交了哪些、给谁、何时到期"),
    },
    help="移交部门：weipian handover PATCH… --to 部门。部门账号只看到移交给它的。",
)


@click.command(
    cls=ChineseCommand, help="把图斑移交给部门，并作记录；同一部门再移交的以新写的事由、期限为准，旧的保留。"
)
@click.argument("patches", metavar="PATCH…", nargs=-1, required=True)
@click.option("--to", "department", required=True, metavar="部门", help="移交给哪个部门，如 农业农村")
@click.option("--matter", default="", metavar="事由", help="什么事项")
@click.option("--due", type=DAY, metavar="日期", help="何时办结")
@click.option("--answerer", metavar="姓名或岗位", help="对方由谁负责答复")
@at_desk
@as_json
def add(
    desk: Desk,
    patches: tuple[str, ...],
    department: str,
    matter: str,
    due: dt.date | None,
    answerer: str | None,
    as_json: bool,
) -> None:
    from weipian.programme.rectification.acts.handing_over import Handing, hand_over

    done = hand_over(desk, patches, Handing(department, matter, due, answerer))
    kept = len(dict.fromkeys(patches)) - len(done)
    text = f"已移交「{department}」{len(done)} 个图斑：{'、'.join(done)}" + (f"；{kept} 个先前已移交" if kept else "")
    give({"department": department, "patches": done, "kept": kept}, text, as_json)


@click.command("list", cls=ChineseCommand, help="移交了哪些图斑、给哪个部门、何时到期；各账号只看到自己看得到的。")
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.store.queries.handed import handovers
    from weipian.store.seeing import seen

    found = handovers(seen(desk))
    give({"handovers": [_row(one) for one in found]}, "\n".join([*map(_line, found), f"共 {len(found)} 件"]), as_json)


def _row(one: Handed) -> dict[str, object]:
    return {
        "patch": one.patch,
        "department": one.department,
        "matter": one.matter,
        "due": one.due.isoformat() if one.due else None,
        "answerer": one.answerer,
        "at": one.at,
    }


def _line(one: Handed) -> str:
    until = f"{one.due} 前" if one.due else "期限未定"
    return f"{one.patch}　{one.department}　{one.matter or '事由未写'}　{until}　{one.answerer or '答复人未定'}"
