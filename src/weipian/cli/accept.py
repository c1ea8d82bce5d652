"""`weipian accept …`: each township's year scored, mended, concluded; laggards; the result for the prefecture."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.chinese import ChineseCommand, ChineseGroup
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.acceptance import Appraisal

if TYPE_CHECKING:
    from weipian.store.acting import Desk

accept = ChineseGroup(
    "accept",
    {
        "list": ("weipian.cli.accept:listed", "各乡镇验收一览，或一个乡镇的验收表"),
        "score": ("weipian.cli.accept:score", "给一项评分、列问题"),
        "mended": ("weipian.cli.accept_mend:mended", "乡镇登记问题已整改"),
        "recheck": ("weipian.cli.accept_mend:recheck", "验收人复查整改"),
        "drop": ("weipian.cli.accept_mend:drop", "撤销写错的问题"),
        "conclude": ("weipian.cli.accept:conclude", "作出验收结论，须本人办理"),
        "retract": ("weipian.cli.accept:retract", "撤回验收结论"),
        "laggards": ("weipian.cli.accept:laggards", "督导名单：谁滞后，为什么，督导过没有"),
        "supervise": ("weipian.cli.accept:supervise", "登记一次督导"),
        "result": ("weipian.cli.accept:result", "年度验收成果（报市），文字"),
        "export": ("weipian.cli.accept_sheets:export", "导出验收表给人填"),
        "import": ("weipian.cli.accept_sheets:take_in", "导入填好的验收表"),
        "undo": ("weipian.cli.accept_sheets:undo", "撤销一次验收表导入"),
    },
    help="执法验收（二(七)）：自然资源局专人逐乡镇评分、列问题、复查、下结论；分值为本系统所设。",
)
TODAY = click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
ON = click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")


@click.command(
    "list",
    cls=ChineseCommand,
    help="各乡镇一行；写明乡镇的，逐项列出：本系统所见的数字、来源、得分、问题。没有数字的事项由人查看。",
)
@click.argument("township", metavar="[乡镇]", required=False)
@TODAY
@at_desk
@as_json
def listed(desk: Desk, township: str | None, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.accepting.checklist import checklists
    from weipian.office.accepting.telling import as_json as row
    from weipian.office.accepting.telling import checklist_text, table_text

    day = today or clock()
    found = checklists(desk, day, township)
    one = township is not None and len(found) == 1
    text = checklist_text(found[0], desk.policy, day) if one else table_text(found, desk.policy)
    give({"townships": [row(each, day) for each in found], "notice": desk.policy.notice}, text, as_json)


@click.command(
    cls=ChineseCommand, help="给一个乡镇的一项评分（--score）、列出问题（--finding）；再评的以新的为准，旧的保留。"
)
@click.argument("township", metavar="乡镇")
@click.argument("item", metavar="事项")
@click.option("--score", "points", default="", metavar="分", help="得分，最多一位小数")
@click.option("--note", default="", metavar="文字", help="评分说明")
@click.option("--finding", default="", metavar="文字", help="发现的问题")
@click.option("--due", type=DAY, metavar="日期", help="问题的整改期限")
@ON
@at_desk
@as_json
def score(
    desk: Desk,
    township: str,
    item: str,
    points: str,
    note: str,
    finding: str,
    due: dt.date | None,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.report.acceptance.scoring import Scoring
    from weipian.programme.report.acceptance.scoring import score as scored

    done = scored(desk, [Scoring(township, item, points, note, finding, due)], day or clock())
    said = f"{township}　{item}" + (f"　{points} 分" if done.scores else "")
    numbers = "".join(f"　问题 {one} 号" for one in done.findings)
    give({"township": township, "scores": done.scores, "findings": list(done.findings)}, said + numbers, as_json)


@click.command(cls=ChineseCommand, help="作出验收结论：通过、整改后通过、不通过；须各项都已评分，由验收人本人办理。")
@click.argument("township", metavar="乡镇")
@click.argument("appraisal", metavar="结论", type=OneOf(Appraisal, "结论"))
@click.option("--text", required=True, metavar="文字", help="总体评价")
@ON
@at_desk
@as_json
def conclude(desk: Desk, township: str, appraisal: Appraisal, text: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.accepting.hinting import said_of
    from weipian.programme.report.acceptance.concluding import conclude as concluded

    number = concluded(desk, township, appraisal, text, day or clock())
    answer = {"acceptance": number, "township": township, "appraisal": appraisal.value}
    give(answer, f"{township}　验收结论：{appraisal.label}", as_json)
    say(said_of(desk, township, appraisal))


@click.command(cls=ChineseCommand, help="撤回验收结论，写明理由；原结论保留，撤回以后可以再评分。")
@click.argument("township", metavar="乡镇")
@click.option("--why", required=True, metavar="文字", help="理由")
@ON
@at_desk
@as_json
def retract(desk: Desk, township: str, why: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.report.acceptance.concluding import retract as retracted

    number = retracted(desk, township, why, day or clock())
    give({"acceptance": number, "township": township}, f"{township}　验收结论已撤回", as_json)


@click.command(
    cls=ChineseCommand, help="督导名单：违法问题突出、查处整改滞后的乡镇，情形由政策包设定，附数字和最近的督导。"
)
@TODAY
@at_desk
@as_json
def laggards(desk: Desk, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.accepting.checklist import checklists
    from weipian.office.accepting.telling import as_json as row
    from weipian.office.accepting.telling import laggards_text

    day = today or clock()
    found = [one for one in checklists(desk, day) if one.lags]
    keys = ("township", "lags", "supervised", "acts")
    rows = [{key: told for key, told in row(one, day).items() if key in keys} for one in found]
    give({"laggards": rows}, laggards_text(found), as_json)


@click.command(cls=ChineseCommand, help="登记一次督导：哪个乡镇、为什么、督导情况。")
@click.argument("township", metavar="乡镇")
@click.option("--why", required=True, metavar="文字", help="为什么督导")
@click.option("--told", required=True, metavar="文字", help="督导情况和要求")
@ON
@at_desk
@as_json
def supervise(desk: Desk, township: str, why: str, told: str, day: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.report.acceptance.concluding import supervise as supervised

    number = supervised(desk, township, why, told, day or clock())
    give({"supervision": number, "township": township}, f"{township}　已登记督导", as_json)


@click.command(cls=ChineseCommand, help="年度验收成果，可复制、报市；未作结论的照实写明。-o 写到文件。")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE.txt", help="写到文件")
@TODAY
@at_desk
@as_json
def result(desk: Desk, output: Path | None, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.accepting.checklist import checklists
    from weipian.office.accepting.hinting import written
    from weipian.office.accepting.telling import result_text
    from weipian.store.actors import require_may
    from weipian.terms.acting import Act

    day = today or clock()
    if output is not None:
        require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    text = result_text(checklists(desk, day), desk.policy, day)
    if output is not None:
        written(desk, output, text)
    give({"text": text, "output": str(output) if output else None}, text, as_json)
