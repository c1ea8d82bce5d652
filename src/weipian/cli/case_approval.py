"""`weipian case approval …`: 补办用地手续 after the penalty."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.case_options import day_option, evidence_option
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import Function, as_json
from weipian.cli.types import OneOf
from weipian.terms.cases import ApprovalLevel

if TYPE_CHECKING:
    from weipian.programme.rectification.cases.acts.approving import Applying
    from weipian.store.acting import Desk

approval = ChineseGroup(
    "approval",
    {
        "check": ("weipian.cli.case_approval:check", "这个地块县里能不能推动补办，差什么"),
        "apply": ("weipian.cli.case_approval:applied", "登记补办申请"),
        "grant": ("weipian.cli.case_approval:grant", "登记批准：文号、日期、机关"),
        "refuse": ("weipian.cli.case_approval:refuse", "登记未获批准"),
        "tick": ("weipian.cli.case_approval:tick", "增减挂钩：平台已勾选“其他建设用地审批手续”"),
        "list": ("weipian.cli.case_approval:listed", "补办到了哪一步"),
        "export": ("weipian.cli.bulk_tables:approval_out", "导出要填的表：补办申请、批复"),
        "import": ("weipian.cli.bulk_tables:approval_in", "导入填好的表，可整批撤销"),
        "undo-import": ("weipian.cli.bulk_tables:approval_undo", "撤销一次导入"),
        "sheets": ("weipian.cli.bulk_tables:approval_sheets", "有过哪些导入"),
    },
    help="补办用地手续：处罚决定以后，符合政策、规划、审批层级的才推动；不明的不推动并说明原因。",
)
LEVEL = OneOf(ApprovalLevel, "层级")
YES_NO = click.Choice(["是", "否"])
ANSWERS = {"是": True, "否": False, None: None}


def conditions(function: Function) -> Function:
    """What the plan asks of a project before it may be approved afterwards."""
    for option in (
        click.option("--linked", is_flag=True, help="通过城乡建设用地增减挂钩补办"),
        click.option("--plan", type=YES_NO, metavar="是|否", help="是否符合规划"),
        click.option("--industry", type=YES_NO, metavar="是|否", help="是否符合国家产业政策"),
        click.option("--level", type=LEVEL, metavar="层级", help="批准层级：县级、市级、自治区级、国家级"),
    ):
        function = option(function)
    return function


def _applying(
    day: dt.date | None,
    level: ApprovalLevel | None,
    industry: str | None,
    plan: str | None,
    linked: bool,
    evidence: tuple[int, ...] = (),
) -> Applying:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.cases.acts.approving import Applying

    own = evidence[0] if evidence else None
    return Applying(day or clock(), level, ANSWERS[industry], ANSWERS[plan], linked, own)


@click.command(cls=ChineseCommand, help="看这个地块县里能不能推动补办；差的和不明的逐条说明。不写入。")
@click.argument("plot", metavar="PLOT")
@conditions
@at_desk
@as_json
def check(
    desk: Desk,
    plot: str,
    level: ApprovalLevel | None,
    industry: str | None,
    plan: str | None,
    linked: bool,
    as_json: bool,
) -> None:
    from weipian.office.cases.approvals import against

    found = against(desk, plot, _applying(None, level, industry, plan, linked))
    rows = [{"key": one.key, "unknown": one.unknown, "said": one.said, "clause": one.clause} for one in found]
    lines = [f"{'不明' if one.unknown else '不符合'}：{one.said}（{one.clause}）" for one in found]
    text = "\n".join([f"{plot}：{'不能推动补办' if found else '可以推动补办'}", *lines])
    give({"plot": plot, "pursued": not found, "against": rows}, text, as_json)


@click.command(
    "apply", cls=ChineseCommand, help="登记补办申请；还没有处罚决定的、不符合条件或条件不明的不登记，并说明原因。"
)
@click.argument("plot", metavar="PLOT")
@conditions
@evidence_option
@day_option
@at_desk
@as_json
def applied(
    desk: Desk,
    plot: str,
    level: ApprovalLevel | None,
    industry: str | None,
    plan: str | None,
    linked: bool,
    evidence: tuple[int, ...],
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.office.cases.ground import ground
    from weipian.programme.rectification.cases.acts.approving import apply

    key = apply(desk, plot, _applying(day, level, industry, plan, linked, evidence), ground)
    give({"plot": plot, "approval": key}, f"已登记补办申请：{plot}", as_json)


@click.command(
    cls=ChineseCommand,
    help="登记补办批准；地块的整改结果随之为已补办。增减挂钩的要平台勾选以后才算。"
    "上级直接批准、县里没有推动的加 --higher。",
)
@click.argument("plot", metavar="PLOT")
@click.option("--number", default="", metavar="文号", help="批准文号")
@click.option("--authority", default="", metavar="机关", help="批准机关")
@click.option("--level", type=LEVEL, metavar="层级", help="批准层级")
@click.option("--linked", is_flag=True, help="通过增减挂钩补办")
@click.option("--ticked", is_flag=True, help="平台已勾选“其他建设用地审批手续”")
@click.option("--higher", is_flag=True, help="上级直接批准，县里没有推动")
@evidence_option
@day_option
@at_desk
@as_json
def grant(
    desk: Desk,
    plot: str,
    number: str,
    authority: str,
    level: ApprovalLevel | None,
    linked: bool,
    ticked: bool,
    higher: bool,
    evidence: tuple[int, ...],
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.cases.acts.approving import Granting
    from weipian.programme.rectification.cases.acts.approving import grant as granted
    from weipian.terms.cases import ApprovalStage

    said = Granting(
        ApprovalStage.GRANTED,
        day or clock(),
        number,
        authority,
        level,
        linked or None,
        ticked or None,
        higher,
        evidence=evidence[0] if evidence else None,
    )
    key = granted(desk, plot, said, follow)
    give({"plot": plot, "approval": key}, f"已登记补办批准：{plot}", as_json)


@click.command(cls=ChineseCommand, help="登记补办未获批准，写明理由。")
@click.argument("plot", metavar="PLOT")
@click.option("--reason", default="", metavar="文字", help="理由")
@day_option
@at_desk
@as_json
def refuse(desk: Desk, plot: str, reason: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.cases.acts.approving import Granting
    from weipian.programme.rectification.cases.acts.approving import grant as granted
    from weipian.terms.cases import ApprovalStage

    key = granted(desk, plot, Granting(ApprovalStage.REFUSED, day or clock(), reason=reason), follow)
    give({"plot": plot, "approval": key}, f"已登记未获批准：{plot}", as_json)


@click.command(cls=ChineseCommand, help="增减挂钩补办的，登记平台已勾选“其他建设用地审批手续”；从这天起算已补办。")
@click.argument("plot", metavar="PLOT")
@day_option
@at_desk
@as_json
def tick(desk: Desk, plot: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.cases.acts.approving import tick as ticked

    key = ticked(desk, plot, day or clock(), follow)
    give({"plot": plot, "approval": key}, f"已登记勾选：{plot}", as_json)


@click.command("list", cls=ChineseCommand, help="补办到了哪一步：申请、批准（文号、机关）、未获批准，算不算已补办。")
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.office.cases.told import approval_line, said_json
    from weipian.office.inspecting.able import Ables
    from weipian.store.queries.beside_cases import said_of_plots
    from weipian.store.seeing import seen
    from weipian.terms.acting import Act
    from weipian.terms.cases import ApprovalStage

    ables = [able.as_json() for able in Ables(desk, (Act.RETROSPECTIVE_GRANTED,)).of(None)]
    said = [said_json(desk, "later_approval", one) for one in said_of_plots("later_approval", seen(desk))]
    rows = [{**one, "acts": ables if one["stage"] == ApprovalStage.APPLIED.value else []} for one in said]
    give({"approvals": rows}, "\n".join([*map(approval_line, rows), f"共 {len(rows)} 个地块"]), as_json)
