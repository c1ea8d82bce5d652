"""`weipian handover`: what is in another department's competence is handed to it, answered, pressed for, undone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give as tell
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY

if TYPE_CHECKING:
    from weipian.store.acting import Desk

EARLIER = "add"


class WithDefault(ChineseGroup):
    """`weipian handover P1 --to 水利` is `weipian handover give P1 --to 水利`; so is the earlier `add`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = next((word for word in args if not word.startswith("-")), None)
        if first is not None and first not in self.lazy:
            args = ["give", *(args[1:] if args[0] == EARLIER else args)]
        return super().parse_args(ctx, args)


HERE, MORE, SHEETS = "weipian.cli.handover", "weipian.cli.handover_answers", "weipian.cli.handover_sheets"
handover = WithDefault(
    "handover",
    {
        "give": (f"{HERE}:give", "把图斑移交给部门（give 可以不写）"),
        "answer": (f"{MORE}:answer", "登记部门的答复：部分处置、办结"),
        "check": (f"{MORE}:check", "认可部门的答复，或者退回"),
        "remind": (f"{MORE}:remind", "催办：可复制的文字，记下谁在何时催办"),
        "list": (f"{HERE}:listed", "移交了哪些、给谁、何时到期、怎样答复、逾期几日"),
        "undo": (f"{MORE}:undo", "撤销登记有误的移交、答复或整批导入"),
        "export": (f"{SHEETS}:export", "导出要填的移交表或答复表"),
        "import": (f"{SHEETS}:take_in", "导入填好的移交表或答复表"),
        "sheets": (f"{SHEETS}:sheets", "有过哪些移交表、答复表的导入"),
    },
    help="移交部门：weipian handover PATCH… --to 部门。部门账号只看到移交给它的。",
)


@click.command(
    cls=ChineseCommand, help="把图斑移交给部门，并作记录；同一部门再移交的以新写的事由、期限为准，旧的保留。"
)
@click.argument("patches", metavar="PATCH…", nargs=-1, required=True)
@click.option("--to", "department", required=True, metavar="部门", help="移交给哪个部门，如 农业农村")
@click.option("--matter", default="", metavar="事由", help="什么事项")
@click.option("--due", type=DAY, metavar="日期", help="何时办结（不写的以年底为限）")
@click.option("--answerer", metavar="姓名或岗位", help="对方由谁负责答复")
@click.option("--document", default="", metavar="文号", help="移交文书的文号")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天移交（默认今天）")
@at_desk
@as_json
def give(
    desk: Desk,
    patches: tuple[str, ...],
    department: str,
    matter: str,
    due: dt.date | None,
    answerer: str | None,
    document: str,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.programme.rectification.handover.giving import Handing, hand_over

    done = hand_over(desk, patches, Handing(department, matter, due, answerer, day, document))
    kept = len(dict.fromkeys(patches)) - len(done)
    text = f"已移交「{department}」{len(done)} 个图斑：{'、'.join(done)}" + (f"；{kept} 个先前已移交" if kept else "")
    tell({"department": department, "patches": done, "kept": kept}, text, as_json)


@click.command(
    "list",
    cls=ChineseCommand,
    help="移交了哪些图斑、给哪个部门、何时到期、怎样答复；没答复的、占耕建房的在前。各账号只看到自己看得到的。"
    "逾期从办结日期后一日算起，休息日到期的从下一个工作日后算起。",
)
@click.option("--department", metavar="部门", help="只看一个部门的")
@click.option("--late", is_flag=True, help="只看逾期的")
@click.option("--open", "still_open", is_flag=True, help="只看没有答复办结的")
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="登记簿导出到 .csv 或 .xlsx")
@at_desk
@as_json
def listed(
    desk: Desk,
    department: str | None,
    late: bool,
    still_open: bool,
    today: dt.date | None,
    output: Path | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.handing import listing
    from weipian.office.handing.registers import export_handovers, require_export

    require_export(desk, output)
    found = listing.lines(desk, listing.Wanted(department, late, still_open), today or clock())
    if output is not None:
        export_handovers(desk, output, found)
    sums = listing.owed(found)
    answer = {
        "handovers": [listing.as_json(line) for line in found],
        "departments": [one.as_json() for one in sums],
        "output": str(output) if output else None,
    }
    last = f"共 {len(found)} 件" + (f"，已导出：{output}" if output else "")
    tell(answer, "\n".join([*map(listing.text, found), *map(listing.owed_text, sums), last]), as_json)
