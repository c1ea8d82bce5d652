"""`weipian object take`, `answer`, `paper`, `withdraw`, `undo`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.objection import ObjectionResult

if TYPE_CHECKING:
    from weipian.store.acting import Desk

ON = click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")
NUMBER = click.argument("number", metavar="异议编号", type=int)


@click.command(cls=ChineseCommand, help="受理异议；不予受理的加 --refuse 并写明理由。")
@NUMBER
@click.option("--refuse", is_flag=True, help="不予受理")
@click.option("--reason", default="", metavar="文字", help="理由")
@ON
@at_desk
@as_json
def take(desk: Desk, number: int, refuse: bool, reason: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.report.objection.answering import take_up

    step = take_up(desk, number, taken=not refuse, reason=reason, day=day or clock())
    said = "不予受理" if refuse else "已受理"
    give({"step": step, "objection": number, "taken": not refuse}, f"异议 {number} 号　{said}", as_json)


@click.command(
    cls=ChineseCommand, help="答复异议：成立、部分成立、不成立，写明理由和文号。成立的列为待改正，改正另行办理。"
)
@NUMBER
@click.argument("result", metavar="结果", type=OneOf(ObjectionResult, "结果"))
@click.option("--reason", required=True, metavar="文字", help="理由")
@click.option("--paper", required=True, metavar="文号", help="答复文号")
@ON
@at_desk
@as_json
def answer(
    desk: Desk, number: int, result: ObjectionResult, reason: str, paper: str, day: dt.date | None, as_json: bool
) -> None:
    from weipian.cli.calc import clock
    from weipian.office.objecting.kept import keeping
    from weipian.programme.report.objection.answering import Answering
    from weipian.programme.report.objection.answering import answer as answered

    step = answered(desk, number, Answering(result, reason, paper, day or clock()), keeping())
    more = "；已列为待改正" if result.wants_correction else ""
    given = {"step": step, "objection": number, "result": result.value}
    give(given, f"异议 {number} 号　{result.label}{more}", as_json)


@click.command(cls=ChineseCommand, help="答复文稿：写明不停止、不代替陈述申辩、听证、复议、诉讼；可复制。")
@NUMBER
@at_desk
@as_json
def paper(desk: Desk, number: int, as_json: bool) -> None:
    from weipian.office.objecting.paper import paper_of

    text = paper_of(desk, number)
    give({"objection": number, "text": text}, text, as_json)


@click.command(cls=ChineseCommand, help="撤回异议：乡镇撤回自己的；代当事人登记的由县卫片办撤回。答复以后不能撤回。")
@NUMBER
@click.option("--reason", default="", metavar="文字", help="为什么撤回")
@ON
@at_desk
@as_json
def withdraw(desk: Desk, number: int, reason: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.report.objection.raising import withdraw as withdrawn

    step = withdrawn(desk, number, reason, day or clock())
    give({"step": step, "objection": number}, f"异议 {number} 号　已撤回", as_json)


@click.command(cls=ChineseCommand, help="撤销写错的最后一步（受理、不予受理、答复）；原来的保留。")
@NUMBER
@at_desk
@as_json
def undo(desk: Desk, number: int, as_json: bool) -> None:
    from weipian.programme.report.objection.answering import undo_step

    kind = undo_step(desk, number)
    give({"objection": number, "undone": kind.value}, f"异议 {number} 号　已撤销「{kind.label}」", as_json)
