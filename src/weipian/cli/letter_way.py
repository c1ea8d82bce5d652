"""`weipian letter check|sign|number|seal|send|receive|reply|withdraw`: the steps of a letter's way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.letter import number_argument
from weipian.cli.options import as_json
from weipian.cli.submit import day, today_option

if TYPE_CHECKING:
    from weipian.store.acting import Desk


def told(desk: Desk, number: int, word: str, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts.letters import letter_of

    one = letter_of(desk, number)
    give(
        {"letter": number, "state": one.state.value},
        f"第 {number} 号函件记录{word}，现在是“{one.state.label}”",
        as_json,
    )


@click.command(cls=ChineseCommand, help="核稿：由拟稿以外的人。不同意的用 --return 退改，写明理由。")
@number_argument
@click.option("--return", "back", is_flag=True, help="退改")
@click.option("--reason", default="", metavar="理由", help="为什么退改")
@today_option
@at_desk
@as_json
def check(desk: Desk, number: int, back: bool, reason: str, today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts import letters

    if back:
        letters.send_back(desk, number, reason)
    else:
        letters.check(desk, number, day(today))
    told(desk, number, "已退改" if back else "已核稿", as_json)


@click.command(cls=ChineseCommand, help="签发：由县卫片办负责人本人。")
@number_argument
@today_option
@at_desk
@as_json
def sign(desk: Desk, number: int, today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts import letters

    letters.sign(desk, number, day(today))
    told(desk, number, "已签发", as_json)


@click.command(cls=ChineseCommand, help="编号：写发文登记的函号，全年不重。")
@number_argument
@click.option("--number", "text", default="", metavar="函号", help="如 卫片函〔2023〕1号")
@today_option
@at_desk
@as_json
def number(desk: Desk, number: int, text: str, today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts import letters

    letters.give_number(desk, number, text, day(today))
    told(desk, number, "已编号", as_json)


@click.command(cls=ChineseCommand, help="用印。")
@number_argument
@today_option
@at_desk
@as_json
def seal(desk: Desk, number: int, today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts import letters

    letters.seal(desk, number, day(today))
    told(desk, number, "已用印", as_json)


@click.command(cls=ChineseCommand, help="发出：没有写回复期限的，从这一天起算。")
@number_argument
@today_option
@at_desk
@as_json
def send(desk: Desk, number: int, today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts import letters

    letters.send(desk, number, day(today))
    told(desk, number, "已发出", as_json)


@click.command(cls=ChineseCommand, help="签收：由收函的乡镇、部门，或由县卫片办照回执登记。")
@number_argument
@click.option("--receiver", default="", metavar="姓名", help="谁签收的")
@today_option
@at_desk
@as_json
def receive(desk: Desk, number: int, receiver: str, today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts import letters

    letters.receive(desk, number, day(today), receiver)
    told(desk, number, "已签收", as_json)


@click.command(cls=ChineseCommand, help="回复：写明整改落实情况或来文文号。")
@number_argument
@click.option("--text", default="", metavar="文字", help="回复的内容或文号")
@today_option
@at_desk
@as_json
def reply(desk: Desk, number: int, text: str, today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts import letters

    letters.reply(desk, number, day(today), text)
    told(desk, number, "已回复", as_json)


@click.command(cls=ChineseCommand, help="撤回：只在发出以前；发出以后须另行发函。")
@number_argument
@click.option("--reason", default="", metavar="理由", help="为什么撤回")
@at_desk
@as_json
def withdraw(desk: Desk, number: int, reason: str, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts import letters

    letters.withdraw(desk, number, reason)
    told(desk, number, "已撤回", as_json)
