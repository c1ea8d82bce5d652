"""The chart of the ratio by day: steps at their days, days of reaching marked, no line where nothing counts."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from weipian.figures.ratio_course import LEFT, RIGHT, Panel, Reading, draw_ratio_course
from weipian.figures.svg import units

SINCE, UNTIL = date(2023, 8, 1), date(2023, 11, 9)
"""A hundred days."""


def drawn(*readings: Reading) -> str:
    return draw_ratio_course([Panel("甲镇", readings, Fraction(15, 100))], SINCE, UNTIL, "题", "", 171)


@pytest.mark.requirement("E3")
def test_a_step_stands_at_its_day_and_reaching_days_are_marked_from_day_to_day() -> None:
    assert 171 - LEFT - RIGHT == 100  # a millimetre a day
    svg = drawn(
        Reading(SINCE, None, None, in_scope=False),
        Reading(date(2023, 8, 11), Fraction(1, 5), Fraction(1, 5), in_scope=True),
        Reading(date(2023, 8, 31), Fraction(1, 5), Fraction(1, 10), in_scope=False),
    )
    boxes = re.findall(r'<rect x="(\d+)" y="\d+" width="(\d+)"[^>]*url\(#ratio-reached\)', svg)
    assert boxes[0] == (str(units(LEFT + 10)), str(units(20)))
    after, _key = re.findall(r'<path d="M([\dL ]+)" stroke="#4a6a8a" stroke-width="13"', svg)
    corners = [tuple(map(int, one.split())) for one in after.split("L")]
    assert [x for x, _ in corners] == [units(LEFT + each) for each in (10, 30, 30, 100)]
    assert corners[0][1] < corners[2][1]
    assert "10.00%" in svg
    assert "未达比例线" in svg


def test_where_nothing_counts_there_is_no_line_and_no_ratio() -> None:
    svg = drawn(Reading(SINCE, None, None, in_scope=False))
    assert len(re.findall(r'stroke="#4a6a8a" stroke-width="13"', svg)) == 1  # the key's
    assert "—" in svg
