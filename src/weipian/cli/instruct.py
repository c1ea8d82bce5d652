"""`weipian instruct ask|answer|undo|list`: requests for instructions and their answers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY

if TYPE_CHECKING:
    from weipian.store.acting import Desk
    from weipian.store.queries.instructions import Asked

instruct = ChineseGroup(
    "instruct",
    {
        "ask": ("weipian.cli.instruct:ask", "就一个图斑请示上级"),
        "answer": ("weipian.cli.instruct:answer", "登记上级的答复"),
        "undo": ("weipian.cli.instruct:undo", "撤回登记错的请示（答复之前）"),
        "list": ("weipian.cli.instruct:listed", "请示了哪些，答复了没有"),
    },
    help="请示报告：重大、敏感事项先请示，答复前不作判定。",
)


@click.command(cls=ChineseCommand, help="就一个图斑请示上级：什么事、请示谁、文号、日期。")
@click.argument("patch", metavar="PATCH")
@click.option("--matter", required=True, metavar="事由", help="请示什么")
@click.option("--to", "addressee", required=True, metavar="机关", help="请示谁")
@click.option("--number", required=True, metavar="文号", help="请示的文号")
@click.option("--on", required=True, type=DAY, metavar="日期", help="请示的日期")
@at_desk
@as_json
def ask(desk: Desk, patch: str, matter: str, addressee: str, number: str, on: dt.date, as_json: bool) -> None:
    from weipian.programme.determination.review.instructing import Asking, ask

    key = ask(desk, Asking(patch, matter, addressee, number, on))
    give({"instruction": key, "patch": patch}, f"已登记请示（编号 {key}），答复前 {patch} 不作判定", as_json)


@click.command(cls=ChineseCommand, help="登记上级的答复；登记错了的再登记一次，旧的保留。")
@click.argument("key", metavar="编号", type=int)
@click.option("--text", required=True, metavar="内容", help="答复了什么")
@click.option("--on", required=True, type=DAY, metavar="日期", help="答复的日期")
@click.option("--number", default="", metavar="文号", help="答复的文号")
@at_desk
@as_json
def answer(desk: Desk, key: int, text: str, on: dt.date, number: str, as_json: bool) -> None:
    from weipian.programme.determination.review.instructing import answer

    found = answer(desk, key, text, on, number)
    give({"instruction": key, "patch": found.patch}, f"已登记对 {found.patch} 的答复", as_json)


@click.command(cls=ChineseCommand, help="撤回登记错的请示，经过留在日志里；已登记答复的不能撤回。")
@click.argument("key", metavar="编号", type=int)
@at_desk
@as_json
def undo(desk: Desk, key: int, as_json: bool) -> None:
    from weipian.programme.determination.review.instructing import take_back

    found = take_back(desk, key)
    give({"undone": key, "patch": found.patch}, f"已撤回对 {found.patch} 的请示（{found.number}）", as_json)


@click.command("list", cls=ChineseCommand, help="请示了哪些、答复了没有；各账号只看到自己看得到的图斑的。")
@at_desk
@as_json
def listed(desk: Desk, as_json: bool) -> None:
    from weipian.office.inspecting.able import Ables
    from weipian.store.actors import who_can
    from weipian.store.queries.about import about_patches
    from weipian.store.queries.instructions import instructions
    from weipian.store.seeing import seen
    from weipian.terms.acting import Act

    found, who = instructions(seen(desk)), who_can(desk.policy, Act.INSTRUCTION_ANSWERED)
    lines = [_line(one, who) for one in found]
    about, ables = about_patches(sorted({one.patch for one in found})), Ables(desk, (Act.INSTRUCTION_ANSWERED,))
    rows = [{**_row(one), "acts": [able.as_json() for able in ables.of(about.get(one.patch))]} for one in found]
    give({"instructions": rows}, "\n".join([*lines, f"共 {len(found)} 件"]), as_json)


def _row(one: Asked) -> dict[str, object]:
    return {
        "instruction": one.id,
        "patch": one.patch,
        "matter": one.matter,
        "to": one.addressee,
        "number": one.number,
        "asked": one.asked.isoformat(),
        "answer": one.answer or None,
        "answer_number": one.answer_number or None,
        "answered": one.answered.isoformat() if one.answered else None,
    }


def _line(one: Asked, who: str) -> str:
    answered = f"{one.answered} 答复：{one.answer}" if one.answered else f"未答复（答复到后由{who}登记）"
    return f"{one.id}　{one.patch}　{one.asked}　{one.addressee}　{one.number}　{one.matter}　{answered}"
