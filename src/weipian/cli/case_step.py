"""`weipian case step|close|undo`: a case carried on, one step at a time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.case_options import approved, day_option, evidence_option
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.cases import CaseStep, Penalty

if TYPE_CHECKING:
    from weipian.programme.rectification.cases.acts.stepping import StepSaid
    from weipian.store.acting import Desk


@click.command(
    cls=ChineseCommand,
    help="登记案件的一步，先后按政策包。步骤如 调查、法制审核、告知、听证告知、陈述申辩、听证、集体讨论、决定、"
    "送达、执行、催告、非诉执行、法院裁定、强制执行完毕、行政复议、行政诉讼、移送公安、移交、中止、恢复、撤案。",
)
@click.argument("number", metavar="案号")
@click.argument("wanted", metavar="步骤", type=OneOf(CaseStep, "步骤"))
@click.option("--number", "paper_number", default="", metavar="文号", help="文书文号")
@click.option("--served", type=DAY, metavar="日期", help="送达日期（送达回证）")
@click.option("--service", default="", metavar="文字", help="送达方式、受送达人")
@click.option("--text", "reason", default="", metavar="文字", help="内容或理由")
@click.option("--penalty", "penalties", multiple=True, type=OneOf(Penalty, "处罚种类"), metavar="种类", help="处罚种类")
@click.option("--fine", default="", metavar="元", help="罚款数额")
@click.option("--executor", default="", metavar="乡镇或部门", help="裁执分离由谁组织实施")
@approved
@evidence_option
@day_option
@at_desk
@as_json
def step(
    desk: Desk,
    number: str,
    wanted: CaseStep,
    paper_number: str,
    served: dt.date | None,
    service: str,
    reason: str,
    penalties: tuple[Penalty, ...],
    fine: str,
    executor: str,
    approver: str,
    approved_by: str,
    paper: str,
    evidence: tuple[int, ...],
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.fence.field import Field, Kind
    from weipian.programme.rectification.cases.acts.bringing import approver_named
    from weipian.programme.rectification.cases.acts.stepping import StepSaid, require_step_role

    require_step_role(desk, wanted)
    if fine:
        Field("fine", "罚款数额", kind=Kind.NUMBER).read(fine)
    own = day or (served if wanted is CaseStep.SERVED else None) or clock()
    given = served or (own if wanted is CaseStep.SERVED else None)
    who = approver_named(desk, approver, approved_by, paper, number)
    kinds = frozenset(penalties)
    said = StepSaid(wanted, own, paper_number, given, service, reason, who, kinds, fine, executor, evidence)
    _go(desk, number, said, as_json)


@click.command(cls=ChineseCommand, help="结案：执行完毕、没有没办结的复议、诉讼、移送、移交和强制执行，经另一人批准。")
@click.argument("number", metavar="案号")
@click.option("--text", "reason", default="", metavar="文字", help="结案说明")
@approved
@day_option
@at_desk
@as_json
def close(
    desk: Desk,
    number: str,
    reason: str,
    approver: str,
    approved_by: str,
    paper: str,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.cases.acts.bringing import approver_named
    from weipian.programme.rectification.cases.acts.stepping import StepSaid, require_step_role

    require_step_role(desk, CaseStep.CLOSED)
    who = approver_named(desk, approver, approved_by, paper, number)
    _go(desk, number, StepSaid(CaseStep.CLOSED, day or clock(), reason=reason, approver=who), as_json)


def _go(desk: Desk, number: str, said: StepSaid, as_json: bool) -> None:
    from weipian.office.cases.children import elsewhere
    from weipian.programme.rectification.cases.acts.stepping import step as stepped

    key = stepped(desk, number, said, elsewhere)
    give({"case": number, "id": key, "step": said.step.value}, f"已登记：{number} {said.step.label}", as_json)


@click.command(
    cls=ChineseCommand,
    help="撤销案件登记的最后一步；只立了案的，案件撤销。加 --stop、--without、--approval 时写地块编号，"
    "撤销责令停止、不予立案和非立案整改、补办的登记。经过都留在日志里。",
)
@click.argument("target", metavar="案号|PLOT")
@click.option("--stop", "table", flag_value="stop_order", help="撤销责令停止")
@click.option("--without", "table", flag_value="case_less", help="撤销不予立案、非立案整改、不处理")
@click.option("--approval", "table", flag_value="later_approval", help="撤销补办登记")
@at_desk
@as_json
def undo(desk: Desk, target: str, table: str | None, as_json: bool) -> None:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.cases.acts.undoing import undo_said, undo_step

    done = undo_step(desk, target) if table is None else undo_said(desk, table, target, follow)
    give({"target": target, "table": table or "case", "undone": done.what}, f"已撤销：{target} {done.what}", as_json)
