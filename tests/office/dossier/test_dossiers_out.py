"""Dossiers go out: editions, the same bytes again, a wording logged, what was changed named, volumes refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, Given, as_clerk_of, clean, issue
from made_erasure import keeper_of, take_out
from made_review import County
from private_server import BOTH
from read_paper import wrong_for_archive
from refusing import refuses
from weipian.terms.acting import Act, State

pytestmark = pytest.mark.requirement("D5", "C3", "F1")
DAY, LATER = date(2023, 9, 6), date(2023, 9, 8)
PATCHES = (Given("P1"), Given("P2"), Given("P3", TOWNSHIPS[1]))
OWN = "现场核对：情况属实，由村委会翻耕。"


@pytest.fixture
def county(tmp_path: Path) -> County:
    """P1 was determined to be unlawful by HS-1; nobody put in a paper."""
    made = County(tmp_path / "county", PATCHES)
    from weipian.programme.determination.review.convening import put_on_agenda

    made.convene()
    put_on_agenda(made.clerk, "HS-1", ["P1", "P2"])
    made.attend()
    made.decide("P1", "新增建设用地违法")
    made.decide("P2", "未判定")
    made.lock()
    made.determine()
    return made


def out(desk: Any, folder: Path, *plots: str, township: str | None = None, day: date = DAY) -> list[Any]:
    from weipian.office.dossier.issuing import Run, chosen_for, issue_dossiers

    every, chosen = chosen_for(desk, plots, township)
    run = Run()
    issue_dossiers(desk, every, chosen, folder, day, run)
    assert not run.failed
    return run.done


def reword(desk: Any, text: str, plot: str = "P1") -> int:
    from weipian.programme.report.dossier.wording import reword as write

    return write(desk, plot, text, "所拟", DAY)


def last_act() -> tuple[str, str]:
    from weipian.store.models import Event

    act, subject = Event.objects.order_by("-seq").values_list("act", "subject")[0]
    return str(act), str(subject)


def examined(path: Path) -> Any:
    from weipian.papers.verifying import examined as look

    return look(path.read_bytes())


@pytest.mark.parametrize("database", BOTH, indirect=True)
def test_an_edition_is_kept_and_handed_out_again_until_something_is_done(
    database: str, county: County, tmp_path: Path
) -> None:
    desk = county.clerk
    (first,) = out(desk, tmp_path / "out", "P1")
    assert (first.edition, first.fresh) == (1, True)
    assert first.gaps > 0
    assert last_act()[0] == Act.DOSSIER_ISSUED.value
    kept = first.path.read_bytes()
    (again,) = out(desk, tmp_path / "again", "P1", day=LATER)
    assert (again.edition, again.fresh, again.path.read_bytes()) == (1, False, kept)
    reword(desk, OWN)
    assert last_act()[0] == Act.DOSSIER_WORDED.value
    (second,) = out(desk, tmp_path / "out", "P1", day=LATER)
    assert (second.edition, second.fresh) == (2, True)
    from weipian.store.queries.dossiers import issues

    editions = issues(former=True)
    assert [(one.edition, one.current) for one in editions] == [(1, False), (2, True)]
    reword(desk, "")
    (third,) = out(desk, tmp_path / "out", "P1", day=LATER)
    assert (third.edition, third.gaps) == (3, first.gaps)
    assert clean(desk)


def test_what_was_not_looked_at_or_not_decided_never_reads_like_none(county: County, tmp_path: Path) -> None:
    """There is no layer of approvals in this county; P2 was left open; P1's former determination stays to be read."""
    from read_paper import pages
    from weipian.programme.determination.review.finals import Final, take_finals
    from weipian.terms.review import Above

    said = Final("P1", "其他用地", Above.REGION, "终判〔2023〕1号", DAY, "另有批准", 1)
    take_finals(county.reviewer, [said], lambda *_: None)
    words = {one.plot: "".join(pages(one.path.read_bytes())) for one in out(county.clerk, tmp_path / "out", "P1", "P2")}
    assert "用地批准红线没有查：没有这个图层，不能说没有批准" in words["P1"]
    assert "不涉及：没有判定为违法，也没有查处记录" in words["P1"]
    assert "尚未判定，没有查处记录" in words["P2"]
    past = words["P1"].partition("判定经过")[2].partition("改判的")[0]
    assert past.index("新增建设用地违法") < past.index("已被替代") < past.index("终判〔2023〕1号") < past.index("有效")
    assert "判定经过" not in words["P2"]


