"""A review from its agenda to its decisions: who may, in which state, what stays, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from made_books import TOWNSHIPS, UNLAWFUL, Given, clean
from made_review import DAY, County
from refusing import refuses
from reviewed_plots import MINE, held, last_event, locked, now_of
from weipian.terms.review import Why
from weipian.terms.words import Category

pytestmark = pytest.mark.requirement("C3")


@pytest.fixture
def county(tmp_path: Path, database: str) -> County:
    return County(tmp_path / "w")


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
