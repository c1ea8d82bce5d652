"""`weipian explain`: where every figure and every finding of a plot comes from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give
from weipian.cli.calc import clock
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY

if TYPE_CHECKING:
    from weipian.store.acting import Desk


@click.command(
    cls=ChineseCommand,
    help="说明一个地块：它是什么，下发、填报、实测面积各是多少，压在什么上面（查过没有的与没有查的分开说），"
    "规则怎么说、还缺什么，闸门、期限、谁在什么时候办了什么。",
)
@click.argument("plot", metavar="PLOT")
@click.option("--today", type=DAY, metavar="日期", help="从哪一天看期限，默认今天")
@at_desk
@as_json
def explain(desk: Desk, plot: str, today: date | None, as_json: bool) -> None:
    from weipian.office.places.before import before, row_json, section
    from weipian.programme.report.explain.answer import as_json as answer
    from weipian.programme.report.explain.answer import told
    from weipian.programme.report.explain.seen import seen as masked
    from weipian.programme.report.explain.text import as_text
    from weipian.store.eyes import eyes_of
    from weipian.store.queries.explain import story_of
    from weipian.store.queries.layers import all_layers
    from weipian.store.seeing import seen

    story = masked(story_of(plot, seen(desk)), eyes_of(desk.policy, desk.actor))
    one = told(story, all_layers(), desk.policy, today or clock())
    found = before(desk, story.plot.patch_id)
    told_before = {"before": [row_json(each) for each in found.rows], "before_looked": found.looked}
    text = f"{as_text(one)}\n{section(found)}"
    give({**answer(one), **told_before} if as_json else {}, text, as_json)
