"""Townships, departments and who sees no patches, five jobs each where they have so many: each sees their own, and gets
their own done; what came of each is on a page and in the log."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeys.seat import Sit
from made_evidence import photo

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.requirement("A3", "F1")]


def test_the_township_clerk(sit: Sit, tmp_path: Path) -> None:
    """Takes a patch over, records a visit with its photo, marks, keeps a clue, objects; nothing of another township."""
    seat = sit("town")
    seat.go("/patches/")
    assert set(seat.column("乡镇")) == {"星原镇"}
    seat.job("inspect/take", "inspection_taken_over", "/inspect/", "L06", patches="L06", note="本镇去看")
    picture = tmp_path / "L06.jpg"
    picture.write_bytes(photo(size=(31, 41)))
    seat.job("/patches/L06 存入证据", "evidence_added", "/patches/L06", "L06.jpg", files=str(picture), kind="现场照片")
    seat.job(
        "inspect/record", "site_inspected", "/inspect/visits/", "L06", plots="L06", who="甲、乙", told="已建成厂房"
    )
    seat.job("/patches/L06 单独标识", "patch_marked", named="非农化", why="耕地上建厂房")
    found = {"place": "110.6005,26.0005", "township": "星原镇", "source": "日常巡查", "told": "路旁堆沙"}
    seat.job("clue/add", "clue_kept", "/clues/", "路旁堆沙", **found)
    seat.job("/patches/L08 提出异议", "objection_raised", "/objections/", "L08", about="面积", reason="面积偏大")
    with seat.told_no():
        told = seat.do("inspect/take", patches="L01")
    assert "L01" in told


def test_the_township_secretary(sit: Sit) -> None:
    """Takes a patch over, has a notice worked on, receives a letter and replies, holds an interview."""
    seat = sit("secretary")
    seat.job("inspect/take", "inspection_taken_over", "/inspect/", "L14", patches="L14")
    seat.job("right/progress", "rectification_progressed", "/right/R1/", "已动工", plot="R1", step="已动工")
    seat.job("letter/receive", "letter_received", "/letters/3/", "已签收", number="3", receiver="书记")
    seat.job("letter/reply", "letter_replied", "/letters/3/", "已回复", number="3", text="已部署整改")
    seat.job("mechanism/interview", "township_interview_held", "/mechanisms/starts/", "星原镇", note="约谈村干部")


def test_the_township_mayor(sit: Sit) -> None:
    """Accepts what was put right, works on a notice, starts accountability and sends its papers, objects."""
    seat = sit("mayor")
    for step in ("已拆除", "已恢复耕作层"):
        seat.job("right/progress", "rectification_progressed", "/right/R2/", step, plot="R2", step=step)
    seat.job("letter/receive", "letter_received", "/letters/4/", "已签收", number="4", receiver="镇长")
    seat.job("mechanism/accountability", "accountability_started", "/mechanisms/starts/", "星原镇", note="问责村干部")
    seat.job("/patches/L16 提出异议", "objection_raised", "/objections/", "L16", about="面积", reason="系设施农业")
    seat.job("patches/export", "patches_exported", target="图斑.geojson")


def test_the_township_deputy(sit: Sit) -> None:
    """Takes over, records a visit, keeps a clue, applies for later approval, objects and takes it back."""
    seat = sit("deputy")
    seat.job("inspect/take", "inspection_taken_over", "/inspect/", "L18", patches="L18")
    seat.job("inspect/record", "site_inspected", "/inspect/visits/", "L18", plots="L18", who="甲、乙", told="堆料")
    found = {"place": "110.7005,26.0005", "township": "星原镇", "source": "群众举报", "told": "河边建房"}
    seat.job("clue/add", "clue_kept", "/clues/", "河边建房", **found)
    seat.job("/patches/L20 提出异议", "objection_raised", "/objections/", "L20", about="面积", reason="面积偏小")
    seat.go("/objections/")
    number = seat.page.locator("main tr:has-text('L20') a").first.inner_text()
    seat.job("object/withdraw", "objection_withdrawn", f"/objections/{number}/", "撤回", number=number, reason="已核对")


def test_a_department(sit: Sit, tmp_path: Path) -> None:
    """Sees what was handed to it, keeps a photo, looks itself, orders a stop, opens a case, answers."""
    seat = sit("farmers")
    seat.go("/patches/")
    assert set(seat.column("图斑编号")) == {"P3", "L01"}
    picture = tmp_path / "P3.jpg"
    picture.write_bytes(photo(size=(32, 42)))
    seat.job("/patches/P3 存入证据", "evidence_added", "/patches/P3", "P3.jpg", files=str(picture), kind="现场照片")
    seat.job("inspect/record", "site_inspected", "/inspect/visits/", "P3", plots="P3", who="丙", told="已复耕")
    seat.job("case/stop", "stop_ordered", "/cases/stops/", "农停〔2023〕1号", plots="P3", number="农停〔2023〕1号")
    opened = {
        "number": "农案〔2023〕1号",
        "breach": "破坏耕地",
        "approver": "leader",
        "clue": "2023-09-20",
        "body": "农业农村",
    }
    seat.job("case/open", "case_opened", "/cases/", "农案〔2023〕1号", plots="P3", **opened)
    seat.job("handover/answer", "handover_answered", "/handovers/", "已复耕", patch="P3", told="已复耕", partly="1")
    with seat.told_no():
        assert "P1" in seat.do("handover/answer", patch="P1", told="已复耕")


def test_the_discipline_inspection(sit: Sit) -> None:
    """Refers for accountability and keeps the receipt; sees the registers of that alone, the rules, and what it may do.
    It decides nothing here by itself: the plan lets it take referrals in, no more."""
    seat = sit("discipline")
    sent = {"number": "纪移〔2023〕1号", "receiver": "县纪检监察机关"}
    seat.job("mechanism/refer", "mechanism_decided", "/mechanisms/referrals/", "纪移〔2023〕1号", **sent)
    seat.job("mechanism/receipt", "mechanism_stepped", "/mechanisms/referrals/", "收悉", number="1", text="收悉")
    seat.sees("/referrals/", "移送")
    seat.job("account/may", "")
    seat.sees("/law/", "本年规则")
    with seat.told_no():
        seat.go("/patches/")


def test_the_confidential_clerk(sit: Sit) -> None:
    """Its register is opened at the machine alone, never in a browser: here it has three things to look
    at, not five jobs: what it may do (ask for a lawful removal), the rules, and which removals there are."""
    seat = sit("confidential")
    told = seat.job("account/may", "")
    assert "依规移出" in told
    seat.sees("/law/", "本年规则")
    seat.job("erase/list", "")
    with seat.told_no():
        seat.go("/patches/")


def test_the_administrator(sit: Sit) -> None:
    """Sets an account up, shuts it, opens it, gives a new credential, looks after the workspace; sees no patches."""
    seat = sit("administrator")
    new = {"name": "wang", "label": "小王", "roles": "township_clerk", "township": "麦浪乡"}
    seat.job("account/add", "account_made", "/system/people/", "小王", **new)
    seat.job("account/change", "account_changed", "/system/people/", "停用", name="wang", off="--off")
    seat.job("account/change", "account_changed", name="wang", off="--on")
    assert "凭证" in seat.job("account/change", "account_changed", name="wang", new_credential="1")
    seat.sees("/system/doctor/", "体检")
    seat.sees("/system/backups/", "备份")
    with seat.told_no():
        seat.go("/patches/")
    assert "P1" not in seat.text()
