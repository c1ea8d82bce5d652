"""A review from its agenda to the determination: who may, in which state, what stays, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, UNLAWFUL, Given, clean
from made_review import DAY, County
from refusing import refuses
from weipian.terms.acting import State
from weipian.terms.review import Why
from weipian.terms.words import Category

pytestmark = pytest.mark.requirement("C3")
MINE = {"conclusion": "unlawful", "nature": "", "determination": "undetermined"}


@pytest.fixture
def county(tmp_path: Path, database: str) -> County:
    return County(tmp_path / "w")


def held(county: County) -> County:
    county.convene()
    county.attend()
    return county


def locked(county: County) -> County:
    held(county)
    county.decide("P1", "新增建设用地违法")
    county.decide("P2", "未判定", "缺批文")
    county.lock()
    return county


def now_of(plot: str) -> Any:
    from weipian.store.models import Determination

    return Determination.objects.get(plot__number=plot, current=True)


def last_event() -> tuple[str, str]:
    from weipian.store.models import Event

    row = Event.objects.order_by("-seq").values_list("act", "subject")[0]
    return row[0], row[1]


def test_what_comes_by_itself_and_why(county: County) -> None:
    found = {one.plot.plot: one.why for one in county.convene()}
    assert found == {"P1": (Why.KEY,), "P2": (Why.KEY, Why.IN_DOUBT)}
    assert last_event() == ("review_convened", "review:1")


def test_a_number_is_used_once_and_only_the_county_office_convenes(county: County) -> None:
    from weipian.programme.determination.review.convening import Convening, convene
    from weipian.terms.review import ReviewForm

    county.convene()
    with refuses("review_number_taken"):
        county.convene()
    for desk in (county.leader, county.mayor, county.auditor):
        with refuses("act_not_of_role"):
            convene(desk, Convening("HS-9", ReviewForm.MEETING, DAY, "x"))


def test_plots_put_on_by_hand_keep_why_they_would_have_come(county: County) -> None:
    from weipian.programme.determination.review.convening import put_on_agenda, take_off_agenda

    county.convene(by_itself=False)
    (one, other) = put_on_agenda(county.clerk, "HS-1", ["P3", "P2"])
    assert one.why == (Why.BY_HAND,)
    assert other.why == (Why.BY_HAND, Why.KEY, Why.IN_DOUBT)
    with refuses("review_nothing_new"):
        put_on_agenda(county.clerk, "HS-1", ["P3"])
    with refuses("ledger_plot_unknown"):
        put_on_agenda(county.clerk, "HS-1", ["P9"])
    take_off_agenda(county.clerk, "HS-1", ["P3"])
    with refuses("review_not_on_agenda"):
        take_off_agenda(county.clerk, "HS-1", ["P3"])
    assert [one.plot.plot for one in put_on_agenda(county.clerk, "HS-1", ["P3"], by_itself=True)] == ["P1", "P3"]


def test_what_is_on_an_open_agenda_does_not_come_to_a_second(county: County) -> None:
    county.convene()
    assert county.convene("HS-2") == []


def test_returned_problems_come_again(county: County) -> None:
    from weipian.programme.determination.review.convening import put_on_agenda

    county.convene(by_itself=False)
    found = put_on_agenda(county.clerk, "HS-1", [], by_itself=True, returned={"P4"})
    assert {one.plot.plot: one.why for one in found}["P4"] == (Why.RETURNED,)


def test_who_is_in_conflict_gives_no_opinion(county: County) -> None:
    from weipian.programme.determination.review.attending import Came, stay_out
    from weipian.programme.determination.review.speaking import Spoken, speak
    from weipian.store.models import Opinion

    held(county)
    speak(county.clerk, "HS-1", [Spoken("P1", "林业", "新增建设用地违法", "现场所见", "与会丙")])
    stay_out(county.clerk, "HS-1", "P1", Came("林业", "与会丙"), "亲属")
    assert not Opinion.objects.filter(current=True).exists()
    with refuses("review_in_conflict"):
        speak(county.clerk, "HS-1", [Spoken("P1", "林业", "新增建设用地违法", "", "与会丙")])
    with refuses("review_who_speaks"):
        speak(county.clerk, "HS-1", [Spoken("P1", "林业", "新增建设用地违法")])
    speak(county.clerk, "HS-1", [Spoken("P1", "林业", "合法", "", "另一人")])
    speak(county.clerk, "HS-1", [Spoken("P2", "林业", "合法", "", "与会丙")])
    stay_out(county.clerk, "HS-1", "P2", Came("农业农村"), "本单位项目")
    with refuses("review_in_conflict"):
        speak(county.clerk, "HS-1", [Spoken("P2", "农业农村", "合法", "", "与会乙")])


def test_a_township_speaks_for_itself_on_its_own_plots(county: County) -> None:
    from weipian.programme.determination.review.convening import put_on_agenda
    from weipian.programme.determination.review.speaking import Spoken, speak

    held(county)
    put_on_agenda(county.clerk, "HS-1", ["P3"])
    speak(county.mayor, "HS-1", [Spoken("P1", TOWNSHIPS[0], "合法", "有批文")])
    with refuses("review_speaks_for_other"):
        speak(county.mayor, "HS-1", [Spoken("P1", "林业", "合法")])
    with refuses("ledger_plot_unknown"):
        speak(county.mayor, "HS-1", [Spoken("P3", TOWNSHIPS[0], "合法")])
    with refuses("act_not_of_role"):
        speak(county.auditor, "HS-1", [Spoken("P1", "审计", "合法")])


def test_a_decision_needs_a_reason_where_it_differs_or_is_argued(county: County) -> None:
    held(county)
    with refuses("review_because_argued"):
        county.decide("P1", "新增建设用地违法", "")
    with refuses("ledger_because_missing"):
        county.decide("P1", "合法", "")
    with refuses("review_because_undetermined"):
        county.decide("P1", "未判定", " ")
    with refuses("unknown_word"):
        county.decide("P1", "也许")
    with refuses("review_not_on_agenda"):
        county.decide("P3", "合法")
    county.decide("P1", "合法", "有批文")
    assert last_event() == ("review_decided", "review:1")


def test_nothing_is_decided_before_somebody_came(county: County) -> None:
    county.convene()
    with refuses("review_not_in_state"):
        county.decide("P1", "合法")


def test_a_mining_plot_is_decided_in_its_own_words(tmp_path: Path, database: str) -> None:
    county = County(tmp_path / "w", (Given("M1", category=Category.MINING, proposal=MINE),))
    held(county)
    with refuses("unknown_word"):
        county.decide("M1", "新增建设用地违法")
    with refuses("ledger_mining_word"):
        county.decide("M1", "其他用地")
    county.decide("M1", "伪变化")
    county.lock()
    county.determine()
    assert (now_of("M1").conclusion, now_of("M1").determination) == ("pseudo_change", "")


def test_a_batch_is_undone_as_one_before_the_minutes_stand(county: County) -> None:
    from weipian.office.inspecting.gates import gates_open
    from weipian.programme.determination.review.deciding import Decided, decide
    from weipian.programme.determination.review.undoing import undo_batch
    from weipian.store.models import Decision

    held(county)
    county.decide("P1", "合法", "先前")
    both = [Decided("P1", "违法新增建设用地", "改"), Decided("P2", "合法", "有批文"), Decided("P9", "合法", "x", row=7)]
    done = decide(county.clerk, "HS-1", both, gates_open)
    assert (done.rows, [one.row for one in done.refused]) == (2, [7])
    assert done.batch is not None
    assert undo_batch(county.clerk, done.batch).rows == 2
    standing = Decision.objects.filter(current=True).values_list("plot__number", "word", "because")
    assert list(standing) == [("P1", "lawful_new", "先前")]
    with refuses("review_batch_unknown"):
        undo_batch(county.clerk, done.batch)
    later = decide(county.clerk, "HS-1", both[:1], gates_open)
    county.decide("P1", "合法", "又改")
    assert later.batch is not None
    with refuses("review_batch_built_on"):
        undo_batch(county.clerk, later.batch)
    assert clean(county.clerk)


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


def test_a_request_without_answer_bars_and_its_answer_frees(county: County) -> None:
    from weipian.programme.determination.review.instructing import Asking, answer, ask
    from weipian.store.models import Instruction

    locked(county)
    asking = Asking("P1", "媒体关注", "市卫片办", "资请〔2023〕1号", date(2023, 9, 6))
    with refuses("act_not_of_role"):
        ask(county.clerk, asking)
    key = ask(county.leader, asking)
    assert last_event() == ("instruction_asked", f"instruction:{key}")
    with refuses("instruction_twice"):
        ask(county.leader, asking)
    done = county.determine()
    assert [(one.code, one.where) for one in done.refused] == [("review_instruction_waits", "P1")]
    assert done.plots == ("P2",)
    with refuses("instruction_answered_early"):
        answer(county.clerk, key, "同意", date(2023, 9, 1))
    with refuses("act_not_of_role"):
        answer(county.leader, key, "同意", DAY)
    answer(county.clerk, key, "同意按违法处理", date(2023, 9, 20))
    assert last_event() == ("instruction_answered", f"instruction:{key}")
    assert Instruction.objects.count() == 2
    assert county.determine().plots == ("P1",)


@pytest.mark.requirement("C1")
def test_the_final_determination_governs_and_the_countys_stays(county: County) -> None:
    from weipian.office.ledger.undoing import undo
    from weipian.store.models import Determination, FinalPaper

    locked(county)
    county.determine()
    done = county.final("P1", "合法", because="补充材料成立")
    row = now_of("P1")
    assert (row.final, row.determination, row.review) == (True, "lawful_new", "HS-1")
    paper = FinalPaper.objects.get(determination=row.id)
    assert (paper.level, paper.on) == ("region", date(2023, 10, 1))
    former = Determination.objects.get(plot__number="P1", current=False)
    assert (former.determination, former.final) == ("unlawful_new", None)
    assert last_event()[0] == "final_determination_taken"
    assert [one.code for one in county.determine().refused] == ["review_final_governs"]
    county.convene("HS-2", by_itself=False)
    from weipian.programme.determination.review.convening import put_on_agenda

    with refuses("review_final_governs"):
        put_on_agenda(county.clerk, "HS-2", ["P1"])
    undo(county.clerk, done.number)
    assert (now_of("P1").determination, now_of("P1").final) == ("unlawful_new", None)
    assert clean(county.clerk)


def test_finals_are_for_the_county_and_say_something(county: County) -> None:
    from dataclasses import replace

    with refuses("final_undetermined"):
        county.final("P1", "未判定")
    with refuses("ledger_plot_unknown"):
        county.final("P9", "合法")
    county.leader = replace(county.leader, actor=county.clerk.actor)
    with refuses("act_not_of_role"):
        county.final("P1", "合法")


def test_disputed_plots_are_told_and_argued(tmp_path: Path, database: str) -> None:
    from weipian.programme.determination.review.convening import put_on_agenda
    from weipian.programme.determination.review.speaking import Spoken, speak
    from weipian.store.queries.reviews import reviews

    county = County(tmp_path / "w", (Given("Q1", proposal=None), Given("Q2", proposal=UNLAWFUL)))
    held(county)
    put_on_agenda(county.clerk, "HS-1", ["Q1"])
    county.decide("Q1", "合法", "")
    speak(county.clerk, "HS-1", [Spoken("Q1", "林业", "合法"), Spoken("Q1", "农业农村", "新增建设用地违法")])
    county.decide("Q2", "新增建设用地违法")
    from weipian.programme.determination.review.ending import confirm

    with refuses("review_because_argued"):
        confirm(county.reviewer, "HS-1")
    county.decide("Q1", "合法", "有批文")
    confirm(county.reviewer, "HS-1")
    assert reviews()[0].state.value == "confirmed"


def test_a_withdrawn_patch_takes_its_part_along_and_the_review_stays(county: County) -> None:
    from weipian.store import models
    from weipian.store.acting import acting
    from weipian.store.erasing import erase
    from weipian.store.queries.erasure import doomed_patches
    from weipian.terms.acting import Act, Role

    locked(county)
    county.determine()
    clerk = county.person("jiyao", Role.CONFIDENTIAL_CLERK)
    with acting(clerk, Act.ERASED, "erasure") as act:
        erase(act, doomed_patches(["P1"]))
    review = models.Review.objects.get()
    assert (review.scan, review.scan_sha256) == (None, None)
    for model in (models.AgendaItem, models.Decision):
        assert list(model.objects.values_list("plot__number", flat=True)) == ["P2"]
    assert not any("P1" in text for text in models.MinutesPart.objects.values_list("text", flat=True))
    assert clean(county.clerk)
