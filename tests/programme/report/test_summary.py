"""The leader's page: words, order, escaping, and that it stands alone."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from weipian.programme.report.summary import DueItem, GateCount, Standing, StateCount, SummaryView, summary_html


def standing(name: str, ratio: str | None, unlawful: str, in_scope: bool, line: int = 5) -> Standing:
    after = None if ratio is None else Fraction(ratio)
    return Standing(
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
    county=standing("全县", "0.1175", "79.45", False, 100),
    margin_mu=Fraction("20.55"),
    townships=(
        standing("鹭泽乡", "0.1603", "4.55", False),
        standing("枫峪乡", "0.1931", "8.3", True),
        standing("空空乡", None, "0", False),
    ),
    due=(DueItem("核查上报", "县卫片办", date(2023, 12, 18), 3, "三(一)", 28),),
    overdue=(DueItem("拆除复耕", "麦浪乡", date(2023, 12, 1), -14, "二(六)", 6),),
    states=(StateCount("未判定", 53, Fraction("163.23")), StateCount("矿产图斑", 25)),
    gates=(GateCount("A", "县卫片办逐一实地核查", 4, "二(二)"),),
    not_final_count=140,
    map_svg='<svg xmlns="http://www.w3.org/2000/svg" id="the-map"></svg>',
    policy_title="虚构县方案",
    clauses=("四(一)",),
    software="weipian 0.1.0",
)


@pytest.mark.requirement("E2")
def test_words_are_reached_or_not_never_safe() -> None:
    page = summary_html(VIEW)
    assert "未达比例线" in page
    assert "▲达到比例线" in page
    assert "安全" not in page
    assert "未终判 140 个" in page
    assert "距比例线还有 20.55 亩；不是可用额度" in page


def test_over_the_line_comes_first_then_by_ratio() -> None:
    page = summary_html(VIEW)
    assert page.index("枫峪乡") < page.index("鹭泽乡") < page.index("空空乡")


@pytest.mark.requirement("E2")
def test_both_conditions_show() -> None:
    row = re.search(r"<tr><td>鹭泽乡.*?</tr>", summary_html(VIEW), re.S)
    assert row is not None
    assert "● 16.03%" in row[0]
    assert "○ 4.55／5.00" in row[0]


def test_no_denominator_is_a_dash() -> None:
    row = re.search(r"<tr><td>空空乡.*?</tr>", summary_html(VIEW), re.S)
    assert row is not None
    assert "○ —" in row[0]


def test_text_is_escaped_and_the_map_is_not() -> None:
    page = summary_html(VIEW)
    assert "&lt;b&gt;2023年" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg" id="the-map">' in page


def test_stands_alone() -> None:
    page = summary_html(VIEW)
    outside = re.findall(r'(?:src|href|url\()\s*=?\s*["\']?(?:https?:)?//', page)
    assert not outside
    assert "<script" not in page


def test_over_the_line_says_how_much_must_go() -> None:
    county = replace(VIEW.county, in_scope=True)
    page = summary_html(replace(VIEW, county=county, margin_mu=Fraction(-3)))
    assert "须减 3.00 亩以上" in page


def test_what_does_not_fit_is_counted() -> None:
    page = summary_html(replace(VIEW, overdue=VIEW.overdue * 9))
    assert "另有 5 项" in page


@pytest.mark.slow
@pytest.mark.tool("chromium", "pdfinfo")
def test_prints_on_one_page(tmp_path: Path) -> None:
    chromium, pdfinfo = shutil.which("chromium"), shutil.which("pdfinfo")
    assert chromium
    assert pdfinfo
    full = replace(VIEW, townships=VIEW.townships[:2] * 4, overdue=VIEW.overdue * 9, due=VIEW.due * 9)
    page, paper = tmp_path / "page.html", tmp_path / "page.pdf"
    sized = full.map_svg.replace("<svg ", '<svg width="160mm" height="130mm" viewBox="0 0 3200 2600" ')
    page.write_text(summary_html(replace(full, map_svg=sized)), encoding="utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    flags += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    flags += ["--no-pdf-header-footer", f"--user-data-dir={tmp_path / 'profile'}", f"--print-to-pdf={paper}"]
    subprocess.run([chromium, *flags, page.as_uri()], check=True, capture_output=True, timeout=120)
    told = subprocess.run([pdfinfo, str(paper)], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Pages:\s+1\n", told), told
