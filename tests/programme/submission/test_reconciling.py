"""The platform's list beside ours: both ways, field by field, who must act, what is accepted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean
from made_platform import differences, events, listed, out, reconciled_day, states, take
from made_returns import as_person, county
from refusing import refuses
from weipian.terms.acting import Act
from weipian.terms.submission import PlatformStatus


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


@pytest.mark.requirement("C2")
def test_both_ways_and_field_by_field(desk: Any) -> None:
    assert reconciled_day(desk) is None
    out(desk)
    take(desk, listed("P1", cultivated="2.5", area="3.5", party=""), listed("P2"), listed("X9"))
    assert differences(desk) == [
        ("P1", "field", "cultivated", "3.00", "2.5"),
        ("P2", "theirs_only", "", "", ""),
        ("X9", "unknown", "", "", ""),
    ]
    take(desk, listed("P2", PlatformStatus.NOT_FILLED))
    assert differences(desk) == [("P1", "ours_only", "", "", "")]
    take(desk, listed("P1", PlatformStatus.SENT_BACK))
    assert differences(desk) == [("P1", "sent_back", "", "", "")]
    assert events(Act.PLATFORM_TAKEN) == ["taking:1", "taking:2", "taking:3"]
    assert clean(desk)


@pytest.mark.requirement("C2", "A3")
def test_the_list_says_who_must_act_and_shows_what_is_in_sight(desk: Any) -> None:
    from weipian.programme.submission.acts.reconciling import reconcile

    out(desk)
    take(desk, listed("P1", cultivated="2.5"), listed("X9"))
    whos = [who for _, who in reconcile(desk).differences]
    assert "县卫片办审核" in whos[0]
    assert whos[1] == "县卫片办经办"
    assert differences(as_clerk_of(desk, TOWNSHIPS[1])) == []
    assert [one[0] for one in differences(as_clerk_of(desk, TOWNSHIPS[0]))] == ["P1"]
    with refuses("act_not_of_role"):
        take(as_person(desk, "leader"), listed("P1"))


@pytest.mark.requirement("C2")
def test_what_the_platform_accepts_as_released_is_accepted(desk: Any) -> None:
    out(desk, "P1")
    out(desk, "P2")
    done = take(
        desk, listed("P1", PlatformStatus.ACCEPTED, area="3.5"), listed("P2", PlatformStatus.ACCEPTED, area="9")
    )
    assert (done.accepted, done.rows, done.unknown) == (("P1",), 2, 0)
    assert states() == {"P1": "accepted", "P2": "released"}


@pytest.mark.requirement("C2")
def test_the_platforms_table_is_read_by_its_header(tmp_path: Path) -> None:
    from weipian.office.submitting.reading import platform_in

    source = tmp_path / "平台.csv"
    text = "图斑编号,审核状态,占耕地面积（亩）,核实认定意见\nP1,审核结束,3.5,其他用地\nP2,不知道,1,\nP3,已打回,多,\n"
    source.write_text(text, encoding="utf-8")
    read, rows = platform_in(source, {}, None)
    assert [(one.number, one.status, dict(one.entries)) for one in rows] == [
        ("P1", PlatformStatus.ACCEPTED, {"cultivated": "3.5", "decided": "其他用地"})
    ]
    assert [one.row for one in read.table.refused] == [3, 4]
