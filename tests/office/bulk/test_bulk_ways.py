"""Tables of many rows: good rows on, bad ones aside, evidence by number or hash, and all of it undone."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from made_books import TOWNSHIPS
from made_cases import Enforcing
from made_right import as_role, evidence, leader, mayor, order, progress, right_desk
from refusing import refuses
from weipian.terms.acting import Role
from weipian.terms.bulk import BulkTable
from weipian.terms.evidence import EvidenceKind

pytestmark = pytest.mark.requirement("F3")
TODAY = date(2023, 12, 20)
WORKS = (BulkTable.PROGRESS, BulkTable.SELF_ACCEPTANCES)


def given(folder: Path, rows: Sequence[Mapping[str, Any]]) -> Path:
    path = folder / "表.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(key for row in rows for key in row)))
        writer.writeheader()
        writer.writerows(rows)
    return path


def take(desk: Any, kind: BulkTable, folder: Path, *rows: Mapping[str, Any], dry_run: bool = False) -> Any:
    from weipian.office.bulk.every import WAYS
    from weipian.office.bulk.way import take_table

    path = given(folder, rows)
    return take_table(desk, WAYS[kind], path, TODAY, mapping={}, encoding=None, dry_run=dry_run)


def form(desk: Any, kind: BulkTable, target: Path) -> list[tuple[Any, ...]]:
    """Rows of a form that goes out, without header, keys and foot."""
    from weipian.office.bulk.every import WAYS
    from weipian.office.bulk.way import write_form

    count = write_form(desk, WAYS[kind], target, TODAY)
    page = openpyxl.load_workbook(target).active
    assert page is not None
    return list(page.iter_rows(min_row=3, max_row=2 + count, values_only=True)) if count else []


def undo(desk: Any, *kinds: BulkTable) -> Any:
    from weipian.office.bulk.every import undo as undone

    return undone(desk, kinds, None)


def codes(taken: Any) -> dict[int, str]:
    return {one.row: one.code for one in taken.table.refused}


def outcome(plot: str) -> str:
    from weipian.store.models import PuttingRight

    row = PuttingRight.objects.filter(plot__number=plot, current=True).first()
    return row.outcome if row else ""


def last_event() -> tuple[str, str]:
    from weipian.store.models import Event

    row = Event.objects.order_by("seq").last()
    assert row is not None
    return row.act, row.subject


def test_progress_with_evidence_by_its_hash(tmp_path: Path) -> None:
    """P1's own photograph is taken by its hash, P2's is not P1's; nothing of a later day, nothing twice."""
    desk = right_desk(tmp_path / "county")
    from weipian.store.models import Evidence, RectificationEvidence

    order(desk, "P1", "P2", "P3")
    own = evidence(desk, tmp_path, "P1", EvidenceKind.PHOTO_AFTER, "own")
    other = evidence(desk, tmp_path, "P2", EvidenceKind.PHOTO_AFTER, "other")
    sha = Evidence.objects.get(id=own).sha256
    base = {"地块编号": "P1", "进展": "拆除", "进展日期": "2023-09-01", "证据": sha}
    rows = [
        base,
        {**base, "地块编号": "P2", "证据": f"{own}"},
        {**base, "地块编号": "P3", "证据": "0" * 64},
        {**base, "地块编号": "P4", "证据": ""},
        {**base, "地块编号": "P2", "进展": "覆土", "进展日期": "2024-01-01", "证据": other},
        {"地块编号": "P3"},
    ]
    assert [row[0] for row in form(desk, BulkTable.PROGRESS, tmp_path / "进展.xlsx")] == ["P1", "P2", "P3"]
    done = take(desk, BulkTable.PROGRESS, tmp_path, *rows)
    refused = {3: "evidence_of_another_plot", 4: "evidence_unknown", 5: "right_no_order", 6: "day_ahead"}
    assert (done.done, done.same, codes(done)) == (["P1"], [], refused)
    assert list(RectificationEvidence.objects.values_list("evidence_id", flat=True)) == [own]
    assert outcome("P1") == "in_progress"
    assert last_event() == ("rectification_progressed", f"sheet:{done.number}")

    again = take(desk, BulkTable.PROGRESS, tmp_path, base)
    assert (again.done, again.same, again.number) == ([], ["P1"], None)
    with refuses("act_not_of_role"):
        take(leader(desk), BulkTable.PROGRESS, tmp_path, base)
    with refuses("act_not_of_role"):
        undo(leader(desk), *WORKS)
    assert undo(desk, *WORKS).number == done.number
    assert outcome("P1") == ""
    assert last_event() == ("rectification_undone", f"sheet:{done.number}")
    with refuses("sheet_unknown"):
        undo(desk, *WORKS)