def test_a_changed_byte_is_named_and_the_books_know_their_own(county: County, tmp_path: Path) -> None:
    from weipian.office.dossier.verifying import checked
    from weipian.store.queries.log import export_log

    (first,) = out(county.clerk, tmp_path / "out", "P1")
    assert examined(first.path).whole
    good = checked(first.path, county.clerk, None)
    assert good.good
    assert "P1 卷宗第 1 版" in good.said[-1]
    export_log(county.clerk, tmp_path / "log.jsonl")
    assert checked(first.path, None, tmp_path / "log.jsonl").good
    bad = tmp_path / "bad.pdf"
    content = bytearray(first.path.read_bytes())
    content[len(content) // 3] ^= 1
    bad.write_bytes(content)
    for desk, log in ((county.clerk, None), (None, tmp_path / "log.jsonl")):
        found = checked(bad, desk, log)
        assert not found.good
        assert found.issued is False
        assert found.seal.changes


def test_a_township_has_its_own_and_the_plot_decides(county: County, tmp_path: Path) -> None:
    own, other = (as_clerk_of(county.clerk, name) for name in TOWNSHIPS)
    assert [one.plot for one in out(own, tmp_path / "own", "P1")] == ["P1"]
    with refuses("plot_unknown"):
        out(other, tmp_path / "other", "P1")
    with refuses("plot_unknown"):
        reword(other, OWN)
    with refuses("act_not_of_role"):
        out(county.auditor, tmp_path / "none", "P1")
    from weipian.store.models import Plot

    Plot.objects.filter(number="P1").update(state=State.WITHDRAWN.value)
    with refuses("plot_unknown"):
        reword(county.clerk, OWN)


def test_what_has_gaps_is_not_bound(county: County, tmp_path: Path) -> None:
    from weipian.office.dossier.binding import bind_township

    with refuses("volume_empty"):
        bind_township(county.clerk, TOWNSHIPS[0], tmp_path / "册", DAY)
    out(county.clerk, tmp_path / "out", "P1")
    with refuses("volume_empty"):
        bind_township(county.clerk, TOWNSHIPS[0], tmp_path / "册", DAY)
    from weipian.store.models import DossierIssue, DossierVolume

    DossierIssue.objects.update(gaps=0)
    reword(county.clerk, OWN)
    with refuses("volume_stale"):
        bind_township(county.clerk, TOWNSHIPS[0], tmp_path / "册", DAY)
    assert not DossierVolume.objects.exists()


@pytest.mark.parametrize("database", BOTH, indirect=True)
def test_a_changed_dossier_makes_a_new_edition_of_its_volume_alone(
    database: str, county: County, tmp_path: Path
) -> None:
    from weipian.office.dossier.binding import bind_township
    from weipian.office.dossier.listing import listing
    from weipian.office.dossier.verifying import checked
    from weipian.store.models import DossierIssue

    def bound(folder: str) -> Any:
        DossierIssue.objects.update(gaps=0)
        return bind_township(county.clerk, TOWNSHIPS[0], tmp_path / folder, LATER)

    out(county.clerk, tmp_path / "out", "P1", "P2")
    first, again = bound("册"), bound("再")
    (one,), (same,) = first.bound, again.bound
    assert (one.fresh, same.fresh, one.volume.edition, same.volume.edition) == (True, False, 1, 1)
    assert last_act()[0] == Act.VOLUME_BOUND.value
    files = sorted(one.folder.iterdir())
    assert [path.read_bytes() for path in files] == [path.read_bytes() for path in sorted(same.folder.iterdir())]
    assert wrong_for_archive(files[0].read_bytes()) == []
    (p1, end), (start, last) = one.volume.starts["P1"], one.volume.starts["P2"]
    assert (p1, start, last) == (1, end + 1, one.volume.pages)
    reword(county.clerk, OWN)
    out(county.clerk, tmp_path / "out", "P1", day=LATER)
    found, volumes = listing(county.clerk)
    assert {each.plot: each.bound.former for each in found if each.bound} == {"P1": True, "P2": False}
    assert volumes[0].former == ("P1",)
    (two,) = bound("册").bound
    assert (two.fresh, two.volume.edition, two.volume.before) == (True, 2, LATER)
    old, new = (checked(each.folder / "001-P1.pdf", county.clerk, None) for each in (one, two))
    assert old.good
    assert "此后已有新版替代" in old.said[-1]
    assert new.good
    assert "新版" not in new.said[-1]


def test_the_list_asks_no_more_for_more(county: County) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from weipian.office.dossier.listing import listing

    with CaptureQueriesContext(connection) as few:
        some, _ = listing(county.clerk)
    issue(county.clerk, [Given(f"Q{at}") for at in range(30)], "202309")
    with CaptureQueriesContext(connection) as many:
        every, _ = listing(county.clerk)
    assert len(every) == len(some) + 30
    assert len(many) <= len(few) + 1
    first = every[0]
    assert first.plot == "P1"
    assert first.asked - first.has == len(first.gaps)


@pytest.mark.requirement("B12")
def test_what_is_lawfully_taken_out_takes_its_dossiers_and_their_bytes_along(county: County, tmp_path: Path) -> None:
    (first,) = out(county.clerk, tmp_path / "out", "P1")
    reword(county.clerk, OWN)
    (kept,) = out(county.clerk, tmp_path / "out", "P3")
    from weipian.store.queries.dossiers import issues

    hashes = {one.plot: one.sha256 for one in issues()}
    keeper = keeper_of(county.clerk)
    take_out(county.leader, keeper, ["P1"])
    from weipian.store.models import DossierAccount
    from weipian.vault.places import Places

    places = Places(county.folder)
    assert [one.plot for one in issues(former=True)] == [kept.plot]
    assert not DossierAccount.objects.exists()
    assert not places.original(hashes[first.plot]).exists()
    assert places.original(hashes[kept.plot]).exists()
    assert clean(county.clerk)
