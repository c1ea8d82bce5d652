"""`weipian mechanism …`: the four mechanisms side by side; machines show triggers, people propose, bodies decide."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.letter import number_argument
from weipian.cli.options import as_json
from weipian.cli.periods import period_of
from weipian.cli.submit import day, today_option
from weipian.cli.types import DAY, OneOf
from weipian.terms.pressing import Mechanism, Trigger

if TYPE_CHECKING:
    from weipian.store.acting import Desk

mechanism = ChineseGroup(
    "mechanism",
    {
        "triggers": ("weipian.cli.mechanism:triggers", "各乡镇符合哪些情形，附数字和地块；不提请、不决定"),
        "propose": ("weipian.cli.mechanism:propose", "提请通报提醒、约谈（对乡镇）或联合惩戒（对项目）"),
        "decide": ("weipian.cli.mechanism:decide", "决定：由决定机关本人"),
        "held": ("weipian.cli.mechanism:held", "登记县里开展约谈的日期（不起算乡镇的期限）"),
        "lift": ("weipian.cli.mechanism:lift", "解除：写明理由"),
        "withdraw": ("weipian.cli.mechanism:withdraw", "撤回提请：决定以前"),
        "list": ("weipian.cli.mechanism:listed", "四项机制各到哪一步、谁能办什么"),
        "step": ("weipian.cli.mechanism_papers:step", "项目的督促、拒不整改、已整改"),
        "steps": ("weipian.cli.mechanism_papers:steps", "项目的督促、拒不整改记录"),
        "refer": ("weipian.cli.mechanism_papers:refer", "移交问责：只记文号、日期、收件机关"),
        "receipt": ("weipian.cli.mechanism_papers:receipt", "移交问责的回执"),
        "referrals": ("weipian.cli.mechanism_papers:referrals", "移交问责登记（只有看得到约谈问责材料的人）"),
        "interview": ("weipian.cli.mechanism_papers:interview", "乡镇自行约谈：起算五个工作日"),
        "accountability": ("weipian.cli.mechanism_papers:accountability", "乡镇自行启动问责：起算五个工作日"),
        "papers": ("weipian.cli.mechanism_papers:papers", "报送约谈、问责材料"),
        "starts": ("weipian.cli.mechanism_papers:starts", "乡镇约谈、问责登记：缺什么材料、迟几个工作日"),
        "unstart": ("weipian.cli.mechanism_papers:unstart", "撤销登记有误的乡镇约谈、问责"),
    },
    help="四项机制：通报提醒、约谈、联合惩戒、移交问责，四项并列。机器只列情形，人提请，决定机关决定。",
)


@click.command(cls=ChineseCommand, help="各乡镇符合哪些情形，附数字和地块。提示线是本系统暂定的，只作提示。")
@click.option("--township", metavar="乡镇", help="只看一个乡镇")
@click.option("--period", metavar="期间", help="据哪一期关闭的数，如 month:2023-08（默认按登记现状）")
@today_option
@at_desk
@as_json
def triggers(desk: Desk, township: str | None, period: str | None, today: dt.date | None, as_json: bool) -> None:
    from weipian.office.pressing.triggers import triggers as asked
    from weipian.office.pressing.triggers import triggers_json, triggers_text

    found = asked(desk, period_of(period), day(today), township)
    give({"townships": triggers_json(found)}, triggers_text(found), as_json)


@click.command(
    cls=ChineseCommand,
    help="提请：通报提醒、约谈写 --township 和 --trigger；联合惩戒写 --project，要先有督促和拒不整改的记录。",
)
@click.argument("kind", metavar="机制", type=OneOf(Mechanism, "机制"))
@click.option("--township", default="", metavar="乡镇", help="对哪个乡镇")
@click.option("--project", default="", metavar="项目", help="对哪个项目（只限联合惩戒）")
@click.option("--person", default="", metavar="职务", help="约谈谁")
@click.option(
    "--trigger", "named", type=OneOf(Trigger, "情形"), multiple=True, metavar="情形", help="符合哪种情形，可多次"
)
@click.option("--because", default="", metavar="理由", help="为什么提请")
@click.option("--period", metavar="期间", help="据哪一期关闭的数（默认按登记现状）")
@today_option
@at_desk
@as_json
def propose(
    desk: Desk,
    kind: Mechanism,
    township: str,
    project: str,
    person: str,
    named: tuple[Trigger, ...],
    because: str,
    period: str | None,
    today: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.office.pressing.reckoning import wanted_of
    from weipian.programme.report.pressing.acts.mechanisms import Proposal
    from weipian.programme.report.pressing.acts.mechanisms import propose as proposed
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act

    require_may(desk.policy, desk.actor, Act.MECHANISM_PROPOSED)
    wanted = Proposal(kind, township, project, person, named, because)
    key = proposed(desk, wanted, wanted_of(desk, period_of(period), day(today)), day(today))
    give({"mechanism": key, "kind": kind.value}, f"已提请{kind.label}，编号 {key}，等决定机关决定", as_json)


@click.command(
    cls=ChineseCommand, help="决定启动或不启动（--decline），由决定机关本人。联合惩戒要写依据、签批人、解除日期。"
)
@number_argument
@click.option("--text", default="", metavar="文字", help="决定的内容")
@click.option("--decline", is_flag=True, help="不启动")
@click.option("--ground", default="", metavar="依据", help="法定依据")
@click.option("--signer", default="", metavar="签批人", help="谁签批")
@click.option("--ends", type=DAY, metavar="日期", help="解除日期")
@today_option
@at_desk
@as_json
def decide(
    desk: Desk,
    number: int,
    text: str,
    decline: bool,
    ground: str,
    signer: str,
    ends: dt.date | None,
    today: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.programme.report.pressing.acts.mechanisms import Decision
    from weipian.programme.report.pressing.acts.mechanisms import decide as decided

    one = decided(desk, number, Decision(not decline, text, ground, signer, ends), day(today))
    word = "决定不启动" if decline else "决定启动"
    give({"mechanism": number, "starts": not decline}, f"第 {number} 项（{one.kind.label}）{word}", as_json)


@click.command(cls=ChineseCommand, help="登记县里开展约谈的日期；县里的约谈不起算乡镇报材料的期限。")
@number_argument
@today_option
@at_desk
@as_json
def held(desk: Desk, number: int, today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts.mechanisms import held as was_held

    was_held(desk, number, day(today))
    give({"mechanism": number, "held_on": day(today).isoformat()}, f"第 {number} 项约谈已开展", as_json)


@click.command(cls=ChineseCommand, help="解除：由决定机关，写明理由。")
@number_argument
@click.option("--reason", default="", metavar="理由", help="为什么解除")
@today_option
@at_desk
@as_json
def lift(desk: Desk, number: int, reason: str, today: dt.date | None, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts.mechanisms import lift as lifted

    one = lifted(desk, number, reason, day(today))
    give({"mechanism": number, "lifted": True}, f"第 {number} 项（{one.kind.label}）已解除", as_json)


@click.command(cls=ChineseCommand, help="撤回提请：只在决定以前，写明理由。")
@number_argument
@click.option("--reason", default="", metavar="理由", help="为什么撤回")
@at_desk
@as_json
def withdraw(desk: Desk, number: int, reason: str, as_json: bool) -> None:
    from weipian.programme.report.pressing.acts.mechanisms import withdraw as withdrawn

    one = withdrawn(desk, number, reason)
    give({"mechanism": number, "withdrawn": True}, f"第 {number} 项（{one.kind.label}）已撤回", as_json)


@click.command("list", cls=ChineseCommand, help="四项机制各到哪一步、现在谁能办什么；移交问责另见 referrals。")
@today_option
@at_desk
@as_json
def listed(desk: Desk, today: dt.date | None, as_json: bool) -> None:
    from weipian.office.pressing.mechanisms import listed as every
    from weipian.office.pressing.mechanisms import mechanism_line

    found = every(desk, day(today))
    give({"mechanisms": found}, "\n".join([*map(mechanism_line, found), f"共 {len(found)} 项"]), as_json)
