"""The county office's own days, five jobs each: the clerk, the reviewer, the leader; what came of each is on a page and
in the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeys.seat import Sit

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.requirement("A3", "F3")]


def test_the_clerk(sit: Sit, tmp_path: Path) -> None:
    """Finds patches, assigns, marks, hears a review by keys, fills in a return, takes the ledger away and gives it
    back."""
    import openpyxl

    seat = sit("clerk")
    assert "今日" in seat.text()
    seat.page.get_by_role("link", name="图斑清单").click()
    seat.page.locator("form.filter [name=township]").first.select_option("麦浪乡")
    seat.page.locator("form.filter").get_by_role("button", name="查询").first.click()
    assert set(seat.column("乡镇")) == {"麦浪乡"}

    seat.job("inspect/assign", "inspection_assigned", patches="L00\nL02", holder="星原镇", note="先看厂房")
    seat.sees("/inspect/", "L00", "L02")
    seat.job("/patches/P4 单独标识", "patch_marked", "/patches/P4", "单独标识", named="非农化", why="群众来信")
    seat.job("submit/fill", "submission_filled", "/returns/P2/", "人填", plots="P2", cells="other_farm=0.25")
    seat.job("handover/give", "handed_over", "/handovers/", "L04", patches="L04", department="水利")

    seat.go("/review/1/hear")
    seat.page.keyboard.press("0")
    seat.page.keyboard.type("缺现场照片")
    with seat.page.expect_response("**/review/1/record"):
        seat.page.keyboard.press("Control+Enter")
    assert seat.log()[-1] == ("review_decided", "clerk(clerk)")
    seat.job("ledger/export", "ledger_exported", target="台账.xlsx")
    book = seat.take("台账.xlsx", tmp_path)
    assert openpyxl.load_workbook(book).worksheets[0].max_row > 60
    assert "没有" in seat.job("ledger/import", "", source=str(book), dry_run="1")


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


def test_a_bad_entry_says_what_is_wrong_and_what_was_entered_stays(sit: Sit) -> None:
    seat = sit("clerk")
    with seat.told_no():
        told = seat.do("inspect/assign", patches="不存在", holder="星原镇", note="先看厂房")
    assert "不存在" in told
    assert "Traceback" not in told
    assert seat.page.input_value("form.dialog [name=note]") == "先看厂房"


def test_the_reviewer(sit: Sit) -> None:
    """Confirms minutes, checks a letter, takes an objection up, answers a check from above, keeps a record, checks a
    month; sets up no account."""
    seat = sit("reviewer")
    seat.job("review/confirm", "minutes_confirmed", "/review/2/minutes", "纪要已确认", number="HS-2")
    seat.job("/letters/1/ 核稿", "letter_checked", "/letters/1/", "已核稿")
    seat.job("object/take", "objection_answered", "/objections/1/", "受理", number="1", day="2023-10-09")
    seat.job("records/add", "record_kept", kind="责任主体", words="名称=某厂")
    assert "某厂" in seat.do("records/list", kind="责任主体")
    seat.job("close/month", "period_checked", "/closing/month/2023-08/", "2023-08", key="2023-08", check="1")
    with seat.told_no():
        told = seat.do("account/add", name="another", roles="township_clerk", township="星原镇")
    assert "系统管理员" in told


def test_the_leader(sit: Sit) -> None:
    """Locks a review and determines by it, signs a letter, decides on a mechanism and lifts it, asks for instructions,
    opens the ratio to its plots; fills nothing in."""
    seat = sit("leader")
    seat.job("review/lock", "review_locked", number="HS-3", scan="3")
    seat.job("review/determine", "determined", "/patches/V3", "新增建设用地违法", number="HS-3")
    seat.job("/letters/2/ 签发", "letter_signed", "/letters/2/", "已签发")
    seat.job("mechanism/decide", "mechanism_decided", "/mechanisms/1/", "已决定", number="1", text="同意")
    seat.job("mechanism/lift", "mechanism_lifted", "/mechanisms/1/", "已解除", number="1", reason="已整改")
    asked = {"matter": "媒体关注", "addressee": "市卫片办", "number": "资请〔2023〕1号", "on": "2023-10-08"}
    seat.job("/patches/P2 请示", "instruction_asked", "/instructions/", "媒体关注", **asked)
    seat.sees("/ratio/open/numerator/", "P1")
    seat.sees("/leader/", "星原镇")
    with seat.told_no():
        told = seat.do("inspect/mark", plots="P2", named="非农化", why="x")
    assert "县卫片办经办" in told
