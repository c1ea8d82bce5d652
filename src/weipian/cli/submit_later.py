"""`weipian submit later|later-list`: what is entered on the second platform afterwards, and what still lacks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.submit import day, today_option
from weipian.cli.types import OneOf
from weipian.terms.errors import UsageError
from weipian.terms.submission import LaterKind

if TYPE_CHECKING:
    from weipian.programme.submission.acts.later import Later
    from weipian.store.acting import Desk
    from weipian.store.queries.submission import LaterHere


@click.command(cls=ChineseCommand, help="补录：整改、补办到位的补到自然资源综合监测平台，写明什么、何时、凭哪份证据。")
@click.argument("plot", metavar="[地块]", required=False)
@click.option("--what", type=OneOf(LaterKind, "补录"), metavar="内容", help="拆除复耕到位、补办手续到位、没收到位等")
@click.option("--evidence", type=int, metavar="证据号", help="验收、批准材料的证据号")
@click.option("--note", default="", metavar="说明", help="备注")
@today_option
@at_desk
@as_json
def later(
    desk: Desk,
    plot: str | None,
    what: LaterKind | None,
    evidence: int | None,
    note: str,
    today: dt.date | None,
    as_json: bool,
) -> None:
    from weipian.programme.submission.acts.later import add_later

    if plot is None or what is None or evidence is None:
        raise UsageError("needs_one", names="地块、--what、--evidence")
    key = add_later(desk, plot, what, day(today), evidence, note)
    give({"later": key, "plot": plot, "what": what.value}, f"已补录：{plot}　{what.label}", as_json)


@click.command(
    "later-list",
    cls=ChineseCommand,
    help="补录清单：哪些地块补录了什么、何时、谁补的、凭哪份证据；整改、补办已到位而还没有补录的，由谁补。",
)
@click.option("--lacking", is_flag=True, help="只看还缺补录的")
@at_desk
@as_json
def listed(desk: Desk, lacking: bool, as_json: bool) -> None:
    from weipian.programme.submission.acts.later import later_list

    found = [one for one in later_list(desk) if not (lacking and one.is_whole)]
    lack = sum(not one.is_whole for one in found)
    text = "\n".join([*(_line(one) for one in found), f"共 {len(found)} 个地块，{lack} 个还缺"])
    give({"later": [_row(one) for one in found], "lacking": lack}, text, as_json)


def _line(one: Later) -> str:
    lines = [f"{one.plot}　{one.township}　{one.outcome.label}{f'（{one.since}）' if one.since else ''}"]
    lines += [f"    已补录：{_told(each)}" for each in one.added]
    lines += [f"    还缺：{one.lacks.label}的补录，由{one.who}办"] if one.lacks else []
    lines += [f"    第 {each.evidence} 号证据已依规移出，须另附材料重新补录（{one.who}）" for each in one.unpapered]
    return "\n".join(lines)


def _told(each: LaterHere) -> str:
    note = f"　{each.note}" if each.note else ""
    return f"{each.what.label}　{each.day}　{each.by}　第 {each.evidence} 号证据{note}"


def _row(one: Later) -> dict[str, object]:
    return {
        "plot": one.plot,
        "patch": one.patch,
        "township": one.township,
        "outcome": one.outcome.value or None,
        "since": one.since or None,
        "added": [
            {
                "what": each.what.value,
                "day": each.day.isoformat(),
                "by": each.by,
                "booked": each.at,
                "evidence": each.evidence,
                "note": each.note,
            }
            for each in one.added
        ],
        "lacks": one.lacks.value if one.lacks else None,
        "unpapered": [each.evidence for each in one.unpapered],
        "who": one.who,
    }