def test_two_originals_of_the_same_bytes_are_named_by_number(tmp_path: Path) -> None:
    desk = right_desk(tmp_path / "county")
    from weipian.store.models import Evidence

    order(desk, "P1", "P2")
    keys = [evidence(desk, tmp_path, plot, EvidenceKind.PHOTO_AFTER, "same") for plot in ("P1", "P2")]
    sha = Evidence.objects.get(id=keys[0]).sha256
    row = {"地块编号": "P1", "进展": "拆除", "进展日期": "2023-09-01"}
    assert codes(take(desk, BulkTable.PROGRESS, tmp_path, {**row, "证据": sha})) == {2: "evidence_hash_twice"}
    assert take(desk, BulkTable.PROGRESS, tmp_path, {**row, "证据": f"{keys[0]}号"}).done == ["P1"]


def test_a_township_accepts_its_own(tmp_path: Path) -> None:
    """A scan is asked of each row; another township's plot is not there; what was done since keeps the table."""
    desk = right_desk(tmp_path / "county")
    order(desk, "P1", "P2")
    for plot in ("P1", "P2"):
        progress(desk, plot)
    scan = evidence(desk, tmp_path, "P1", EvidenceKind.PHOTO_AFTER, "scan")
    own = mayor(desk)
    assert [row[:2] for row in form(own, BulkTable.SELF_ACCEPTANCES, tmp_path / "自验.xlsx")] == [("P1", TOWNSHIPS[0])]
    base = {"地块编号": "P1", "自验日期": "2023-09-15", "验收人": "甲、乙", "自验意见": "到位", "证据": str(scan)}
    dry = take(own, BulkTable.SELF_ACCEPTANCES, tmp_path, base, dry_run=True)
    assert (dry.done, dry.number, outcome("P1")) == (["P1"], None, "in_progress")
    assert codes(take(own, BulkTable.SELF_ACCEPTANCES, tmp_path, {**base, "证据": ""})) == {2: "right_scan"}
    with refuses("act_not_of_role"):
        take(desk, BulkTable.SELF_ACCEPTANCES, tmp_path, base)
    done = take(own, BulkTable.SELF_ACCEPTANCES, tmp_path, base, {**base, "地块编号": "P2"})
    assert (done.done, codes(done)) == (["P1"], {3: "plot_unknown"})
    assert outcome("P1") == "recultivated_unaccepted"
    progress(desk, "P1", day=date(2023, 9, 16))
    with refuses("sheet_built_on"):
        undo(desk, *WORKS)
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.undoing import undo as undone

    undone(desk, "P1", follow)
    assert undo(desk, *WORKS).number == done.number
    assert outcome("P1") == "in_progress"


def test_an_application_and_its_answer(tmp_path: Path) -> None:
    """What the county can't pursue is told row by row; an approval puts right, and its undoing takes that back."""
    made = Enforcing(tmp_path / "county")
    untouched(made.clerk)
    made.open("1号", "P1")
    made.penalise("1号")
    desk, kinds = made.enforcer, (BulkTable.APPLICATIONS, BulkTable.APPROVALS)
    assert [row[0] for row in form(desk, kinds[0], tmp_path / "申请.xlsx")] == ["P1"]
    base = {"地块编号": "P1", "申请日期": "2023-10-10", "批准层级": "自治区级", "符合产业政策": "是", "符合规划": "是"}
    done = take(desk, kinds[0], tmp_path, base, {**base, "地块编号": "P2"})
    assert (done.done, codes(done)) == (["P1"], {3: "case_approval_not_pursued"})
    assert take(desk, kinds[0], tmp_path, base).same == ["P1"]
    assert [row[0] for row in form(desk, kinds[1], tmp_path / "批复.xlsx")] == ["P1"]

    said = {
        "地块编号": "P1",
        "结果": "已批准",
        "批复日期": "2023-11-10",
        "批准文号": "桂函9号",
        "批准机关": "自治区政府",
    }
    assert codes(take(desk, kinds[1], tmp_path, {**said, "批准文号": ""})) == {2: "case_approval_paper"}
    with refuses("act_not_of_role"):
        take(made.township, kinds[1], tmp_path, said)
    before = outcome("P1")
    granted = take(desk, kinds[1], tmp_path, said)
    assert (granted.done, outcome("P1")) == (["P1"], "retrospective_approval")
    assert take(desk, kinds[1], tmp_path, said).same == ["P1"]
    assert undo(desk, *kinds).number == granted.number
    assert outcome("P1") == before
    assert form(desk, kinds[1], tmp_path / "批复2.xlsx")[0][0] == "P1"
    with refuses("sheet_built_on"):  # what came back was written anew: it is undone by itself
        undo(desk, *kinds)


def untouched(desk: Any) -> None:
    """No farmland, no redline lies under the plots."""
    from weipian.store.acting import acting
    from weipian.store.models import Measurement, Plot
    from weipian.terms.acting import Act

    none = {"checked": "none", "area_um2": 0, "detail": {}}
    with acting(desk, Act.MEASURED, "plots") as act:
        for kind in ("permanent_basic_farmland", "ecological_redline"):
            keys = Plot.objects.order_by("id").values_list("id", flat=True)
            act.add_many(Measurement, [{"plot_id": key, "kind": kind, **none} for key in keys])


