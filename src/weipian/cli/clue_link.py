"""`weipian clue done`, `link`, `unlink`, `drop`."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.places import ClueDone

if TYPE_CHECKING:
    from weipian.store.acting import Desk

NUMBER = click.argument("number", metavar="线索编号", type=int)
ON = click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")


@click.command(cls=ChineseCommand, help="登记对一条线索做了什么：劝阻、责令停止、报告、转交、查无此事。")
@NUMBER
@click.argument("what", metavar="措施", type=OneOf(ClueDone, "措施"))
@click.option("--paper", default="", metavar="文号", help="文书编号")
@ON
@at_desk
@as_json
def done(desk: Desk, number: int, what: ClueDone, paper: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.intake.acts.clues import handle_clue

    handle_clue(desk, number, what, day or clock(), paper)
    give({"clue": number, "done": what.value}, f"线索 {number} 号　{what.label}", as_json)


@click.command(cls=ChineseCommand, help="并入已下发的图斑；不写图斑的，按位置只压到一个图斑时并入它。")
@NUMBER
@click.argument("patch", metavar="[PATCH]", required=False)
@ON
@at_desk
@as_json
def link(desk: Desk, number: int, patch: str | None, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.places.linking import link_clue

    found, how = link_clue(desk, number, patch, day or clock())
    answer = {"clue": number, "patch": found, "how": how.value}
    give(answer, f"线索 {number} 号　已并入 {found}（{how.label}）", as_json)


@click.command(cls=ChineseCommand, help="取消并入：并错的退回为线索。")
@NUMBER
@at_desk
@as_json
def unlink(desk: Desk, number: int, as_json: bool) -> None:
    from weipian.programme.intake.acts.clues import unlink as taken_off

    taken_off(desk, number)
    give({"clue": number}, f"线索 {number} 号　已取消并入", as_json)


@click.command(cls=ChineseCommand, help="撤销写错的线索；已并入图斑的先取消并入。原来的保留。")
@NUMBER
@at_desk
@as_json
def drop(desk: Desk, number: int, as_json: bool) -> None:
    from weipian.programme.intake.acts.clues import drop_clue

    drop_clue(desk, number)
    give({"dropped": number}, f"线索 {number} 号已撤销", as_json)
