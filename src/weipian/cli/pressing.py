"""`weipian remind`, `weipian bulletin`: what is to be pressed for, and how townships stand."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(cls=ChineseCommand, help="催办：可以直接复制的文字，只有件数和日期，没有图斑编号。")
@click.option("--township", metavar="乡镇", help="只写一个乡镇")
@click.option("--today", type=DAY, metavar="日期", help="按哪一天看（默认今天）")
@at_desk
@as_json
def remind(desk: Desk, township: str | None, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.closing.reminding import reminder_text, reminders_json, reminders_now

    day = today or clock()
    found = reminders_now(desk, day, township)
    give({"reminders": reminders_json(found)}, reminder_text(found, day), as_json)


@click.command(
    cls=ChineseCommand,
    help="通报用的数：各乡镇核查上报的质量和时效。逾期算在图斑当时所在的单位；休息日到期的不算乡镇逾期。",
)
@click.option("--today", type=DAY, metavar="日期", help="截至哪一天（默认今天）")
@at_desk
@as_json
def bulletin(desk: Desk, today: dt.date | None, as_json: bool) -> None:
    from weipian.cli.calc import clock
    from weipian.office.closing.bulletin import bulletin as counted
    from weipian.office.closing.bulletin import bulletin_text

    found = counted(desk, today or clock())
    give(found.as_json(), bulletin_text(found), as_json)
