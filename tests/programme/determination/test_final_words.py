"""Requests to above and the final determination beside the county's own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from made_books import clean
from made_review import DAY, County
from refusing import refuses
from reviewed_plots import last_event, locked, now_of

pytestmark = pytest.mark.requirement("C3")


@pytest.fixture
def county(tmp_path: Path, database: str) -> County:
    return County(tmp_path / "w")


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
