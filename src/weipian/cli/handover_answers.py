"""`weipian handover answer`, `check`, `remind`, `undo`."""

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
from weipian.terms.handover import AnswerKind

if TYPE_CHECKING:
    from weipian.store.acting import Desk

KIND = OneOf(AnswerKind, "答复类型")


@click.command(
    cls=ChineseCommand,
    help="登记部门的答复：做了什么、哪一天、证据。可以多次：先部分处置，后办结。部门账号只能答复移交给本部门的，"
    "县卫片办可以照部门来文登记。",
)
@click.argument("patch", metavar="PATCH")
@click.option("--told", default="", metavar="文字", help="处理情况")
@click.option("--partial", "partly", is_flag=True, help="部分处置，还没有办结")
@click.option("--department", default="", metavar="部门", help="哪个部门的答复（只移交给一个部门的可以不写）")
@click.option("--evidence", multiple=True, type=int, metavar="证据号", help="证据号，可多次给出；须属于这个图斑")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天答复（默认今天）")
@at_desk
@as_json
def answer(
    desk: Desk,
    patch: str,
    told: str,
    partly: bool,
    department: str,
    evidence: tuple[int, ...],
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.handover.answering import Answering
    from weipian.programme.rectification.handover.answering import answer as answered

    kind = AnswerKind.PARTIAL if partly else AnswerKind.FINAL
    done = answered(desk, [Answering(patch, kind, day or clock(), told, department, evidence)])
    give(
        {"patch": patch, "answer": done.ids[0], "kind": kind.value},
        f"已登记答复（{kind.label}）：{patch}，答复编号 {done.ids[0]}",
        as_json,
    )


@click.command(cls=ChineseCommand, help="认可部门的答复（--accept），或者写明理由退回（--back）；退回后部门须再答复。")
@click.argument("number", metavar="答复编号", type=int)
@click.option("--accept/--back", "accepted", required=True, default=None, help="认可，或者退回")
@click.option("--reason", default="", metavar="文字", help="退回的理由")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")
@at_desk
@as_json
def check(desk: Desk, number: int, accepted: bool, reason: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.handover.answering import check_answer

    check_answer(desk, number, day or clock(), accepted=accepted, reason=reason)
    said = f"答复 {number} 已{'认可' if accepted else '退回'}"
    give({"answer": number, "accepted": accepted}, said, as_json)


@click.command(
    cls=ChineseCommand,
    help="催办一个部门：给出可以直接复制的文字（只有件数和日期），并记下谁在何时催办。默认只催过了期限（含内部日期）的。",
)
@click.argument("department", metavar="部门")
@click.option("--all", "everything", is_flag=True, help="没到期的也一并催办")
@click.option("--dry-run", is_flag=True, help="只看文字，不登记")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天催办（默认今天）")
@at_desk
@as_json
def remind(desk: Desk, department: str, everything: bool, dry_run: bool, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.rectification.handover.reminding import remind as reminded

    said = reminded(desk, department, day or clock(), everything=everything, dry_run=dry_run)
    told = {
        "department": department,
        "count": said.count,
        "late": said.late,
        "earliest": said.earliest.isoformat(),
        "text": said.text,
        "dry_run": dry_run,
    }
    give(told, said.text, as_json)


@click.command(
    cls=ChineseCommand,
    help="撤销登记有误的：移交写图斑编号和 --from 部门，答复用 --answer 编号，整批导入用 --sheet 编号（0 为最近一次）。"
    "原来的内容恢复，经过都留在日志里。",
)
@click.argument("patch", metavar="[PATCH]", required=False)
@click.option("--from", "department", metavar="部门", help="撤销移交给哪个部门的")
@click.option("--answer", "answer_of", type=int, metavar="编号", help="撤销一个答复")
@click.option("--sheet", type=int, metavar="编号", help="撤销一次导入；0 为最近一次")
@at_desk
@as_json
def undo(
    desk: Desk, patch: str | None, department: str | None, answer_of: int | None, sheet: int | None, as_json: bool
) -> None:
    from weipian.programme.rectification.handover import undoing
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act

    require_may(desk.policy, desk.actor, Act.HANDOVER_UNDONE)
    if [bool(patch and department), answer_of is not None, sheet is not None].count(True) != 1:
        raise UsageError("handover_undo_which")
    if answer_of is not None:
        undoing.undo_answer(desk, answer_of)
        give({"undone": "answer", "answer": answer_of}, f"已撤销答复 {answer_of}", as_json)
    elif sheet is not None:
        found = undoing.undo_sheet(desk, sheet or None)
        text = f"已撤销第 {found.number} 次导入（{found.kind.label}，{found.rows or '—'} 行）"
        give({"undone": "sheet", "sheet": found.number, "kind": found.kind.value, "rows": found.rows}, text, as_json)
    else:
        again = undoing.undo_handover(desk, patch or "", department or "")
        text = f"已撤销移交：{patch}　{department}" + ("，原来的移交恢复" if again else "")
        give({"undone": "handover", "patch": patch, "department": department, "restored": again}, text, as_json)
