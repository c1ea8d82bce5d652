"""`weipian inspect visit-back`, `upper-back`: what was written down wrongly is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.terms.inspection import InspectionKind

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(
    "visit-back",
    cls=ChineseCommand,
    help="撤回登记错了的一次核查或举证（编号见 inspect visits）：恢复登记以前的情况，撤回的留在日志里。"
    "登记的人撤回自己的，县卫片办可以撤回别人的；之后又有新内容、拆分过或已判定的不能撤回，另登记一次改正。",
)
@click.argument("number", metavar="编号", type=int)
@at_desk
@as_json
def visit_back(desk: Desk, number: int, as_json: bool) -> None:
    from weipian.office.ledger.following import follow
    from weipian.programme.inspection.acts.taking_back import take_back_visit

    found = take_back_visit(desk, number, follow)
    text = f"已撤回 {number} 号{InspectionKind(found.kind).label}：{found.plot}，恢复原来的情况"
    give({"inspection": number, "plot": found.plot, "kind": found.kind}, text, as_json)


@click.command(
    "upper-back",
    cls=ChineseCommand,
    help="撤回登记错了的一次上级检查（编号见 inspect uppers）；已经答复的不能撤回。撤回的留在日志里。",
)
@click.argument("number", metavar="编号", type=int)
@at_desk
@as_json
def upper_back(desk: Desk, number: int, as_json: bool) -> None:
    from weipian.programme.inspection.acts.taking_back import take_back_check

    plot = take_back_check(desk, number)
    give({"check": number, "plot": plot}, f"已撤回 {number} 号上级检查：{plot}", as_json)
