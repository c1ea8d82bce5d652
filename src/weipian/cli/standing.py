"""`weipian duties`, `whatif`: how the county stands by its books, in the calculators' shapes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.calc import clock, in_time_from, with_notice
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json, planned
from weipian.cli.types import DAY
from weipian.terms.errors import UsageError

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(cls=ChineseCommand, help="期限：全年固定任务，各批图斑和整改通知的到期事项；已登记办结的不列。")
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看是否逾期（默认今天）")
@click.option("--township", metavar="乡镇", help="只看一个乡镇的图斑")
@at_desk
@as_json
def duties(desk: Desk, today: dt.date | None, township: str | None, as_json: bool) -> None:
    from weipian.office.ledger.standing import duties_json, duties_now, duties_text

    day = today or clock()
    found = duties_now(desk, township, day)
    give({"duties": duties_json(found, day)}, with_notice(duties_text(found, day), desk.policy), as_json)


@click.command(
    cls=ChineseCommand, help="整改测算：最少整改哪些地块，可使乡镇或全县降到比例线以下。只排先后，不改判定。"
)
@planned
@at_desk
@as_json
def whatif(desk: Desk, township: str | None, county: bool, today: dt.date | None, minimise: str, as_json: bool) -> None:
    from weipian.office.ledger.standing import whatif_now
    from weipian.programme.account.text import whatif_text

    if (township is None) != county:
        raise UsageError("needs_one", names="--township 与 --county")
    found = whatif_now(desk, township, in_time_from(today, desk.policy), minimise)
    give({**found.answer, "said": list(found.said)}, with_notice(whatif_text(found.answer), desk.policy), as_json)
    say(found.said)
