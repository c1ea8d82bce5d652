"""`weipian accept mended`, `recheck`, `drop`: what was found at an acceptance, until it is put right."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY
from weipian.terms.acceptance import MendKind
from weipian.terms.errors import UsageError

if TYPE_CHECKING:
    from weipian.store.acting import Desk

ON = click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")


@click.command(cls=ChineseCommand, help="登记验收发现的问题已整改，写明怎样整改；由乡镇办，验收人可以代为登记。")
@click.argument("finding", metavar="问题编号", type=int)
@click.option("--text", required=True, metavar="文字", help="怎样整改")
@ON
@at_desk
@as_json
def mended(desk: Desk, finding: int, text: str, day: dt.date | None, as_json: bool) -> None:
    _say(desk, finding, MendKind.MENDED, text, day, as_json)


@click.command(cls=ChineseCommand, help="复查整改：通过（--pass）或不通过（--back，退回再改），写明所见。")
@click.argument("finding", metavar="问题编号", type=int)
@click.option("--pass", "passed", is_flag=True, help="复查通过")
@click.option("--back", is_flag=True, help="复查不通过")
@click.option("--text", required=True, metavar="文字", help="复查所见")
@ON
@at_desk
@as_json
def recheck(desk: Desk, finding: int, passed: bool, back: bool, text: str, day: dt.date | None, as_json: bool) -> None:
    if passed == back:
        raise UsageError("needs_one", names="--pass、--back")
    _say(desk, finding, MendKind.RECHECKED if passed else MendKind.SENT_BACK, text, day, as_json)


def _say(desk: Desk, finding: int, kind: MendKind, text: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.report.acceptance.mending import say_mended

    number = say_mended(desk, finding, kind, text, day or clock())
    give({"mend": number, "finding": finding, "kind": kind.value}, f"问题 {finding} 号　{kind.label}", as_json)


@click.command(cls=ChineseCommand, help="撤销写错的问题；已登记整改的不能撤销。原来的保留。")
@click.argument("finding", metavar="问题编号", type=int)
@at_desk
@as_json
def drop(desk: Desk, finding: int, as_json: bool) -> None:
    from weipian.programme.report.acceptance.mending import drop_finding

    drop_finding(desk, finding)
    give({"dropped": finding}, f"问题 {finding} 号已撤销", as_json)
