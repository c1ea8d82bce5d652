"""`weipian ratio`: the live ratio, opened to its plots, day by day, and as it may become."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from weipian.cli.answer import give, say
from weipian.cli.calc import clock, with_notice
from weipian.cli.chinese import ChineseCommand
from weipian.cli.desk import at_desk
from weipian.cli.options import as_json
from weipian.cli.types import DAY, OneOf
from weipian.terms.account import By, Figure
from weipian.terms.errors import UsageError

if TYPE_CHECKING:
    from weipian.store.acting import Desk

FIGURES = "、".join(f"{one.value}（{one.label}）" for one in Figure)


@click.command(
    cls=ChineseCommand,
    help="问责比例：按工作区现在的判定和整改结果；填报面积优先，没有填报的用实测。旁列上级终判的、按实测面积的比例。"
    "--open 展开一个数到地块和条款；--history 逐日；--as-of 某一天的数；--forecast 推算到年度评估日。"
    f"可展开的数：{FIGURES}。",
)
@click.option("--open", "figure", type=OneOf(Figure, "可展开的数"), metavar="FIGURE", help="展开哪个数到地块和条款")
@click.option("--history", is_flag=True, help="逐日的比例")
@click.option("--from", "since", type=DAY, metavar="日期", help="--history 从哪一天起（默认第一个图斑下发之日）")
@click.option("--to", "until", type=DAY, metavar="日期", help="--history 到哪一天止（默认今天）")
@click.option("--as-of", "as_of", type=DAY, metavar="日期", help="某一天结束时的数")
@click.option(
    "--by",
    type=OneOf(By, "日期"),
    default=By.DAY,
    metavar="day|record",
    help="--history、--as-of 按事项本身的日期（day，默认）还是按登记的日期（record）",
)
@click.option("--forecast", is_flag=True, help="按已下的整改通知推算到年度评估日；不是承诺")
@click.option("--today", type=DAY, metavar="日期", help="--forecast 从哪一天看（默认今天）")
@click.option("--township", metavar="乡镇", help="只看一个乡镇")
@at_desk
@as_json
def ratio(
    desk: Desk,
    figure: Figure | None,
    history: bool,
    since: dt.date | None,
    until: dt.date | None,
    as_of: dt.date | None,
    by: By,
    forecast: bool,
    today: dt.date | None,
    township: str | None,
    as_json: bool,
) -> None:
    require_one_way(figure is not None, history, as_of is not None, forecast)
    if (since or until) and not history:
        raise UsageError("ratio_days_of_history")
    if figure is not None:
        opened(desk, figure, township, as_json)
    elif history:
        by_day(desk, since, until or clock(), by, township, as_json)
    elif as_of is not None:
        on_day(desk, as_of, by, township, as_json)
    elif forecast:
        foreseen(desk, today or clock(), township, as_json)
    else:
        now(desk, today or clock(), township, as_json)


def require_one_way(*ways: bool) -> None:
    """Raises UsageError where several were asked."""
    if sum(ways) > 1:
        raise UsageError("ratio_one_way")


def now(desk: Desk, today: dt.date, township: str | None, as_json: bool) -> None:
    from weipian.office.account.told import live_text
    from weipian.office.ledger.standing import ratio_now

    found = ratio_now(desk, today, township)
    give({**found.answer, "said": list(found.said)}, with_notice(live_text(found.answer), desk.policy), as_json)
    say(found.said)


def opened(desk: Desk, figure: Figure, township: str | None, as_json: bool) -> None:
    from weipian.office.account.opening import open_figure, opening_json, opening_text

    found = open_figure(desk, figure, township)
    give(opening_json(found), with_notice(opening_text(found), desk.policy), as_json)


def by_day(
    desk: Desk, since: dt.date | None, until: dt.date, by: By, township: str | None, as_json: bool
) -> None:  # fmt: skip
    from weipian.office.account.by_day import Days, course, course_json, course_text

    found = course(desk, Days(since, until, by, township))
    give(course_json(found), with_notice(course_text(found), desk.policy), as_json)


def on_day(desk: Desk, day: dt.date, by: By, township: str | None, as_json: bool) -> None:
    from weipian.office.account.by_day import ratio_on
    from weipian.programme.account.text import ratio_text

    found = ratio_on(desk, day, by, township)
    text = f"截至 {day}（{by.label}）\n{ratio_text(found)}"
    give(found, with_notice(text, desk.policy), as_json)


def foreseen(desk: Desk, today: dt.date, township: str | None, as_json: bool) -> None:
    from weipian.office.account.foreseen import forecast_json, forecast_now, forecast_text

    found = forecast_now(desk, today, township)
    give(forecast_json(found), with_notice(forecast_text(found), desk.policy), as_json)
