"""`weipian letter …`: a letter's way from its draft to its reply."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import Option, as_json
from weipian.cli.periods import period_of
from weipian.cli.submit import day, today_option
from weipian.cli.types import DAY, OneOf
from weipian.terms.pressing import LetterKind, LetterStage

if TYPE_CHECKING:
    from weipian.store.acting import Desk

letter = ChineseGroup(
    "letter",
    {
        "warning": ("weipian.cli.letter:warning", "警示提醒函：据某一阶段的结果拟稿"),
        "advice": ("weipian.cli.letter:advice", "自然资源执法监督建议函：拟稿"),
        "edit": ("weipian.cli.letter:edit", "改稿"),
        "check": ("weipian.cli.letter_way:check", "核稿：由拟稿以外的人；不同意的 --return 退改"),
        "sign": ("weipian.cli.letter_way:sign", "签发：由负责人本人"),
        "number": ("weipian.cli.letter_way:number", "编号"),
        "seal": ("weipian.cli.letter_way:seal", "用印"),
        "send": ("weipian.cli.letter_way:send", "发出"),
        "receive": ("weipian.cli.letter_way:receive", "签收"),
        "reply": ("weipian.cli.letter_way:reply", "回复"),
        "withdraw": ("weipian.cli.letter_way:withdraw", "撤回：发出以前"),
        "list": ("weipian.cli.letter_tables:listed", "各件函走到哪一步、是否逾期、谁能办什么"),
        "show": ("weipian.cli.letter_tables:show", "函的正文，和每个数是哪些地块"),
        "template": ("weipian.cli.letter_tables:template", "导出签收回复表，填好用 import 导入"),
        "import": ("weipian.cli.letter_tables:take_in", "导入签收回复表：一批，可整批撤销"),
        "undo": ("weipian.cli.letter_tables:undo", "撤销一次签收回复表导入"),
    },
    help="函件：拟稿、核稿、签发、编号、用印、发出、签收、回复。",
)
number_argument = click.argument("number", metavar="编号", type=int)
problems_option: Option = click.option(
    "--problem", "problems", multiple=True, metavar="文字", help="存在问题，一条一次"
)
demands_option: Option = click.option("--demand", "demands", multiple=True, metavar="文字", help="要求，一条一次")
contact_option: Option = click.option("--contact", metavar="文字", help="联系人、电话")
copies_option: Option = click.option("--copy", "copies", multiple=True, metavar="单位", help="抄送，一个单位一次")
due_option: Option = click.option("--due", type=DAY, metavar="日期", help="回复期限（默认发出后按政策包的日数）")


def _drafting(kind: LetterKind) -> click.Command:
    @click.command(
        kind.value,
        cls=ChineseCommand,
        help=f"拟一份{kind.label}：数字由登记或某一期关闭的数算出，问题、要求由人写；拟完用 letter show 看正文。",
    )
    @click.option("--to", required=True, metavar="乡镇|部门", help="发给哪个乡镇或部门")
    @click.option(
        "--stage", type=OneOf(LetterStage, "阶段"), required=True, metavar="阶段", help="月清、月核、季度小结、年度汇总"
    )
    @click.option("--period", metavar="期间", help="据哪一期关闭的数，如 month:2023-08（默认按登记现状）")
    @click.option("--mechanism", type=int, metavar="编号", help="哪一项已提请的机制")
    @problems_option
    @demands_option
    @contact_option
    @copies_option
    @due_option
    @today_option
    @at_desk
    @as_json
    def drafting(desk: Desk, to: str, stage: LetterStage, period: str | None, today: dt.date | None, as_json: bool,
                 **own: Any) -> None:  # fmt: skip
        from weipian.office.pressing.letters import require_fits, shown
        from weipian.office.pressing.reckoning import wanted_of
        from weipian.programme.report.pressing.acts.letters import Draft, draft
        from weipian.store.actors import require_may
        from weipian.terms.acting import Act

        require_may(desk.policy, desk.actor, Act.LETTER_DRAFTED)
        of = period_of(period)
        require_fits(stage, of)
        whom = (to.strip(), "") if to.strip() in desk.policy.townships else ("", to.strip())
        own["contact"] = own["contact"] or ""
        key = draft(desk, Draft(kind, stage, *whom, **own), wanted_of(desk, of, day(today)), day(today))
        text = shown(desk, key, day(today)).text
        give({"letter": key, "kind": kind.value, "text": text}, f"{text}\n已拟稿，记录编号 {key}", as_json)

    return drafting


warning = _drafting(LetterKind.WARNING)
advice = _drafting(LetterKind.ADVICE)


@click.command(cls=ChineseCommand, help="改稿：给出的各项代替原来的，没有给的不变；核过的改了要重新核。")
@number_argument
@problems_option
@demands_option
@contact_option
@copies_option
@due_option
@today_option
@at_desk
@as_json
def edit(desk: Desk, number: int, today: dt.date | None, as_json: bool, **own: Any) -> None:
    from weipian.programme.report.pressing.acts.letters import edit as edited

    given = {name: list(text) if isinstance(text, tuple) else text for name, text in own.items() if text}
    edited(desk, number, given, day(today))
    give({"letter": number, "changed": sorted(given)}, f"第 {number} 号函件记录已改稿", as_json)
