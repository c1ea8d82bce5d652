"""`weipian right self-accept`, `apply-check`, `check-answer`, `confirm`, `undo`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.right import ON
from weipian.terms.errors import UsageError
from weipian.terms.rectification import CheckResult

if TYPE_CHECKING:
    from weipian.store.acting import Desk

PART = click.option("--part", default="", metavar="名称", help="分部分整改的，是哪一部分")
SCAN = click.option("--scan", type=int, metavar="证据号", help="签字盖章的扫描件的证据号")
NOTE = click.option("--note", default="", metavar="说明", help="说明")


@click.command("self-accept", cls=ChineseCommand, help="乡镇负责人自验，须本人办理；要有书面意见和签字的扫描件。")
@click.argument("plot", metavar="PLOT")
@click.option("--by", "accepted_by", required=True, metavar="姓名", help="到场验收的人，几个人用顿号隔开")
@click.option("--text", "told", required=True, metavar="文字", help="自验意见")
@SCAN
@PART
@ON
@at_desk
@as_json
def self_accept(
    desk: Desk,
    plot: str,
    accepted_by: str,
    told: str,
    scan: int | None,
    part: str,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.accepting import Accepting
    from weipian.programme.rectification.acts.accepting import self_accept as accepted

    key = accepted(desk, Accepting(plot, day or clock(), accepted_by, told, scan, part), follow)
    give({"self_acceptance": key, "plot": plot, "part": part}, f"已自验：{plot}{_named(part)}", as_json)


def _named(part: str) -> str:
    return f" 的「{part}」" if part else ""


@click.command(
    "apply-check",
    cls=ChineseCommand,
    help="拆除复耕达到面积线的（闸门 C），自验以后由县卫片办向市卫片办申请核验，须本人办理；问的是整个图斑。",
)
@click.argument("patch", metavar="PATCH")
@click.option("--number", required=True, metavar="文号", help="申请文号")
@SCAN
@NOTE
@ON
@at_desk
@as_json
def apply_check(
    desk: Desk, patch: str, number: str, scan: int | None, note: str, day: dt.date | None, as_json: bool
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.inspecting.gates import gates_now
    from weipian.programme.rectification.acts.checking import Applying
    from weipian.programme.rectification.acts.checking import apply_check as applied

    key = applied(desk, Applying(patch, number, day or clock(), scan, note), gates_now(desk.policy))
    give({"application": key, "patch": patch, "number": number}, f"已登记核验申请：{patch}　{number}", as_json)


@click.command("check-answer", cls=ChineseCommand, help="登记市卫片办对核验申请的答复：通过或未通过，文号和扫描件。")
@click.argument("patch", metavar="PATCH")
@click.option("--passed", is_flag=True, help="通过")
@click.option("--failed", is_flag=True, help="未通过")
@click.option("--number", required=True, metavar="文号", help="核验文号")
@SCAN
@NOTE
@ON
@at_desk
@as_json
def check_answer(
    desk: Desk,
    patch: str,
    passed: bool,
    failed: bool,
    number: str,
    scan: int | None,
    note: str,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.acts.checking import Answering
    from weipian.programme.rectification.acts.checking import check_answer as answered

    if passed == failed:
        raise UsageError("needs_one", names="--passed、--failed")
    result = CheckResult.PASSED if passed else CheckResult.FAILED
    key = answered(desk, Answering(patch, result, number, day or clock(), scan, note))
    give({"answer": key, "patch": patch, "result": result.value}, f"已登记核验结果：{patch}　{result.label}", as_json)


@click.command(
    cls=ChineseCommand,
    help="认定整改到位，须县卫片办负责人或自然资源局验收负责人本人办理：已自验、该过的闸门都过了、要的证据齐了才行；"
    "闸门待确认的也不行，会说明缺什么、由谁补。",
)
@click.argument("plot", metavar="PLOT")
@PART
@NOTE
@ON
@at_desk
@as_json
def confirm(desk: Desk, plot: str, part: str, note: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.inspecting.gates import gates_now
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.confirming import Confirming
    from weipian.programme.rectification.acts.confirming import confirm as confirmed

    key = confirmed(desk, Confirming(plot, day or clock(), part, note), gates_now(desk.policy), follow)
    give({"in_place": key, "plot": plot, "part": part}, f"已认定整改到位：{plot}{_named(part)}", as_json)


@click.command(
    cls=ChineseCommand,
    help="撤销一个地块最近的一次整改登记（含所在图斑的核验申请、答复），恢复原来的内容；"
    "--sheet 撤销一次导入的整改通知、进展或自验，不给编号就是最近一次。经过都留在日志里。",
)
@click.argument("plot", metavar="[PLOT]", required=False)
@click.option("--sheet", "sheet", is_flag=False, flag_value=0, type=int, metavar="[编号]", help="撤销一次导入")
@at_desk
@as_json
def undo(desk: Desk, plot: str | None, sheet: int | None, as_json: bool) -> None:
    from weipian.office.ledger.following import follow
    from weipian.office.righting.undone import undo_table
    from weipian.programme.rectification.acts.undoing import undo as undone

    if (plot is None) == (sheet is None):
        raise UsageError("needs_one", names="PLOT、--sheet")
    if plot is not None:
        kind = undone(desk, plot, follow)
        give({"plot": plot, "undone": kind.value}, f"已撤销：{plot} 的{kind.label}", as_json)
        return
    found = undo_table(desk, sheet or None)
    answer = {"undone": found.number, "rows": found.rows}
    give(answer, f"已撤销第 {found.number} 次导入（{found.kind.label}，{found.rows or '—'} 行）", as_json)