def test_a_receipt_gives_way_to_the_one_before(tmp_path: Path) -> None:
    desk = right_desk(tmp_path / "county")
    from weipian.store.models import Referral

    boss = leader(desk)
    paper = {"文号": "移1号", "类别": "司法", "接收单位": "公安", "移送日期": "2023-09-10", "地块编号": "P1"}
    assert take(boss, BulkTable.REFERRALS, tmp_path, paper, {**paper, "文号": "移2号"}).done == ["移1号", "移2号"]
    assert codes(take(boss, BulkTable.REFERRALS, tmp_path, {**paper, "接收单位": "法院"})) == {2: "referral_twice"}
    first = {"移送编号": "1", "回执": "回1号", "回执日期": "2023-09-12"}
    take(desk, BulkTable.RECEIPTS, tmp_path, first, {**first, "移送编号": "9"})
    (waiting,) = form(boss, BulkTable.RECEIPTS, tmp_path / "回执.xlsx")
    assert waiting[2] == "移2号"
    now = Referral.objects.get(number="移1号", current=True)
    take(desk, BulkTable.RECEIPTS, tmp_path, {**first, "移送编号": now.id, "回执": "回9号"})
    with refuses("act_not_of_role"):
        undo(as_role(desk, Role.BUREAU_ENFORCER), BulkTable.RECEIPTS)
    undo(desk, BulkTable.RECEIPTS)
    assert Referral.objects.get(number="移1号", current=True).receipt == "回1号"
    assert Referral.objects.get(number="移2号", current=True).receipt is None
    with refuses("sheet_built_on"):
        undo(desk, BulkTable.REFERRALS)


def test_an_answer_that_was_undone_does_not_come_back(tmp_path: Path) -> None:
    """Two answers in turn, the first undone before the second came: undoing the second leaves none."""
    desk = right_desk(tmp_path / "county")
    from weipian.store.models import SharingAnswer

    row = {"单位": "公安", "共享内容": "清单", "个数": "3", "共享日期": "2023-09-10"}
    assert codes(take(desk, BulkTable.SHARINGS, tmp_path, row, {**row, "地块编号": "P1"})) == {3: "sharing_count"}
    for told in ("收到", "已办"):
        take(desk, BulkTable.SHARING_ANSWERS, tmp_path, {"共享编号": "1", "答复内容": told, "答复日期": "2023-09-12"})
        with refuses("sheet_built_on"):
            undo(desk, BulkTable.SHARINGS)
        undo(desk, BulkTable.SHARING_ANSWERS)
    assert not SharingAnswer.objects.filter(current=True).exists()
    undo(desk, BulkTable.SHARINGS)


def test_a_table_that_is_written_as_several_events_is_undone_whole(tmp_path: Path) -> None:
    """More rows than one event holds; answers to all of them give way to those before."""
    desk = right_desk(tmp_path / "county")
    from weipian.store.models import Event, Sharing, SharingAnswer
    from weipian.store.writing import MOST_ROWS

    many = range(1, MOST_ROWS + 11)
    rows = [
        {"单位": "公安", "共享内容": "清单", "个数": "3", "文号": f"函{at}", "共享日期": "2023-09-10"} for at in many
    ]
    done = take(desk, BulkTable.SHARINGS, tmp_path, *rows)
    assert Event.objects.filter(subject=f"sheet:{done.number}").count() > 1
    for told in ("收到", "已办"):
        said = [{"共享编号": at, "答复内容": told, "答复日期": "2023-09-12"} for at in many]
        take(desk, BulkTable.SHARING_ANSWERS, tmp_path, *said)
    undo(desk, BulkTable.SHARING_ANSWERS)
    assert set(SharingAnswer.objects.filter(current=True).values_list("told")) == {("收到",)}
    assert SharingAnswer.objects.filter(current=True).count() == len(many)
    SharingAnswer.objects.update(current=False)
    undo(desk, BulkTable.SHARINGS)
    assert not Sharing.objects.filter(current=True).exists()


def test_objections_stand_until_one_is_taken_up(tmp_path: Path) -> None:
    desk = right_desk(tmp_path / "county")
    from weipian.programme.report.objection.answering import take_up
    from weipian.store.models import Objection

    base = {"地块编号": "P1", "异议内容": "判定", "理由": "有批文", "当事人": "甲", "收到日期": "2023-09-10"}
    done = take(desk, BulkTable.OBJECTIONS, tmp_path, base, {**base, "地块编号": "P2", "当事人": ""})
    assert (done.done, codes(done)) == (["P1"], {3: "objection_party"})
    with refuses("act_not_of_role"):
        undo(leader(desk), BulkTable.OBJECTIONS)
    undo(desk, BulkTable.OBJECTIONS)
    assert not Objection.objects.filter(current=True).exists()
    take(desk, BulkTable.OBJECTIONS, tmp_path, base)
    number = Objection.objects.get(current=True).id
    take_up(as_role(desk, Role.COUNTY_REVIEWER), number, taken=True, reason="", day=date(2023, 9, 11))
    with refuses("sheet_built_on"):
        undo(desk, BulkTable.OBJECTIONS)
