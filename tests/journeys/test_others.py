"""Townships, departments, the auditor and the administrator: each sees their own, and gets their own done."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeys.seat import Sit

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.requirement("A3", "F1")]


def test_a_township_clerk_sees_the_own_patches_and_records_a_visit(sit: Sit) -> None:
    seat = sit("town")
    seat.go("/patches/")
    assert set(seat.column("乡镇")) == {"星原镇"}
    assert "已办" in seat.do("inspect/take", patches="L04", note="本镇去看")
    assert "L04" in seat.do("inspect/list", mine="1")
    assert "已办" in seat.do("inspect/record", plots="L04", who="甲、乙", told="已建成厂房")
    assert "L04" in seat.do("inspect/visits")
    with seat.told_no():
        told = seat.do("inspect/take", patches="L01")
    assert "L01" in told


def test_a_department_sees_what_was_handed_to_it_and_answers(sit: Sit) -> None:
    seat = sit("farmers")
    seat.go("/patches/")
    assert seat.column("图斑编号") == ["P3"]
    assert "P3" in seat.do("handover/list")
    assert "已办" in seat.do("handover/answer", patch="P3", told="已复耕", partly="1")
    with seat.told_no():
        assert "P1" in seat.do("handover/answer", patch="P1", told="已复耕")


def test_the_auditor_takes_the_log_away_and_changes_nothing(sit: Sit, tmp_path: Path) -> None:
    seat = sit("auditor")
    assert "已办" in seat.do("log/export", target="日志.jsonl")
    lines = seat.take("日志.jsonl", tmp_path).read_text(encoding="utf-8").splitlines()
    assert any(json.loads(line).get("act") == "batch_added" for line in lines)
    assert "已办" in seat.do("log/head")
    with seat.told_no():
        assert "县卫片办经办" in seat.do("inspect/assign", patches="L00", holder="星原镇")


def test_the_administrator_keeps_accounts_and_sees_no_patches(sit: Sit) -> None:
    seat = sit("administrator")
    with seat.told_no():
        seat.go("/patches/")
    assert "P1" not in seat.text()
    assert "已办" in seat.do("account/add", name="wang", label="小王", roles="township_clerk", township="麦浪乡")
    assert "小王" in seat.do("account/list")
    assert "已办" in seat.do("account/change", name="wang", off="--off")


def test_a_town_works_by_the_keyboard_alone(sit: Sit) -> None:
    """From the door to a visit taken over, and no key but those of every keyboard."""
    seat = sit()
    seat.go("/login")
    page = seat.page
    for _ in range(40):
        if seat.ask("document.activeElement.value") == "town":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("header.bar")

    page.keyboard.press("Tab")
    assert seat.ask("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert seat.ask("document.activeElement.id") == "main"
    page.keyboard.press("/")
    assert seat.ask("document.activeElement.name") == "q"

    seat.go("/do/inspect/take")
    for _ in range(80):
        if seat.ask("document.activeElement.name") == "patches":
            break
        page.keyboard.press("Tab")
    page.keyboard.type("L06")
    page.keyboard.press("Tab")
    page.keyboard.type("本镇去看")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#answer .notice.good")

    seat.go("/patches/")
    for _ in range(80):
        if seat.ask("document.activeElement.closest('details.able') !== null"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert seat.page.locator("details.able[open]").count() == 1
    outline = seat.ask("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
