"""`weipian case …`: stop orders, opening, plots handled without a case."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.case_options import approved, day_option, evidence_option
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.cases import Breach, Stop, WithoutCase

if TYPE_CHECKING:
    from weipian.store.acting import Desk

case = ChineseGroup(
    "case",
    {
        "stop": ("weipian.cli.case:stop", "责令停止违法行为：文号、日期、送达"),
        "revisit": ("weipian.cli.case:revisit", "复查：停了没有"),
        "stops": ("weipian.cli.case_seen:stops", "责令停止过哪些，停了没有"),
        "open": ("weipian.cli.case:opened", "立案：案号、违法性质、批准人，可含几个地块"),
        "decline": ("weipian.cli.case:decline", "不予立案或（矿产）不处理，写明理由和批准人"),
        "uncased": ("weipian.cli.case:uncased", "非立案整改，写明理由和批准人"),
        "step": ("weipian.cli.case_step:step", "登记案件的一步：调查、告知、决定、送达、执行等"),
        "close": ("weipian.cli.case_step:close", "结案"),
        "undo": ("weipian.cli.case_step:undo", "撤销案件的最后一步，或责令停止、不予立案、补办的登记"),
        "list": ("weipian.cli.case_seen:listed", "案件到了哪一步、下一个期限、可办什么"),
        "show": ("weipian.cli.case_seen:show", "一个案件的全部步骤和期限"),
        "deadlines": ("weipian.cli.case_seen:deadlines", "各案件的法定期限，迟的在前"),
        "waiting": ("weipian.cli.case_seen:waiting", "判定违法、还没有立案也没有另行处理的地块"),
        "without": ("weipian.cli.case_seen:without", "不予立案、非立案整改、不处理的地块"),
        "approval": ("weipian.cli.case_approval:approval", "补办用地手续：能不能推动、申请、结果、勾选"),
        "export": ("weipian.cli.case_tables:export", "导出案件台账，可接着填"),
        "import": ("weipian.cli.case_tables:take_in", "导入案件台账：立案和后面的步骤"),
        "undo-import": ("weipian.cli.case_tables:undo", "撤销一次案件台账导入"),
        "sheets": ("weipian.cli.case_tables:listed", "导入过哪些案件台账"),
    },
    help="查处：责令停止、立案和办理、法定期限、非立案整改、补办用地手续。",
)


@click.command(cls=ChineseCommand, help="登记责令停止违法行为通知书；再登记的以新的为准，旧的保留。")
@click.argument("plots", metavar="PLOT…", nargs=-1, required=True)
@click.option("--number", default="", metavar="文号", help="通知书文号")
@click.option("--served", type=DAY, metavar="日期", help="送达日期")
@click.option("--service", default="", metavar="文字", help="送达方式、受送达人")
@evidence_option
@day_option
@at_desk
@as_json
def stop(
    desk: Desk,
    plots: tuple[str, ...],
    number: str,
    served: dt.date | None,
    service: str,
    evidence: tuple[int, ...],
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.cases.acts.stopping import StopSaid, order_stop

    said = StopSaid(day or clock(), number, served, service, evidence[0] if evidence else None)
    ids = order_stop(desk, plots, said)
    give({"plots": list(plots), "orders": ids}, f"已登记责令停止：{'、'.join(plots)}", as_json)


@click.command(cls=ChineseCommand, help="责令停止以后复查：停了没有、看到什么。")
@click.argument("plot", metavar="PLOT")
@click.option("--found", "outcome", required=True, type=OneOf(Stop, "结果"), metavar="已停止|仍在继续", help="复查结果")
@click.option("--text", default="", metavar="文字", help="看到什么")
@evidence_option
@day_option
@at_desk
@as_json
def revisit(
    desk: Desk,
    plot: str,
    outcome: Stop,
    text: str,
    evidence: tuple[int, ...],
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.cases.acts.stopping import Revisit
    from weipian.programme.rectification.cases.acts.stopping import revisit as visited

    said = Revisit(day or clock(), outcome, text, evidence[0] if evidence else None)
    key = visited(desk, plot, said)
    give({"plot": plot, "order": key, "outcome": outcome.value}, f"已登记复查：{plot} {outcome.label}", as_json)


@click.command(
    "open",
    cls=ChineseCommand,
    help="立案：一案可以有几个地块。不属本机关查处的违法性质立不了，会说明该由谁查处、怎样移交。"
    "批准人须是另一人：有账号的写 --approver，没有的写 --approved-by 和 --paper。",
)
@click.argument("plots", metavar="PLOT…", nargs=-1, required=True)
@click.option("--number", required=True, metavar="案号", help="案号")
@click.option("--breach", required=True, type=OneOf(Breach, "违法性质"), metavar="性质", help="违法性质")
@click.option("--clue", type=DAY, metavar="日期", help="发现线索的日期，立案期限从这天起算")
@click.option("--body", default="", metavar="机关", help="办案机关，默认办理人的机关")
@click.option("--party", default="", metavar="责任主体", help="已登记的责任主体")
@click.option("--project", default="", metavar="项目", help="已登记的项目")
@click.option("--reason", default="", metavar="文字", help="立案理由")
@approved
@day_option
@at_desk
@as_json
def opened(
    desk: Desk,
    plots: tuple[str, ...],
    number: str,
    breach: Breach,
    clue: dt.date | None,
    body: str,
    party: str,
    project: str,
    reason: str,
    approver: str,
    approved_by: str,
    paper: str,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.cases.said import said_of_opening
    from weipian.programme.rectification.cases.acts.bringing import approver_named
    from weipian.programme.rectification.cases.acts.opening import Opening, open_case, require_open_role

    require_open_role(desk)
    who = approver_named(desk, approver, approved_by, paper, number)
    said = Opening(number, plots, breach, day or clock(), clue, who, body, party, project, reason)
    key = open_case(desk, said)
    told = said_of_opening(desk, number)
    give({"case": number, "id": key, "plots": list(plots), "said": told}, f"已立案：{number}", as_json)
    say(told)


@click.command(
    cls=ChineseCommand,
    help="不予立案，写明理由和批准人。--no-handling：矿产旧痕迹已自然恢复的不处理，须附材料。",
)
@click.argument("plots", metavar="PLOT…", nargs=-1, required=True)
@click.option("--reason", default="", metavar="文字", help="理由")
@click.option("--number", default="", metavar="文号", help="不予立案呈批表文号")
@click.option("--no-handling", is_flag=True, help="不处理（只用于矿产图斑）")
@approved
@evidence_option
@day_option
@at_desk
@as_json
def decline(
    desk: Desk,
    plots: tuple[str, ...],
    reason: str,
    number: str,
    no_handling: bool,
    approver: str,
    approved_by: str,
    paper: str,
    evidence: tuple[int, ...],
    day: dt.date | None,
    as_json: bool,
) -> None:
    how = WithoutCase.NO_HANDLING if no_handling else WithoutCase.NOT_OPENED
    _leave(desk, plots, how, reason, number, (approver, approved_by, paper), evidence, day, as_json)


@click.command(cls=ChineseCommand, help="非立案整改（矿产：非立案处理），写明理由和批准人；矿产须附材料。")
@click.argument("plots", metavar="PLOT…", nargs=-1, required=True)
@click.option("--reason", default="", metavar="文字", help="理由")
@click.option("--number", default="", metavar="文号", help="文号")
@approved
@evidence_option
@day_option
@at_desk
@as_json
def uncased(
    desk: Desk,
    plots: tuple[str, ...],
    reason: str,
    number: str,
    approver: str,
    approved_by: str,
    paper: str,
    evidence: tuple[int, ...],
    day: dt.date | None,
    as_json: bool,
) -> None:
    who = (approver, approved_by, paper)
    _leave(desk, plots, WithoutCase.UNCASED, reason, number, who, evidence, day, as_json)


def _leave(
    desk: Desk,
    plots: tuple[str, ...],
    how: WithoutCase,
    reason: str,
    number: str,
    who: tuple[str, str, str],
    evidence: tuple[int, ...],
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.cases.acts.bringing import approver_named
    from weipian.programme.rectification.cases.acts.leaving import Leaving, act_of, leave
    from weipian.store.actors import require_may

    require_may(desk.policy, desk.actor, act_of(how))
    approver = approver_named(desk, *who, "、".join(plots))
    said = Leaving(how, day or clock(), reason, approver, number, evidence[0] if evidence else None)
    ids = leave(desk, plots, said)
    give({"plots": list(plots), "how": how.value, "records": ids}, f"已登记{how.label}：{'、'.join(plots)}", as_json)
