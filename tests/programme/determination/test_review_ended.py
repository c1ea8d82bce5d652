"""Minutes confirmed and locked, and who then determines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, clean
from made_review import DAY, County
from refusing import refuses
from reviewed_plots import held, last_event, locked, now_of
from weipian.terms.acting import State

pytestmark = pytest.mark.requirement("C3")


@pytest.fixture
def county(tmp_path: Path, database: str) -> County:
    return County(tmp_path / "w")


def test_minutes_are_confirmed_by_another_when_all_is_there(county: County) -> None:
    from dataclasses import replace

    from weipian.programme.determination.review.ending import confirm, take_back
    from weipian.terms.acting import Role

    held(county)
    county.decide("P1", "合法", "有批文")
    with refuses("review_undecided"):
        confirm(county.reviewer, "HS-1")
    county.decide("P2", "未判定", "缺批文")
    both = frozenset({Role.COUNTY_CLERK, Role.COUNTY_REVIEWER})
    with refuses("review_confirms_own"):
        confirm(replace(county.clerk, actor=replace(county.clerk.actor, roles=both)), "HS-1")
    with refuses("act_not_of_role"):
        confirm(county.clerk, "HS-1")
    confirm(county.reviewer, "HS-1")
    with refuses("review_not_in_state"):
        county.decide("P1", "未判定", "x")
    take_back(county.reviewer, "HS-1")
    county.decide("P1", "未判定", "再核")
    confirm(county.reviewer, "HS-1")
    assert last_event() == ("minutes_confirmed", "review:1")


def test_the_minutes_keep_dissent_and_hold_no_names(county: County) -> None:
    from weipian.programme.determination.review.minutes import minutes
    from weipian.programme.determination.review.speaking import Spoken, speak
    from weipian.store.models import MinutesPart
    from weipian.store.queries.reviews import review_named
    from weipian.store.sight import EVERYTHING, Sight

    held(county)
    speak(county.clerk, "HS-1", [Spoken("P1", "林业", "合法", "有批文", "与会丙")])
    county.decide("P1", "新增建设用地违法", "未批先建")
    county.decide("P2", "未判定", "缺批文")
    county.lock()
    review = review_named("HS-1")
    text = minutes(county.clerk, review, EVERYTHING)
    assert "林业：合法新增建设用地（有批文）【不同意见，保留】" in text
    assert "决定：新增建设用地违法。理由：未批先建" in text
    assert review.scan_sha256
    assert review.scan_sha256 in text
    assert "与会丙" in text
    kept = "".join(MinutesPart.objects.values_list("text", flat=True))
    assert "与会丙" not in kept
    assert "主持甲" not in kept
    other = minutes(county.mayor, review, Sight(township=TOWNSHIPS[1]))
    assert "P1" not in other
    assert "与会丙" not in other


def test_after_locking_nothing_changes_and_a_correction_is_a_new_review(county: County) -> None:
    from weipian.programme.determination.review.attending import Came, attend
    from weipian.programme.determination.review.convening import put_on_agenda
    from weipian.programme.determination.review.ending import lock, take_back
    from weipian.programme.determination.review.speaking import Spoken, speak

    held(county)
    with refuses("review_corrects_unlocked"):
        county.convene("HS-2", corrects="HS-1")
    county.decide("P1", "新增建设用地违法")
    county.decide("P2", "未判定", "缺批文")
    county.lock()
    tries: list[Callable[[], Any]] = [
        lambda: county.decide("P1", "合法"),
        lambda: attend(county.clerk, "HS-1", [Came("水利")]),
        lambda: put_on_agenda(county.clerk, "HS-1", ["P3"]),
        lambda: speak(county.clerk, "HS-1", [Spoken("P1", "林业", "合法")]),
        lambda: take_back(county.reviewer, "HS-1"),
        lambda: lock(county.leader, "HS-1", 1),
    ]
    for one in tries:
        with refuses("review_not_in_state"):
            one()
    county.convene("HS-2", corrects="HS-1", by_itself=False)
    from weipian.store.queries.reviews import review_named

    assert review_named("HS-2").corrects == "HS-1"


def test_only_a_minutes_paper_binds(county: County) -> None:
    from weipian.programme.determination.review.ending import confirm, lock
    from weipian.store.acting import acting
    from weipian.store.models import Evidence
    from weipian.terms.acting import Act

    held(county)
    county.decide("P1", "新增建设用地违法")
    county.decide("P2", "未判定", "缺批文")
    confirm(county.reviewer, "HS-1")
    with acting(county.clerk, Act.EVIDENCE_ADDED, "evidence") as act:
        photo = act.add(Evidence, sha256="b" * 64, kind="site_photo", account_id=county.clerk.actor.account)
    with refuses("review_scan_kind"):
        lock(county.leader, "HS-1", photo)
    with refuses("review_scan_unknown"):
        lock(county.leader, "HS-1", 99)


def test_only_a_locked_review_determines_and_states_follow(county: County) -> None:
    from weipian.store.models import Plot, Standing

    held(county)
    county.decide("P1", "新增建设用地违法")
    county.decide("P2", "未判定", "缺批文")
    with refuses("review_not_in_state"):
        county.determine()
    county.lock()
    done = county.determine()
    assert done.plots == ("P1", "P2")
    assert last_event() == ("determined", "review:1")
    row = now_of("P1")
    assert (row.review, row.reviewed, row.determination, row.conclusion, row.final) == (
        "HS-1", DAY, "unlawful_new", "unlawful", None,
    )  # fmt: skip
    assert row.nature == "unlawful_new"
    assert Plot.objects.get(number="P1").state == State.DETERMINED.value
    assert Plot.objects.get(number="P2").state == State.PROPOSED.value
    assert Standing.objects.get(number="P1").determination == "unlawful_new"
    again = county.determine()
    assert (again.plots, again.same) == ((), ("P1", "P2"))
    assert clean(county.clerk)


def test_nobody_else_determines(county: County) -> None:
    from dataclasses import replace

    from weipian.office.ledger.following import follow
    from weipian.programme.determination.review.determining import determine
    from weipian.store.actors import Door

    locked(county)
    for desk in (county.clerk, county.reviewer, county.mayor):
        with refuses("act_not_of_role"):
            determine(desk, "HS-1", follow)
    stand_in = replace(county.leader, actor=replace(county.leader.actor, door=Door.STAND_IN))
    with refuses("act_in_person"):
        determine(stand_in, "HS-1", follow)
