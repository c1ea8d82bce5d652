"""The county office's own days: the clerk, the reviewer, the leader, each from the log-in to what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeys.seat import Sit

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.requirement("A3", "F3")]


def test_the_clerk_finds_a_patch_marks_it_and_gives_it_out(sit: Sit) -> None:
    seat = sit("clerk")
    assert "今日" in seat.text()
    seat.page.get_by_role("link", name="图斑清单").click()
    seat.page.locator("form.filter [name=township]").first.select_option("麦浪乡")
    seat.page.locator("form.filter").get_by_role("button", name="查询").first.click()
    assert set(seat.column("乡镇")) == {"麦浪乡"}
    seat.page.get_by_role("link", name="重置").click()
    assert set(seat.column("乡镇")) == {"麦浪乡", "星原镇"}

    told = seat.do("inspect/mark", plots="P4", named="敏感", why="群众来信")
    assert "已办" in told
    told = seat.do("inspect/marked", every="1")
    assert "P4" in told
    told = seat.do("inspect/assign", patches="L00\nL02", holder="星原镇", note="先看厂房")
    assert "已办" in told
    assert "L00" in seat.do("inspect/list", township="星原镇")


def test_the_list_is_paged_and_what_can_be_done_with_a_row_leads_to_its_dialog(sit: Sit) -> None:
    seat = sit("clerk")
    seat.go("/patches/?size=20")
    first = seat.column("图斑编号")
    assert len(first) == 20
    seat.page.get_by_role("navigation", name="分页").get_by_role("link", name="2", exact=True).click()
    assert not set(first) & set(seat.column("图斑编号"))
    seat.go("/patches/?size=20")
    row = seat.page.locator("table.rows tbody tr:has(details.able a)").first
    number = row.locator("a[href^='/patches/']").first.inner_text()
    row.locator("details.able summary").click()
    row.locator(f"details.able a[href*='{number}']").first.click()
    seat.page.wait_for_selector("form.dialog")
    given = seat.ask("[...document.querySelectorAll('form.dialog input, form.dialog textarea')].map(one => one.value)")
    assert number in given


def test_the_clerk_takes_the_ledger_away_and_gives_it_back(sit: Sit, tmp_path: Path) -> None:
    import openpyxl

    seat = sit("clerk")
    assert "已办" in seat.do("ledger/export", target="台账.xlsx")
    book = seat.take("台账.xlsx", tmp_path)
    assert book.name == "台账.xlsx"
    sheet = openpyxl.load_workbook(book).worksheets[0]
    assert sheet.max_row > 60
    assert "没有" in seat.do("ledger/import", source=str(book), dry_run="1")


def test_a_bad_entry_says_what_is_wrong_and_what_was_entered_stays(sit: Sit) -> None:
    seat = sit("clerk")
    with seat.told_no():
        told = seat.do("inspect/assign", patches="不存在", holder="星原镇", note="先看厂房")
    assert "不存在" in told
    assert "Traceback" not in told
    assert seat.page.input_value("form.dialog [name=note]") == "先看厂房"


def test_the_reviewer_checks_a_month_and_gives_an_opinion(sit: Sit) -> None:
    seat = sit("reviewer")
    assert "已办" in seat.do("close/month", key="2023-08", check="1")
    assert "已办" in seat.do("close/blocked", kind="月清", key="2023-08")
    assert "已办" in seat.do("records/add", kind="责任主体", words="名称=某厂")
    assert "某厂" in seat.do("records/list", kind="责任主体")
    with seat.told_no():
        told = seat.do("account/add", name="another", roles="township_clerk", township="星原镇")
    assert "系统管理员" in told


def test_the_leader_looks_at_the_ratio_and_may_not_fill_in(sit: Sit) -> None:
    seat = sit("leader")
    assert "已办" in seat.do("ratio")
    assert "P1" in seat.do("ratio", figure="分子：新增建设违法占用耕地，扣减后")
    assert "已办" in seat.do("duties")
    assert "案〔2023〕1号" in seat.do("case/list")
    with seat.told_no():
        told = seat.do("inspect/mark", plots="P2", named="敏感", why="x")
    assert "县卫片办经办" in told
