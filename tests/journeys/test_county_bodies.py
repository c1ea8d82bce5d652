"""Who else sees the whole county, five jobs each: the bureau's enforcer and acceptor, the leading group, the county's
government, the technical unit, the auditor; what came of each is on a page and in the log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from journeys.seat import Sit
from made_evidence import photo

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.requirement("A3", "F3")]


def test_the_enforcer(sit: Sit) -> None:
    """Orders a stop, opens a case, takes it a step on, declines another, tells the discipline inspection."""
    seat = sit("enforcer")
    seat.job("/patches/R5 责令停止违法行为", "stop_ordered", "/cases/stops/", "停〔2023〕5号", number="停〔2023〕5号")
    opened = {"number": "案〔2023〕2号", "breach": "非法占用土地", "approver": "leader", "clue": "2023-09-20"}
    seat.job("/patches/P2 立案", "case_opened", "/cases/", "案〔2023〕2号", **opened)
    seat.job("case/step", "case_advanced", "/cases/", "调查终结", number="案〔2023〕1号", wanted="调查终结")
    said = {"reason": "情节轻微", "approver": "leader"}
    seat.job("/patches/R5 不予立案", "case_not_opened", "/cases/without/", "情节轻微", **said)
    seat.job(
        "refer/add",
        "referred",
        "/referrals/",
        "移〔2023〕1号",
        kind="纪检监察机关",
        number="移〔2023〕1号",
        receiver="纪检监察",
    )
    with seat.told_no():
        assert "县卫片办负责人" in seat.do("letter/sign", number="2")


def test_the_acceptor(sit: Sit, tmp_path: Path) -> None:
    """Scores a township, asks it to mend, oversees it, takes a finding back, keeps a photo, takes the ledger away; may
    not conclude before all is scored."""
    seat = sit("acceptor")
    seat.sees("/acceptance/", "星原镇", "麦浪乡")
    scored = {"township": "麦浪乡", "item": "组织领导", "points": "5", "finding": "台账不全", "due": "2023-10-20"}
    seat.job("accept/score", "township_scored", "/acceptance/麦浪乡/", "台账不全", **scored)
    seat.job("accept/supervise", "township_supervised", township="麦浪乡", why="进度慢", told="限期整改")
    seat.job("accept/drop", "township_scored", finding="1")
    with seat.told_no():
        told = seat.do("accept/conclude", township="麦浪乡", appraisal="不通过", text="重做")
    assert "还有事项没有评分" in told
    picture = tmp_path / "L22.jpg"
    picture.write_bytes(photo(size=(34, 44)))
    seat.job("/patches/L22 存入证据", "evidence_added", "/patches/L22", "L22.jpg", files=str(picture), kind="现场照片")
    seat.job("ledger/export", "ledger_exported", target="台账.xlsx")


def test_the_leading_group(sit: Sit, tmp_path: Path) -> None:
    """Looks at a large patch itself, judges the average, opens the ratio, the ranking and the ledger."""
    seat = sit("group")
    seen = {"gate": "闸门D：领导小组逐一实地核查（会审前）", "present": "甲、乙", "told": "应拆除", "responsible": "丁"}
    seat.job("/patches/G1 领导小组出具核查意见", "group_opinion_given", "/inspect/gates/", "G1", **seen)
    seat.job("average/judge", "average_judged", told="全国平均值未公布，暂不参考", paper="纪要1号")
    seat.sees("/ratio/open/numerator/", "P1")
    seat.sees("/rank/", "星原镇", "麦浪乡")
    seat.job("ledger/export", "ledger_exported", target="台账.xlsx")
    assert seat.take("台账.xlsx", tmp_path).stat().st_size > 5000
    with seat.told_no():
        assert "县人民政府" in seat.do("mechanism/decide", number="2", text="同意")


def test_the_government(sit: Sit) -> None:
    """Decides on two interviews, lifts one, opens a figure to its plots, sees the wall map and the leader's page."""
    seat = sit("government")
    seat.job("mechanism/decide", "mechanism_decided", "/mechanisms/2/", "已决定", number="2", text="同意约谈")
    seat.job("mechanism/decide", "mechanism_decided", "/mechanisms/3/", "不启动", number="3", text="暂缓", decline="1")
    seat.job("mechanism/lift", "mechanism_lifted", "/mechanisms/2/", "已解除", number="2", reason="已整改")
    seat.sees("/leader/county-unlawful-after/", "P1")
    seat.sees("/wall/", "星原镇")
    seat.job("ledger/export", "ledger_exported", target="台账.xlsx")


def test_the_technical_unit(sit: Sit, tmp_path: Path) -> None:
    """Measures, keeps a picture, records what the desk shows, gives shapes out, sees which layers there are."""
    seat = sit("technician")
    seat.sees("/system/layers/", "图层")
    seat.job("overlay", "", plots="L20")
    picture = tmp_path / "L20.jpg"
    picture.write_bytes(photo(size=(33, 44)))
    seat.job("/patches/L20 存入证据", "evidence_added", "/patches/L20", "L20.jpg", files=str(picture), kind="套合图")
    said = {"who": "测绘甲", "told": "影像未变化", "is_desk": "1"}
    seat.job("inspect/record", "desk_evidence_recorded", "/inspect/visits/", "L20", plots="L20", **said)
    seat.job("patches/export", "patches_exported", target="图斑.geojson")
    assert seat.take("图斑.geojson", tmp_path).stat().st_size > 5000


def test_the_auditor(sit: Sit, tmp_path: Path) -> None:
    """Takes the log, the ledger and the shapes away, opens an original, verifies; changes nothing."""
    seat = sit("auditor")
    seat.sees("/audit/?act=case_opened", "enforcer")
    seat.job("log/export", "log_exported", target="日志.jsonl")
    lines = seat.take("日志.jsonl", tmp_path).read_text(encoding="utf-8").splitlines()
    assert any(json.loads(line).get("act") == "batch_added" for line in lines)
    seat.job("ledger/export", "ledger_exported", target="台账.xlsx")
    seat.job("patches/export", "patches_exported", target="图斑.geojson")
    seat.job("evidence/show", "evidence_viewed", number="1", output="原件.jpg", original="1", why="抽查")
    assert seat.take("原件.jpg", tmp_path).read_bytes()[:3] == b"\xff\xd8\xff"
    seat.go("/audit/verify/")
    seat.page.locator("main form button").first.click()
    assert "✓" in seat.answer()
    with seat.told_no():
        assert "县卫片办经办" in seat.do("inspect/assign", patches="L00", holder="星原镇")
