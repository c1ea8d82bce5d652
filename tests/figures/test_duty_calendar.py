"""The calendar of duties, read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from read_figure import outside, overlapping, texts
from weipian.figures.duty_calendar import draw_duty_calendar, months_of
from weipian.figures.duty_values import Due, DutyCalendar, Light

TODAY = date(2023, 9, 27)
CALENDAR = DutyCalendar(
    title="澜屏县2023年卫片执法　期限日历",
    today=TODAY,
    dues=[
        Due(date(2023, 8, 5), "拆除复耕", 2, 2, Light.OVERDUE, "逾期 38 个工作日"),
        Due(date(2023, 9, 30), "季末审核", 1, 0, Light.SOON, "还有 1 个工作日"),
        Due(date(2023, 10, 20), "月度上报", 1, 14, Light.LATER, "还有 13 个工作日"),
        Due(date(2023, 10, 20), "季清", 4, 64, Light.LATER, "还有 13 个工作日"),
        Due(date(2023, 6, 25), "半年小结", 1, 0, Light.PAST, Light.PAST.look.label),
        Due(date(2024, 1, 20), "年度评估", 18, 300, Light.LATER, "还有 76 个工作日"),
    ],
    off=frozenset({date(2023, 9, 29), date(2023, 10, 2)}),
    made_up=frozenset({date(2023, 10, 7)}),
    unpublished=frozenset({date(2024, 5, 1)}),
    soon="3 个工作日内",
    notice="依据重建规则，未与原文核对",
)


@pytest.mark.requirement("E7")
def test_each_date_has_its_number_its_words_and_its_kinds() -> None:
    words = texts(draw_duty_calendar(CALENDAR))
    assert "2023-08-05 周六" in words
    assert "逾期 38 个工作日" in words
    assert "拆除复耕 2 项（2 个地块）" in words
    assert "季清 4 项（64 个地块）；月度上报 1 项（14 个地块）" in words
    assert words.count("5") == 12 + 1, "every month's 5th, and the five items of 20 October"
    assert "休" in words
    assert "班" in words
    assert not any("2023-06-25" in one for one in words), "past and perhaps done: on the calendar, not in the list"


def test_colour_shape_and_words_stand_together() -> None:
    looks = [light.look for light in Light]
    for key in ("label", "shape", "colour"):
        assert len({getattr(look, key) for look in looks}) == len(looks)
    words = texts(draw_duty_calendar(CALENDAR))
    assert {"逾期", "未到期", "临近期限（3 个工作日内）", "已过期限，办结与否未登记"} <= set(words)


def test_words_keep_apart_and_on_the_sheet() -> None:
    svg = draw_duty_calendar(CALENDAR)
    assert overlapping(svg) == []
    assert outside(svg) == []


def test_more_dates_than_fit_are_counted() -> None:
    days = [TODAY + timedelta(days=k) for k in range(1, 31)]
    many = replace(CALENDAR, dues=[Due(day, "核查", 1, 2, Light.LATER, "还有 9 个工作日") for day in days])
    assert "另有 18 个日期 18 项，见期限清单" in texts(draw_duty_calendar(many))
    assert "没有未办结的到期事项" in texts(draw_duty_calendar(replace(CALENDAR, dues=[])))


def test_a_long_stretch_shows_the_months_around_today() -> None:
    far = replace(CALENDAR, dues=[*CALENDAR.dues, Due(date(2031, 3, 1), "另", 1, 1, Light.LATER, "")])
    months = months_of(far)
    assert len(months) == 16
    assert TODAY.replace(day=1) in months
    assert len(months_of(replace(CALENDAR, dues=[]))) == 12
