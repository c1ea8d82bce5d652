"""综合卷: papers put in and taken back, what the books add, editions, whose it is, and what an erasure takes along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, Given, as_clerk_of, clean
from made_erasure import keeper_of, take_out
from made_evidence import encoded, pdf
from made_review import County
from private_server import BOTH
from read_paper import pages, wrong_for_archive
from refusing import refuses
from weipian.terms.acting import Act, Role
from weipian.terms.dossier import GeneralKind, GeneralStage

pytestmark = pytest.mark.requirement("D5", "A3")
DAY = date(2023, 9, 6)
TOWN, OTHER = TOWNSHIPS[:2]


@pytest.fixture
def county(tmp_path: Path) -> County:
    """P1 was on the agenda of HS-1."""
    made = County(tmp_path / "county", (Given("P1"), Given("P2"), Given("P3", OTHER)))
    from weipian.programme.determination.review.convening import put_on_agenda

    made.convene(by_itself=False)
    put_on_agenda(made.clerk, "HS-1", ["P1"])
    return made


def put(desk: Any, folder: Path, owner: str = TOWN, name: str = "方案.pdf", *, dry_run: bool = False) -> Any:
    from weipian.programme.report.dossier.general.keeping import Said, owner_named, put_in

    path = folder / name
    path.write_bytes(encoded("JPEG") if name.endswith(".jpg") else pdf(name.encode()))
    kind = GeneralKind.MEETING if name.endswith(".jpg") else GeneralKind.PLAN
    what = Said(owner_named(desk.policy, owner), kind, GeneralStage.DEPLOYMENT, DAY)
    kept, refused = put_in(desk, [path], what, int, dry_run=dry_run)
    assert not refused
    return kept[0]


def out(desk: Any, folder: Path, owner: str = TOWN) -> Any:
    from weipian.office.dossier.general.issuing import out_general
    from weipian.programme.report.dossier.general.keeping import owner_named

    return out_general(desk, owner_named(desk.policy, owner), folder, DAY)


def acts() -> list[str]:
    from weipian.store.models import Event

    return list(Event.objects.order_by("seq").values_list("act", flat=True))


@pytest.mark.parametrize("database", BOTH, indirect=True)
def test_an_edition_holds_the_papers_and_stands_until_they_change(
    database: str, county: County, tmp_path: Path
) -> None:
    from django.db import connection

    from weipian.office.dossier.general.listing import listing
    from weipian.office.dossier.verifying import checked
    from weipian.programme.report.dossier.general.keeping import take_back
    from weipian.store.queries.log import export_log

    assert connection.vendor == (database or "sqlite")
    desk = as_clerk_of(county.clerk, TOWN)
    put(desk, tmp_path, dry_run=True)
    assert Act.GENERAL_KEPT.value not in acts()
    plan, scan = put(desk, tmp_path), put(desk, tmp_path, name="签到.jpg")
    assert acts()[-2:] == [Act.GENERAL_KEPT.value] * 2
    first = out(desk, tmp_path / "out")
    assert (first.edition, first.fresh, first.papers) == (1, True, 2)
    assert wrong_for_archive(first.path.read_bytes()) == []
    said = "".join(pages(first.path.read_bytes())).replace("\u200b", "")
    assert plan.taken.sums.sha256 in said
    assert "原件另附" in said
    assert acts()[-1] == Act.GENERAL_ISSUED.value
    again = out(county.clerk, tmp_path / "again")
    assert (again.edition, again.fresh, again.path.read_bytes()) == (1, False, first.path.read_bytes())
    (listed,) = listing(desk)
    assert {one.key for one in listed.held.every} - {one.key for one in listed.held.gaps} >= {"plan", "deployed_at"}
    assert listed.issued is not None
    assert [one.number for one in listed.entries if one.kind is GeneralKind.MEETING] == ["HS-1"]
    with refuses("general_reason_missing"):
        take_back(desk, scan.id, " ", DAY)
    take_back(desk, scan.id, "存错", DAY)
    with refuses("general_unknown"):
        take_back(desk, scan.id, "存错", DAY)
    second = out(desk, tmp_path / "out")
    assert (second.edition, second.papers, second.gaps) == (2, 1, first.gaps + 1)
    export_log(county.clerk, tmp_path / "log.jsonl")
    old, new = checked(first.path, county.clerk, None), checked(second.path, desk, tmp_path / "log.jsonl")
    assert old.good
    assert "此后已有新版替代" in old.said[-1]
    assert new.good
    assert checked(second.path, None, tmp_path / "log.jsonl").good
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(second.path.read_bytes().replace(b"0", b"1", 1))
    assert not checked(bad, desk, None).good
    assert clean(county.clerk)


def test_each_has_its_own_and_nobody_elses(county: County, tmp_path: Path) -> None:
    from weipian.office.dossier.general.exporting import exported
    from weipian.office.dossier.general.listing import listing
    from weipian.programme.report.dossier.general.keeping import owner_named
    from weipian.store.queries.evidence import listed
    from weipian.store.seeing import seen

    own, other = (as_clerk_of(county.clerk, name) for name in TOWNSHIPS[:2])
    unit = county.person("unit", Role.DEPARTMENT_CLERK)
    unit = replace(unit, actor=replace(unit.actor, department="农业农村"))
    put(own, tmp_path)
    put(unit, tmp_path, "农业农村", "处置.pdf")
    out(own, tmp_path / "out")
    for desk, owner in ((other, TOWN), (unit, TOWN), (own, "县卫片办"), (unit, "县卫片办"), (own, "农业农村")):
        with refuses("general_not_own"):
            put(desk, tmp_path, owner)
        with refuses("general_not_own"):
            out(desk, tmp_path / "none", owner)
        with refuses("general_not_own"):
            listing(desk, owner_named(desk.policy, owner))
    with refuses("act_not_of_role"):
        put(county.auditor, tmp_path)
    with refuses("general_owner_unknown"):
        put(county.clerk, tmp_path, "月亮镇")
    assert {one.owner.label: len(one.papers) for one in listing(unit)} == {"农业农村": 1}
    assert [one.owner.label for one in listing(own)] == [TOWN]
    assert {one.owner.label: len(one.papers) for one in listing(county.clerk)}["农业农村"] == 1
    assert [one.name for one in listed(seen(own))] == ["方案.pdf"]
    assert listed(seen(other)) == []
    given = exported(county.clerk, owner_named(own.policy, TOWN), tmp_path / "原件", "归档")
    assert [one.name for one in given.found] == ["方案.pdf"]
    with refuses("act_not_of_role"):
        exported(own, owner_named(own.policy, TOWN), tmp_path / "别", "")
    with refuses("evidence_none"):
        exported(county.clerk, owner_named(own.policy, OTHER), tmp_path / "别", "")


@pytest.mark.requirement("B12")
def test_an_edition_that_counted_what_is_taken_out_goes_too(county: County, tmp_path: Path) -> None:
    from weipian.store.models import GeneralIssue, GeneralPaper
    from weipian.vault.places import Places

    paper = put(county.clerk, tmp_path)
    first = out(county.clerk, tmp_path / "out")
    sha256 = GeneralIssue.objects.values_list("evidence__sha256", flat=True)[0]
    take_out(county.leader, keeper_of(county.clerk), ["P1"])
    places = Places(county.folder)
    assert GeneralIssue.objects.values_list("evidence", "says", "pages", "gaps")[0] == (None, None, None, None)
    assert not places.original(sha256).exists()
    assert GeneralPaper.objects.count() == 1
    assert places.original(paper.taken.sums.sha256).exists()
    second = out(county.clerk, tmp_path / "out")
    assert (first.edition, second.edition, second.fresh) == (1, 2, True)
    assert clean(county.clerk)
