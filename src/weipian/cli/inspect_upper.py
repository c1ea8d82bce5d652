"""`weipian inspect upper`, `answer`, `uppers`: checks from above, and the county's answers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY
from weipian.terms.errors import UsageError
from weipian.terms.inspection import CheckAnswer

if TYPE_CHECKING:
    from weipian.office.inspecting.able import Able
    from weipian.store.acting import Desk
    from weipian.store.queries.upper import UpperHere


@click.command(cls=ChineseCommand, help="登记一次上级检查（含上级委托的技术单位）：谁来查、谁陪同、查出什么。")
@click.argument("plot", metavar="PLOT")
@click.option("--body", required=True, metavar="单位", help="检查单位，如 市卫片办")
@click.option("--unit", default="", metavar="单位", help="受委托的技术单位")
@click.option("--with", "accompanied", required=True, metavar="姓名", help="陪同人")
@click.option("--finding", required=True, metavar="文字", help="检查结果")
@click.option("--evidence", type=int, metavar="证据号", help="检查记录的证据号")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")
@at_desk
@as_json
def upper(
    desk: Desk,
    plot: str,
    body: str,
    unit: str,
    accompanied: str,
    finding: str,
    evidence: int | None,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.inspection.acts.upper import Checked, record_check

    number = record_check(desk, Checked(plot, body, day or clock(), finding, accompanied, unit, evidence))
    give({"check": number, "plot": plot}, f"已登记上级检查 {number} 号：{plot}　待确认或提出异议", as_json)


@click.command(cls=ChineseCommand, help="对一次上级检查作出确认或提出异议，附签字盖章的扫描件；再答复的以新的为准。")
@click.argument("number", metavar="编号", type=int)
@click.option("--confirm", is_flag=True, help="确认检查结果")
@click.option("--object", "objects", is_flag=True, help="提出异议，须写 --reason")
@click.option("--reason", default="", metavar="文字", help="异议的理由")
@click.option("--scan", type=int, metavar="证据号", help="签字盖章扫描件的证据号")
@click.option("--on", "day", type=DAY, metavar="日期", help="哪一天（默认今天）")
@at_desk
@as_json
def answer(
    desk: Desk,
    number: int,
    confirm: bool,
    objects: bool,
    reason: str,
    scan: int | None,
    day: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.cli.calc import clock
    from weipian.programme.inspection.acts.upper import Answering, answer_check

    if confirm == objects:
        raise UsageError("needs_one", names="--confirm、--object")
    said = CheckAnswer.CONFIRMED if confirm else CheckAnswer.OBJECTED
    answer_check(desk, number, Answering(said, day or clock(), scan, reason))
    give({"check": number, "answer": said.value}, f"上级检查 {number} 号：{said.label}", as_json)


@click.command(cls=ChineseCommand, help="有过哪些上级检查，没有答复的在前；各账号只看到自己看得到的。")
@at_desk
@as_json
def uppers(desk: Desk, as_json: bool) -> None:
    from weipian.office.inspecting.able import Ables
    from weipian.store.actors import About
    from weipian.store.queries.about import departments_of
    from weipian.store.queries.upper import upper_checks
    from weipian.store.seeing import seen
    from weipian.terms.acting import Act

    found = upper_checks(seen(desk))
    handed = departments_of(list({one.patch for one in found}))
    ables = Ables(desk, (Act.UPPER_CHECK_ANSWERED, Act.UPPER_CHECK_TAKEN_BACK))
    rows = [(one, ables.of(About(one.township, one.state, handed.get(one.patch, frozenset())))) for one in found]
    text = [*(_line(one, able) for one, able in rows), f"共 {len(found)} 次"]
    give({"checks": [_row(one, able) for one, able in rows]}, "\n".join(text), as_json)


def _row(one: UpperHere, ables: tuple[Able, ...]) -> dict[str, object]:
    return {
        "check": one.id,
        "plot": one.plot,
        "township": one.township,
        "body": one.body,
        "unit": one.unit,
        "on": one.day.isoformat(),
        "accompanied": one.accompanied,
        "finding": one.finding,
        "evidence": one.evidence,
        "by": one.by,
        "answer": one.answer or None,
        "reason": one.reason,
        "answered": one.answered.isoformat() if one.answered else None,
        "scan": one.scan,
        "acts": [able.as_json() for able in ables],
    }


def _line(one: UpperHere, ables: tuple[Able, ...]) -> str:
    from weipian.office.inspecting.able import told

    body = f"{one.body}（委托 {one.unit}）" if one.unit else one.body
    said = f"{CheckAnswer(one.answer).label}（{one.answered}）{one.reason}" if one.answer else "没有答复"
    return f"{one.id}　{one.plot}　{one.day}　{body}　陪同 {one.accompanied}　{one.finding}　{said}　{told(ables)}"
