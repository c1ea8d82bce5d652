"""Retrospective approval: applied for after the penalty, granted, ticked, counted, undone. On both databases."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from made_books import clean
from made_cases import Enforcing
from refusing import refuses
from weipian.programme.rectification.cases.later_approval import Land
from weipian.terms.cases import ApprovalLevel, ApprovalStage

pytestmark = pytest.mark.requirement("D2")
FREE = Land(Fraction(3), Fraction(0), Fraction(0))
APPLIED, GRANTED = date(2023, 10, 10), date(2023, 11, 10)


@pytest.fixture
def county(tmp_path: Path, database: str) -> Enforcing:
    made = Enforcing(tmp_path / "county")
    made.open("1号", "P1")
    return made


def apply(desk: Any, plot: str = "P1", land: Land = FREE, **more: Any) -> int:
    from weipian.programme.rectification.cases.acts.approving import Applying
    from weipian.programme.rectification.cases.acts.approving import apply as applied

    good = {"day": APPLIED, "level": ApprovalLevel.REGION, "fits_industry": True, "fits_plan": True}

    def ground(plots: Collection[int]) -> dict[int, Land]:
        return dict.fromkeys(plots, land)

    return applied(desk, plot, Applying(**{**good, **more}), ground)


def grant(desk: Any, plot: str = "P1", **more: Any) -> int:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.cases.acts.approving import Granting
    from weipian.programme.rectification.cases.acts.approving import grant as granted

    said = {
        "stage": ApprovalStage.GRANTED,
        "day": GRANTED,
        "number": "桂政土批函〔2023〕9号",
        "authority": "自治区政府",
    }
    return granted(desk, plot, Granting(**{**said, **more}), follow)


def right(plot: str = "P1") -> tuple[str, str, date | None]:
    from weipian.store.models import Plot, PuttingRight

    row = PuttingRight.objects.filter(plot__number=plot, current=True).first()
    state = Plot.objects.get(number=plot).state
    return (row.outcome if row else "", state, row.outcome_on if row else None)


def test_first_the_penalty_then_the_application_then_the_approval(county: Enforcing) -> None:
    with refuses("case_approval_not_pursued"):
        apply(county.enforcer)
    with refuses("case_approval_no_penalty"):
        grant(county.enforcer, higher=True)
    county.penalise("1号")
    with refuses("case_approval_not_applied"):
        grant(county.enforcer)
    with refuses("case_approval_before"):
        apply(county.enforcer, day=date(2023, 9, 19))
    key = apply(county.township)
    from weipian.store.models import Event

    event = Event.objects.latest("seq")
    assert (event.act, event.subject) == ("retrospective_applied", f"later_approval:{key}")
    assert right()[0] == ""
    with refuses("case_approval_stands"):
        apply(county.enforcer)
    with refuses("act_not_of_role"):
        grant(county.township)
    with refuses("case_approval_paper"):
        grant(county.enforcer, number="")
    with refuses("case_day_before"):
        grant(county.enforcer, day=date(2023, 10, 1))
    grant(county.enforcer)
    assert right() == ("retrospective_approval", "settled", GRANTED)
    with refuses("case_approval_not_applied"):
        grant(county.enforcer)
    assert clean(county.clerk)


@pytest.mark.parametrize(
    ("more", "land"),
    [
        ({"fits_plan": False}, FREE),
        ({"fits_industry": None}, FREE),
        ({"level": ApprovalLevel.STATE}, FREE),
        ({}, Land(Fraction(3), Fraction(1), Fraction(0))),
        ({}, Land(Fraction(3), Fraction(0), None)),
    ],
)
def test_what_the_county_does_not_pursue(tmp_path: Path, more: dict[str, Any], land: Land) -> None:
    county = Enforcing(tmp_path / "county")
    county.open("1号", "P1")
    county.penalise("1号")
    with refuses("case_approval_not_pursued"):
        apply(county.enforcer, land=land, **more)


def test_one_granted_higher_is_recorded_and_counts(county: Enforcing) -> None:
    county.penalise("1号")
    with refuses("case_approval_before"):
        grant(county.enforcer, higher=True, day=date(2023, 9, 1))
    grant(county.enforcer, higher=True, level=ApprovalLevel.STATE, authority="国务院")
    assert right() == ("retrospective_approval", "settled", GRANTED)


def test_by_linked_quota_it_counts_from_the_tick(county: Enforcing) -> None:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.cases.acts.approving import tick

    county.penalise("1号")
    apply(county.enforcer, linked=True)
    with refuses("case_approval_no_tick"):
        tick(county.enforcer, "P1", GRANTED, follow)
    grant(county.enforcer)
    assert right()[0] == ""
    with refuses("case_day_before"):
        tick(county.enforcer, "P1", date(2023, 11, 1), follow)
    tick(county.enforcer, "P1", date(2023, 11, 20), follow)
    assert right() == ("retrospective_approval", "settled", date(2023, 11, 20))
    with refuses("case_approval_stands"):
        tick(county.enforcer, "P1", date(2023, 11, 21), follow)
    assert clean(county.clerk)


def test_refused_it_may_be_applied_for_again(county: Enforcing) -> None:
    county.penalise("1号")
    apply(county.enforcer)
    with refuses("case_no_reason"):
        grant(county.enforcer, stage=ApprovalStage.REFUSED)
    grant(county.enforcer, stage=ApprovalStage.REFUSED, reason="材料不齐")
    assert right()[0] == ""
    apply(county.enforcer, day=date(2023, 11, 20))


def test_undone_it_is_as_it_was_before(county: Enforcing) -> None:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.cases.acts.undoing import undo_said, undo_step

    county.penalise("1号")
    apply(county.enforcer)
    grant(county.enforcer)
    undo_step(county.enforcer, "1号")  # the service of the decision: nothing stands on it
    with refuses("case_approval_on_it"):
        undo_step(county.enforcer, "1号")
    undo_said(county.enforcer, "later_approval", "P1", follow)
    assert right() == ("", "determined", None)
    undo_said(county.enforcer, "later_approval", "P1", follow)
    undo_step(county.enforcer, "1号")
    assert clean(county.clerk)


def test_the_ratio_takes_it_from_the_numerator_alone(county: Enforcing) -> None:
    from weipian.office.ledger.standing import ratio_now

    before = ratio_now(county.clerk).answer["county"]["after"]  # type: ignore[index]
    county.penalise("1号")
    grant(county.enforcer, higher=True)
    after = ratio_now(county.clerk).answer["county"]["after"]  # type: ignore[index]
    assert float(before["numerator_mu"]) - float(after["numerator_mu"]) == pytest.approx(3.0)
    assert before["denominator_mu"] == after["denominator_mu"]
