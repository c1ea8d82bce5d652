"""`weipian right …`: orders to put plots right, progress, parts."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.rectification import Step
from weipian.terms.words import Measure

if TYPE_CHECKING:
    from weipian.store.acting import Desk

right = ChineseGroup(
    "right",
    {
        "order": ("weipian.cli.right:order", "下达整改通知：措施、责任人、期限"),
        "progress": ("weipian.cli.right:progress", "登记整改进展，附证据"),
        "part": ("weipian.cli.right:part", "一个地块分部分整改，各算各的面积"),
        "self-accept": ("weipian.cli.right_accept:self_accept", "乡镇负责人自验"),
        "apply-check": ("weipian.cli.right_accept:apply_check", "向市卫片办申请核验（闸门 C）"),
        "check-answer": ("weipian.cli.right_accept:check_answer", "登记市卫片办的核验结果"),
        "confirm": ("weipian.cli.right_accept:confirm", "认定整改到位"),
        "undo": ("weipian.cli.right_accept:undo", "撤销最近一次登记，或一次导入"),
        "list": ("weipian.cli.right_lists:listed", "整改清单，最急的在前；卡在哪里、由谁办"),
        "board": ("weipian.cli.right_lists:board", "各乡镇整改进度：个数、面积、逾期、到位"),
        "show": ("weipian.cli.right_lists:show", "一个地块的整改经过、闸门和证据"),
        "map": ("weipian.cli.right_sheets:wall_map", "挂图作战：整改进度图"),
        "export": ("weipian.cli.right_sheets:export", "导出通知、进展、自验表给人填"),
        "import": ("weipian.cli.right_sheets:take_in", "导入填好的通知、进展、自验表"),
    },
    help="整改：通知、进展、分部分、自验、核查核验、到位，清单和挂图。",
)
ON = click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")
MEASURE = OneOf(Measure, "整改措施", tuple(one for one in Measure if one))


@click.command(
    cls=ChineseCommand,
    help="下达整改通知。拆除复耕、补办用地手续的期限按方案从通知日推算；通知可以写得更早。"
    "其他措施方案没有期限，须用 --due 写明。再下的通知代替先前的，旧的保留。",
)
@click.argument("plots", metavar="PLOT…", nargs=-1, required=True)
@click.option(
    "--measure", type=MEASURE, required=True, metavar="措施", help="、".join(one.label for one in Measure if one)
)
@click.option("--also", type=MEASURE, multiple=True, metavar="措施", help="同时采取的措施，可多次给出")
@click.option("--number", required=True, metavar="文号", help="整改通知文号")
@click.option("--person", required=True, metavar="姓名", help="责任人")
@click.option("--due", type=DAY, metavar="日期", help="通知写明的期限")
@click.option("--note", default="", metavar="说明", help="通知的说明")
@click.option("--scan", type=int, metavar="证据号", help="通知扫描件的证据号")
@ON
@at_desk
@as_json
def order(
    desk: Desk,
    plots: tuple[str, ...],
    measure: Measure,
    also: tuple[Measure, ...],
    number: str,
    person: str,
    due: dt.date | None,
    note: str,
    scan: int | None,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.ordering import Ordering, period_ends
    from weipian.programme.rectification.acts.ordering import order as ordered
    from weipian.programme.rectification.measures import measure_laws

    on = day or clock()
    wanted = [Ordering(plot, measure, number, on, person, "", due, also, note, scan) for plot in plots]
    done = ordered(desk, wanted, follow)
    until = due or period_ends(desk, measure_laws(desk.policy)[measure], on)
    answer = {
        "orders": done.ids,
        "plots": list(plots),
        "measure": measure.value,
        "due": until.isoformat() if until else None,
    }
    give(answer, f"已下达整改通知：{'、'.join(plots)}　{measure.label}，{until} 前办完", as_json)


@click.command(
    cls=ChineseCommand, help="登记整改进展：做到哪一步、哪一天、证据。乡镇、部门登记自己的，县里可以代为登记。"
)
@click.argument("plot", metavar="PLOT")
@click.option(
    "--step", type=OneOf(Step, "进展"), required=True, metavar="进展", help="、".join(one.label for one in Step)
)
@click.option("--note", default="", metavar="说明", help="具体情况")
@click.option("--evidence", type=int, multiple=True, metavar="证据号", help="证据号，可多次给出；须属于这个图斑")
@ON
@at_desk
@as_json
def progress(
    desk: Desk, plot: str, step: Step, note: str, evidence: tuple[int, ...], day: dt.date | None, as_json: bool
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.progressing import Done
    from weipian.programme.rectification.acts.progressing import progress as registered

    key = registered(desk, Done(plot, step, day or clock(), note, evidence), follow)
    give({"progress": key, "plot": plot, "step": step.value}, f"已登记：{plot}　{step.label}", as_json)


@click.command(
    cls=ChineseCommand,
    help="一个地块分部分整改：每一部分有名称、占耕地面积、措施，各自自验、认定，各自计入比例。"
    "各部分合计不能超过地块；没有列入任何部分的，按未整改计。",
)
@click.argument("plot", metavar="PLOT")
@click.option("--name", required=True, metavar="名称", help="这一部分的名称，如 东块")
@click.option("--cultivated", required=True, metavar="亩", help="占耕地面积")
@click.option("--farmland", default="", metavar="亩", help="占永久基本农田面积；不写为不明")
@click.option("--redline", default="", metavar="亩", help="占生态保护红线面积；不写为不明")
@click.option("--measure", type=MEASURE, required=True, metavar="措施", help="这一部分的措施")
@click.option("--note", default="", metavar="说明", help="说明")
@ON
@at_desk
@as_json
def part(
    desk: Desk,
    plot: str,
    name: str,
    cultivated: str,
    farmland: str,
    redline: str,
    measure: Measure,
    note: str,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.parting import Parting, area_text
    from weipian.programme.rectification.acts.parting import part as parted

    areas = [
        area_text(text, name)
        for text, name in ((cultivated, "耕地"), (farmland, "永久基本农田"), (redline, "生态保护红线"))
    ]
    said = Parting(plot, name, areas[0], measure, day or clock(), areas[1], areas[2], note)
    key = parted(desk, said, follow)
    give(
        {"part": key, "plot": plot, "name": name},
        f"已登记：{plot} 的「{name}」{cultivated} 亩，{measure.label}",
        as_json,
    )
