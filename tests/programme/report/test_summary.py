"""The leader's page: words, order, escaping, and that it stands alone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from weipian.programme.report.summary import DueItem, GateCount, Standing, StateCount, SummaryView, summary_html


def standing(name: str, ratio: str | None, unlawful: str, in_scope: bool, line: int = 5) -> Standing:
    after = None if ratio is None else Fraction(ratio)
    return Standing(
        f"t-{line}",
        name,
        after,
        after,
        Fraction(unlawful),
        Fraction(unlawful),
        Fraction(100),
        Fraction(line),
        Fraction(3, 20),
        in_scope,
    )


VIEW = SummaryView(
    title="澜屏县（虚构）<b>2023年",
    as_of=date(2023, 12, 15),
    notices=("虚构数据", "依据重建规则，未与原文核对"),
    whole=standing("全县", "0.1175", "79.45", False, 100),
    margin_mu=Fraction("20.55"),
    townships=(
        standing("鹭泽乡", "0.1603", "4.55", False),
        standing("枫峪乡", "0.1931", "8.3", True),
        standing("空空乡", None, "0", False),
    ),
    due=(DueItem("due-1", "核查上报", "县卫片办", date(2023, 12, 18), 3, "三(一)", 28),),
    overdue=(DueItem("overdue-1", "拆除复耕", "麦浪乡", date(2023, 12, 1), -14, "二(六)", 6),),
    states=(
        StateCount("state-undetermined", "未判定", 53, Fraction("163.23")),
        StateCount("state-mining", "矿产图斑", 25),
    ),
    gates=(GateCount("gate-a", "A", "县卫片办逐一实地核查", 4, "二(二)"),),
    not_final_count=140,
    map_svg='<svg xmlns="http://www.w3.org/2000/svg" id="the-map"></svg>',
    policy_title="虚构县方案",
    clauses=("四(一)",),
    software="weipian 0.1.0",
)


def text_of(page: str) -> str:
    """What is read, without its links."""
    return re.sub(r"<[^>]+>", "", page)


def row_of(township: str) -> str:
    """A township's row as it is read."""
    rows = [row for row in re.findall(r"<tr.*?</tr>", summary_html(VIEW), re.S) if f">{township}</a>" in row]
    assert len(rows) == 1
    return text_of(rows[0])


@pytest.mark.requirement("E2")
def test_words_are_reached_or_not_never_safe() -> None:
    page = summary_html(VIEW)
    assert "未达比例线" in page
    assert "▲达到比例线" in page
    assert "安全" not in page
    words = text_of(page)
    assert "未终判 140 个" in words
    assert "距比例线还有 20.5500 亩；不是可用额度" in words


def test_over_the_line_comes_first_then_by_ratio() -> None:
    page = summary_html(VIEW)
    assert page.index("枫峪乡") < page.index("鹭泽乡") < page.index("空空乡")


@pytest.mark.requirement("E2")
def test_both_conditions_show() -> None:
    row = row_of("鹭泽乡")
    assert "● 16.0300%" in row
    assert "○ 4.5500／5.0000" in row


def test_no_denominator_is_a_dash() -> None:
    assert "○ —" in row_of("空空乡")


def test_text_is_escaped_and_the_map_is_not() -> None:
    page = summary_html(VIEW)
    assert "&lt;b&gt;2023年" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg" id="the-map">' in page


def test_takes_nothing_from_elsewhere() -> None:
    page = summary_html(VIEW)
    outside = re.findall(r'(?:src|href|url\()\s*=?\s*["\']?(?:https?:)?//', page)
    assert not outside
    assert "<script" not in page
    assert "style=" not in page


def test_over_the_line_says_how_much_must_go() -> None:
    whole = replace(VIEW.whole, in_scope=True)
    page = summary_html(replace(VIEW, whole=whole, margin_mu=Fraction(-3)))
    assert "须减 3.0000 亩以上" in text_of(page)


def test_what_does_not_fit_is_counted() -> None:
    page = summary_html(replace(VIEW, overdue=VIEW.overdue * 9))
    assert "另有 5 项" in text_of(page)
