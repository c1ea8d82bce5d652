"""Records are kept, replaced with what hangs on them, and patches hang on them."""

from __future__ import annotations

from typing import Any

import pytest

from made_layers import Make
from programme.intake.test_patches_in import august, book, order
from refusing import refuses
from weipian.programme.intake.record_fields import Said, fields_of, said_of
from weipian.terms.errors import InputError, UsageError
from weipian.terms.records import RecordKind


def keep(desk: Any, kind: RecordKind, *words: str) -> Any:
    from weipian.programme.intake.acts.records import keep as kept

    return kept(desk, kind, [said_of(kind, words)])


@pytest.mark.requirement("B13")
def test_a_record_is_added_changed_or_the_same_and_what_hangs_on_it_follows(desk: Any, make: Make) -> None:
    from weipian.programme.intake.acts.records import attach
    from weipian.store.queries.records import records

    keep(desk, RecordKind.PARTY, "名称=某公司")
    assert keep(desk, RecordKind.PROJECT, "项目名称=某公路", "责任主体=某公司").added == ["某公路"]
    book(desk, order(august(make, "a.gpkg")))
    assert attach(desk, ["P0", "P2"], {RecordKind.PROJECT: "某公路"}) == 2
    assert keep(desk, RecordKind.PROJECT, "项目名称=某公路", "责任主体=某公司").same == ["某公路"]
    assert keep(desk, RecordKind.PROJECT, "名称=某公路", "级别=国家级", "责任主体=某公司").changed == ["某公路"]
    (project,) = records(RecordKind.PROJECT)
    assert (project.values["level"], project.patches) == ("国家级", 2)
    attach(desk, ["P0"], {RecordKind.PROJECT: ""})
    assert records(RecordKind.PROJECT)[0].patches == 1


@pytest.mark.requirement("B13", "F3")
def test_what_is_wrong_with_a_record_is_told(desk: Any) -> None:
    from weipian.programme.intake.acts.records import attach

    with refuses("record_word", UsageError):
        keep(desk, RecordKind.PARTY, "颜色=红")
    with refuses("record_needs", UsageError):
        keep(desk, RecordKind.VILLAGE, "村名=甲村")
    with refuses("township_unknown", InputError):
        keep(desk, RecordKind.VILLAGE, "村名=甲村", "乡镇=别处镇")
    with refuses("record_link_unknown", InputError):
        keep(desk, RecordKind.APPROVAL, "文号=桂政〔2023〕1号", "项目=没有")
    with refuses("not_a_date", InputError):
        keep(desk, RecordKind.APPROVAL, "文号=桂政〔2023〕1号", "批准日期=昨天")
    with refuses("record_unknown", InputError):
        attach(desk, ["P0"], {RecordKind.PARTY: "没有"})


@pytest.mark.requirement("B13")
def test_a_table_of_villages_keeps_the_good_rows(desk: Any) -> None:
    from weipian.programme.intake.acts.records import keep as kept
    from weipian.store.queries.records import ids_by_name

    rows = [("甲村", "星原镇"), ("乙村", "别处镇"), ("甲村", "砚溪镇"), ("丙村", "星原镇"), ("丙村", "星原镇")]
    said = [Said({"name": name, "township": place}, row) for row, (name, place) in enumerate(rows, start=2)]
    found = kept(desk, RecordKind.VILLAGE, said)
    assert found.added == ["甲村", "甲村", "丙村"]
    assert [(one.row, one.code) for one in found.refused] == [(3, "township_unknown"), (6, "record_twice")]
    assert set(ids_by_name(RecordKind.VILLAGE)) == {"星原镇/甲村", "砚溪镇/甲村", "星原镇/丙村", "丙村"}
    assert "note" not in {field.key for field in fields_of(RecordKind.VILLAGE)}


@pytest.mark.requirement("B13")
def test_a_patch_names_its_project_in_a_column(desk: Any, make: Make) -> None:
    from weipian.programme.intake.batches import read_batch
    from weipian.programme.intake.hanging import hanging_of

    keep(desk, RecordKind.PROJECT, "名称=某公路")
    keep(desk, RecordKind.VILLAGE, "村名=甲村", "乡镇=星原镇")
    keep(desk, RecordKind.VILLAGE, "村名=甲村", "乡镇=砚溪镇")
    path = august(make, "a.gpkg", XM=["某公路", "没有", ""], CUN=["甲村", "", ""])
    found, said = hanging_of(read_batch(order(path, mapping={"XM": "project", "CUN": "village"})))
    assert set(found) == {0}
    assert found[0].project == 1
    assert found[0].village == 1
    assert "没有" in said[0]


@pytest.mark.requirement("A3")
def test_who_may_not_keep_records_is_told(auditor: Any) -> None:
    with refuses("act_not_of_role", InputError):
        keep(auditor, RecordKind.PARTY, "名称=某公司")


@pytest.mark.requirement("C4", "F4")
def test_an_approvals_area_is_kept_in_mu_and_an_older_row_without_one_stays_so(desk: Any) -> None:
    """Oracle: what was written, digit by digit."""
    from weipian.store.acting import acting
    from weipian.store.models import Approval
    from weipian.store.queries.determination import books
    from weipian.terms.acting import Act

    def area(number: str) -> str | None:
        return books().approvals[number].area

    with acting(desk, Act.RECORD_KEPT, "approval") as act:
        act.add(Approval, number="旧")
    assert area("旧") is None
    assert keep(desk, RecordKind.APPROVAL, "文号=旧").same == ["旧"]
    assert area("旧") is None
    assert keep(desk, RecordKind.APPROVAL, "文号=旧", "批准面积(亩)=12.50").changed == ["旧"]
    assert area("旧") == "12.5"
    keep(desk, RecordKind.APPROVAL, "文号=新")
    assert area("新") == ""
    with pytest.raises(InputError):
        keep(desk, RecordKind.APPROVAL, "文号=新", "批准面积=三公顷")
