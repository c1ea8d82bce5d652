"""A plot's return from the books to the platform and back: who may, in which state, its event, its correction."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, as_clerk_of, clean
from made_returns import DAY, county
from refusing import refuses
from returned_plots import check, entries, events, fill, out, release, second, send_back, state
from weipian.terms.acting import Act, State
from weipian.terms.submission import ReturnState

pytestmark = pytest.mark.requirement("C2")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


def test_a_return_goes_from_the_books_to_the_platform(desk: Any) -> None:
    from weipian.store.models import Submission

    out(desk)
    assert state() is ReturnState.RELEASED
    row = Submission.objects.get(current=True)
    assert (row.filled_by.name, row.checked_by.name, row.released_by.name) == ("clerk", "reviewer", "leader")
    assert row.released_on == row.first_released_on == DAY
    for word in desk.policy.value("submission.answers_for").items:
        assert word in row.statement
    assert events(Act.SUBMISSION_FILLED) == ["submission:1", "submission:2"]
    assert (events(Act.SUBMISSION_CHECKED), events(Act.SUBMISSION_RELEASED)) == (["submission:3"], ["submission:4"])
    assert Submission.objects.count() == 4
    assert clean(desk)


@pytest.mark.requirement("A1")
def test_the_books_fill_it_and_what_rules_propose_never_does(desk: Any) -> None:
    """Oracle: the books as made_returns writes them, by hand."""
    from weipian.store.acting import acting
    from weipian.store.models import Determination, Proposal

    with acting(desk, Act.PROPOSED, "plots") as act:
        for key in Proposal.objects.values_list("id", flat=True):
            act.change(Proposal, key, conclusion="unlawful", nature="unlawful_new")
    fill(desk)
    found = entries()
    assert (found["decided"], found["nature"], found["township"]) == ("其他用地", "实地未变化", TOWNSHIPS[0])
    assert (found["area"], found["cultivated"], found["farmland"], found["redline"]) == ("3.50", "3.00", "0.00", "0.00")
    assert (found["issued"], found["later_image"], found["account"]) == (
        "2023-08-01",
        "2023-07-01",
        "现场未变化，系翻耕",
    )
    assert "违法" not in "".join(found.values())
    assert "P1" not in "".join(found.values())
    with acting(desk, Act.DETERMINATIONS_TRANSCRIBED, "plots") as act:
        act.change(Determination, Determination.objects.get(plot__number="P2").id, current=False)
    fill(desk, "P2")
    assert (entries("P2")["decided"], entries("P2")["nature"]) == ("", "")


def test_a_plot_that_nobody_determined_is_not_filled(desk: Any) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot

    with acting(desk, Act.PROPOSED, "plots") as act:
        act.change(Plot, Plot.objects.get(number="P1").id, state=State.PROPOSED.value)
    with refuses("act_not_in_state"):
        fill(desk)


def test_what_follows_the_books_is_not_written_by_hand(desk: Any) -> None:
    with refuses("submission_cell_of_books"):
        fill(desk, decided="违法")
    fill(desk, decided="其他用地", party="某村")
    assert entries()["party"] == "某村"
    fill(desk)
    assert entries()["party"] == "某村"


def test_sent_back_with_a_reason_and_released_again(desk: Any) -> None:
    from weipian.store.models import Submission

    out(desk)
    with refuses("submission_reason_missing"):
        send_back(desk, reason=" ")
    send_back(desk)
    assert state() is ReturnState.RETURNED
    row = Submission.objects.get(current=True)
    assert (row.reason, row.released_on, row.checked_by, row.first_released_on) == ("面积不符", None, None, DAY)
    assert events(Act.SUBMISSION_RETURNED) == ["submission:5"]
    for step in (fill, check, second):
        assert step(desk).refused == ()
    release(desk, day=date(2023, 10, 30))
    row = Submission.objects.get(current=True)
    assert (row.released_on, row.first_released_on) == (date(2023, 10, 30), DAY)
    assert clean(desk)


@pytest.mark.requirement("E7")
def test_a_list_says_state_day_timeliness_and_who_can(desk: Any) -> None:
    from weipian.programme.submission.acts.listing import standing
    from weipian.terms.submission import Timely

    out(desk, "P1")
    one, two = standing(desk, date(2023, 9, 21))
    assert (one.due, one.timely, two.timely) == (date(2023, 9, 20), Timely.ON_TIME, Timely.OVERDUE)
    assert standing(desk, date(2023, 9, 20))[1].timely is Timely.NOT_YET
    assert two.now == "可填报"
    assert "县卫片办审核" in one.now
    assert all(step.who for step in one.steps)
    theirs = standing(as_clerk_of(desk, TOWNSHIPS[1]), DAY)
    assert theirs == []
    assert "县卫片办经办" in standing(as_clerk_of(desk, TOWNSHIPS[0]), DAY)[1].now


def test_a_withdrawn_patch_takes_its_return_along(desk: Any) -> None:
    """All tables of returns hang on a plot: erasure finds them by their keys."""
    from weipian.store import models
    from weipian.store.queries.erasure import doomed_patches

    out(desk)
    whole = doomed_patches(["P1"]).whole
    assert len(whole[models.Submission]) == 4
    assert len(whole[models.LookedAt]) == 1
    for table in (models.Submission, models.PlatformRow, models.LaterAddition, models.Problem):
        assert "plot" in {field.name for field in table._meta.fields}
