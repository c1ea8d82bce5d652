"""`weipian mechanism step|refer|interview|papers …`: what is recorded beside the mechanisms."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.letter import number_argument
from weipian.cli.options import as_json
from weipian.cli.submit import day, today_option
from weipian.cli.types import OneOf
from weipian.terms.errors import UsageError
from weipian.terms.pressing import SentPaper, StartKind, StepKind

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(cls=ChineseCommand, help="登记项目的督促、拒不整改、已整改；登记有误的用 --undo 编号 撤销。")
@click.argument("project", metavar="[项目]", required=False, default="")
@click.argument("kind", metavar="[督促|拒不整改|已整改]", required=False, type=OneOf(StepKind, "步骤"))
@click.option("--department", default="", metavar="部门", help="哪个部门（默认项目的主管部门）")
@click.option("--number", default="", metavar="文号", help="督促函、答复的文号")
@click.option("--note", default="", metavar="说明", help="没有文号的写明经过")
@click.option("--undo", "undone", type=int, metavar="编号", help="撤销哪一条")
@today_option
@at_desk
@as_json
def step(
    desk: Desk,
    project: str,
    kind: StepKind | None,
    department: str,
    number: str,
    note: str,
    undone: int | None,
    today: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.programme.report.pressing.acts.recording import Step, record_step, undo_step

    if undone is not None:
        undo_step(desk, undone)
        give({"undone": undone}, f"第 {undone} 条已撤销", as_json)
        return
    if kind is None:
        raise UsageError("needs_one", names="项目、督促|拒不整改|已整改")
    key = record_step(desk, Step(project, kind, day(today), department, number, note))
    give({"step": key, "kind": kind.value}, f"{project} {kind.label}已登记，编号 {key}", as_json)


@click.command(cls=ChineseCommand, help="各项目的督促、拒不整改、已整改记录。")
@at_desk
@as_json
def steps(desk: Desk, as_json: bool) -> None:
    from weipian.office.pressing.mechanisms import steps_listed

    found = steps_listed(desk)
    lines = [
        f"{one['step']}　{one['project']}　{one['label']}　{one['day']}　{one['department']}　{one['number'] or ''}"
        for one in found
    ]
    give({"steps": found}, "\n".join([*lines, f"共 {len(found)} 条"]), as_json)


@click.command(cls=ChineseCommand, help="移交问责：按干部管理权限移交，系统只记文号、日期、收件机关和回执。")
@click.option("--number", default="", metavar="文号", help="移交文号")
@click.option(
    "--to", "receiver", default="", metavar="收件机关", help="县纪检监察机关（discipline）或人事部门（personnel）"
)
@today_option
@at_desk
@as_json
def refer(desk: Desk, number: str, receiver: str, today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts.recording import refer as referred

    key = referred(desk, number, day(today), receiver)
    give({"referral": key}, f"移交问责已登记，编号 {key}", as_json)


@click.command(cls=ChineseCommand, help="登记移交问责的回执。")
@number_argument
@click.option("--text", default="", metavar="文字", help="回执的文号或内容")
@today_option
@at_desk
@as_json
def receipt(desk: Desk, number: int, text: str, today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts.recording import receipt as receipted

    receipted(desk, number, text, day(today))
    give({"referral": number, "receipt": True}, f"第 {number} 件移交的回执已登记", as_json)


@click.command(cls=ChineseCommand, help="移交问责登记：看得到约谈问责材料的人看全部，其他人只看自己经手的。")
@at_desk
@as_json
def referrals(desk: Desk, as_json: bool) -> None:
    from weipian.office.pressing.mechanisms import referrals_listed

    found = referrals_listed(desk)
    lines = [
        f"{one['referral']}　{one['number'] or '（已移出）'}　{one['day']}　{one['receiver_label']}"
        f"　{'回执 ' + str(one['receipt_on']) if one['receipt_on'] else '没有回执'}"
        for one in found
    ]
    give({"referrals": found}, "\n".join([*lines, f"共 {len(found)} 件"]), as_json)


def _start(desk: Desk, kind: StartKind, township: str | None, note: str, today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts.recording import start
    from weipian.programme.report.pressing.starts import due_of, wanted

    where = township or desk.actor.township
    key = start(desk, kind, where, day(today), note)
    due = due_of(desk.policy, kind, day(today))
    names = "、".join(paper.label for paper in wanted(desk.policy, kind))
    said = f"{where} {kind.label}已登记，编号 {key}；{due or '日期待定'} 前把 {names} 报县"
    give({"start": key, "kind": kind.value, "due": due.isoformat() if due else None}, said, as_json)


@click.command(cls=ChineseCommand, help="登记乡镇自行开展的约谈：五个工作日内把情况、通知、方案、讲话稿报县。")
@click.option("--township", metavar="乡镇", help="哪个乡镇（乡镇的人不用写）")
@click.option("--note", default="", metavar="说明", help="备注")
@today_option
@at_desk
@as_json
def interview(desk: Desk, township: str | None, note: str, today: dt.date | None, as_json: bool) -> None:
    _start(desk, StartKind.INTERVIEW, township, note, today, as_json)


@click.command(cls=ChineseCommand, help="登记乡镇自行启动的问责：五个工作日内把启动情况报县。")
@click.option("--township", metavar="乡镇", help="哪个乡镇（乡镇的人不用写）")
@click.option("--note", default="", metavar="说明", help="备注")
@today_option
@at_desk
@as_json
def accountability(desk: Desk, township: str | None, note: str, today: dt.date | None, as_json: bool) -> None:
    _start(desk, StartKind.ACCOUNTABILITY, township, note, today, as_json)


@click.command(cls=ChineseCommand, help="登记报送的约谈、问责材料，可以分几次报。")
@number_argument
@click.option(
    "--paper",
    "sent",
    type=OneOf(SentPaper, "材料"),
    multiple=True,
    metavar="材料",
    help="情况、通知、方案、讲话稿、启动情况",
)
@today_option
@at_desk
@as_json
def papers(desk: Desk, number: int, sent: tuple[SentPaper, ...], today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts.recording import send_papers

    send_papers(desk, number, sent, day(today))
    names = "、".join(one.label for one in sent)
    give({"start": number, "sent": [one.value for one in sent]}, f"第 {number} 条已报 {names}", as_json)


@click.command(cls=ChineseCommand, help="乡镇自行约谈、问责的登记：几时到期、缺什么材料、迟几个工作日。")
@today_option
@at_desk
@as_json
def starts(desk: Desk, today: dt.date | None, as_json: bool) -> None:
    from weipian.office.pressing.mechanisms import start_line, starts_listed

    found = starts_listed(desk, day(today))
    give({"starts": found}, "\n".join([*map(start_line, found), f"共 {len(found)} 条"]), as_json)


@click.command(cls=ChineseCommand, help="撤销登记有误的乡镇约谈、问责：只在报材料以前。")
@number_argument
@at_desk
@as_json
def unstart(desk: Desk, number: int, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts.recording import withdraw_start

    one = withdraw_start(desk, number)
    give({"start": number, "withdrawn": True}, f"第 {number} 条（{one.kind.label}）已撤销", as_json)
