"""A plot is cut, or put together, while its case, orders and handover are under way (requirements B4, D2)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import clean
from made_ground import ground_desk
from made_handover import as_role, hand, plot_id
from refusing import refuses
from weipian.terms.acting import Act, Role
from weipian.terms.cases import Breach, CaseStep, Stop
from weipian.terms.handover import ReferralKind

pytestmark = pytest.mark.requirement("B4", "D2")
DAY, PARTS = date(2023, 9, 1), ("T1-1", "T1-2")


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    return ground_desk(tmp_path)


def determined(desk: Any, word: str, *numbers: str) -> None:
    """As an import of a ledger leaves it; "": as its undoing does."""
    from weipian.office.ledger.following import follow
    from weipian.store.acting import acting
    from weipian.store.models import Determination

    plots = [plot_id(number) for number in numbers]
    old = list(Determination.objects.filter(plot_id__in=plots, current=True).values_list("id", flat=True))
    rows = [{"plot_id": key, "review": "HS-1", "determination": word} for key in plots] if word else []
    with acting(desk, Act.LEDGER_IMPORTED, "plots") as act:
        act.replace(Determination, old, rows)
        follow(act, desk.policy, plots)


def opened(desk: Any, number: str, *plots: str) -> None:
    from weipian.programme.rectification.cases.acts.opening import Opening, open_case
    from weipian.programme.rectification.cases.competence import Approver

    said = Opening(number, plots, Breach.OCCUPATION, DAY, DAY, Approver(name="王某", paper="批1号"))
    open_case(as_role(desk, Role.BUREAU_ENFORCER), said)


def stepped(desk: Any, number: str, word: CaseStep, day: date = DAY, **more: Any) -> None:
    from weipian.programme.rectification.cases.acts.stepping import StepSaid, step

    step(as_role(desk, Role.BUREAU_ENFORCER), number, StepSaid(word, day, **more))


def cut(desk: Any, number: str = "T1") -> Any:
    from weipian.programme.overlay.acts.splitting import split_plot
    from weipian.programme.rectification.carrying import carry

    return split_plot(desk, number, "approval", None, carry)


def merged(desk: Any, *numbers: str) -> Any:
    from weipian.programme.overlay.acts.splitting import merge_plots
    from weipian.programme.rectification.carrying import carry

    return merge_plots(desk, numbers, carry)


def the_case(desk: Any, number: str = "1号") -> Any:
    from weipian.store.queries.cases import cases

    (found,) = cases(desk.sight, [number])
    return found


def plots_of(desk: Any, number: str = "1号") -> tuple[str, ...]:
    return tuple(one.number for one in the_case(desk, number).plots)


def in_case(desk: Any, *more: str) -> None:
    """T1 and others in a case that was opened, then found undetermined again."""
    determined(desk, "unlawful_new", "T1", *more)
    opened(desk, "1号", "T1", *more)
    determined(desk, "", "T1")


def test_a_case_goes_on_with_all_parts_and_its_steps(tmp_path: Path, database: str) -> None:
    desk = ground_desk(tmp_path)
    determined(desk, "unlawful_new", "T1", "T3")
    opened(desk, "1号", "T1", "T3")
    stepped(desk, "1号", CaseStep.SUSPENDED, reason="等结果", **second())
    determined(desk, "", "T1")
    with refuses("act_not_in_state"):
        stepped(desk, "1号", CaseStep.RESUMED)
    done = cut(desk)
    assert [one.text for one in done.carried] == ["案件 1号（自然资源）"]
    assert set(plots_of(desk)) == {*PARTS, "T3"}
    assert [turn.step for turn in the_case(desk).turns] == [CaseStep.OPENED, CaseStep.SUSPENDED]
    assert {len(turn.rows) for turn in the_case(desk).turns} == {3}
    determined(desk, "unlawful_new", *PARTS)
    stepped(desk, "1号", CaseStep.RESUMED, date(2023, 9, 9))
    assert {len(turn.rows) for turn in the_case(desk).turns} == {3}
    with refuses("case_plot_taken"):
        opened(desk, "2号", "T1-2")
    assert clean(desk)


def second() -> dict[str, Any]:
    from weipian.programme.rectification.cases.competence import Approver

    return {"approver": Approver(name="王某", paper="批2号")}


def test_put_together_the_case_is_about_the_whole_plot_again_and_cut_again_about_new_parts(desk: Any) -> None:
    in_case(desk)
    cut(desk)
    assert [one.number for one in merged(desk, *PARTS).carried] == ["1号"]
    assert plots_of(desk) == ("T1",)
    assert {len(turn.rows) for turn in the_case(desk).turns} == {1}
    cut(desk)
    assert plots_of(desk) == ("T1-3", "T1-4")
    assert clean(desk)


def test_a_withdrawn_case_stays_where_it_was(desk: Any) -> None:
    from weipian.store.queries.prosecuted import prosecuted

    determined(desk, "unlawful_new", "T1")
    opened(desk, "1号", "T1")
    stepped(desk, "1号", CaseStep.WITHDRAWN, reason="立错", **second())
    determined(desk, "", "T1")
    assert cut(desk).carried == ()
    assert plots_of(desk) == ("T1",)
    assert prosecuted([plot_id(one) for one in PARTS]) == {}


def test_parts_of_different_cases_are_not_put_together(desk: Any) -> None:
    cut(desk)
    determined(desk, "unlawful_new", *PARTS)
    opened(desk, "1号", "T1-1")
    determined(desk, "", *PARTS)
    with refuses("merge_differs"):
        merged(desk, *PARTS)
    assert plots_of(desk) == ("T1-1",)


def test_stop_orders_follow_with_their_revisit_which_can_still_be_undone(desk: Any) -> None:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.cases.acts.stopping import Revisit, StopSaid, order_stop, revisit
    from weipian.programme.rectification.cases.acts.undoing import undo_said
    from weipian.store.queries.beside_cases import newest_said

    enforcer = as_role(desk, Role.BUREAU_ENFORCER)
    order_stop(enforcer, ["T1"], StopSaid(DAY, "停1号"))
    revisit(enforcer, "T1", Revisit(date(2023, 9, 4), Stop.STOPPED))
    assert [one.text for one in cut(desk).carried] == ["责令停止 停1号"]
    part = plot_id("T1-1")
    said = newest_said("stop_order", [part, plot_id("T1-2"), plot_id("T1")])
    assert {one.plot.number: one.values["outcome"] for one in said.values()} == dict.fromkeys(PARTS, "stopped")
    determined(desk, "unlawful_new", "T1-1")
    undo_said(enforcer, "stop_order", "T1-1", follow)
    again = newest_said("stop_order", [part])[part].values
    assert (again["number"], again["day"], again["visited"], again["outcome"]) == ("停1号", DAY, None, "")
    determined(desk, "", "T1-1")
    with refuses("merge_differs"):
        merged(desk, *PARTS)
    assert clean(desk)


def ordered(desk: Any, *numbers: str) -> None:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.ordering import Ordering, order
    from weipian.terms.words import Measure

    order(
        as_role(desk, Role.COUNTY_LEADER),
        [Ordering(number, Measure.DEMOLISH_AND_RECULTIVATE, "改1号", DAY, "李某") for number in numbers],
        follow,
    )


@pytest.mark.requirement("D1")
def test_an_order_goes_on_with_each_part_until_something_was_done(desk: Any) -> None:
    from weipian.office.ledger.following import follow
    from weipian.programme.rectification.acts.progressing import Done, progress
    from weipian.store.queries.rectification import ordered_plots, rights_of
    from weipian.terms.rectification import Step

    determined(desk, "unlawful_new", "T1")
    ordered(desk, "T1")
    determined(desk, "", "T1")
    assert [one.text for one in cut(desk).carried] == ["整改通知 改1号（星原镇）"]
    parts = [plot_id(one) for one in PARTS]
    assert {right.values["ordered"] for right in rights_of(parts).values()} == {DAY}
    assert ordered_plots() == frozenset(PARTS)
    determined(desk, "unlawful_new", *PARTS)
    progress(desk, Done("T1-1", next(iter(Step)), DAY), follow)
    determined(desk, "", *PARTS)
    with refuses("cut_right_begun"):
        merged(desk, *PARTS)
    assert clean(desk)


@pytest.mark.requirement("D3")
def test_a_referral_and_a_handover_keep_the_cases_of_the_parts_open(desk: Any) -> None:
    from weipian.programme.rectification.handover.referring import Referring, refer
    from weipian.store.queries.handover import open_children

    hand(desk, ["T1"])
    refer(as_role(desk, Role.BUREAU_ENFORCER), Referring(ReferralKind.JUDICIAL, "移1号", "公安", DAY, "T1"))
    assert [one.text for one in cut(desk).carried] == ["移交（水利）"]
    parts = [plot_id(one) for one in PARTS]
    kinds = {key: sorted(one.kind.value for one in some) for key, some in open_children(parts).items()}
    assert kinds == {key: ["handover", "referral"] for key in parts}
    merged(desk, *PARTS)
    assert len(open_children([plot_id("T1")])[plot_id("T1")]) == 2
    assert open_children([plot_id("T3")]) == {}


def test_what_hangs_on_a_plot_is_inherited_by_what_stands_there_now() -> None:
    """1 was cut into 2 and 3; 2 and 3 put together into 4; 4 cut into 5 and 6; 10 stands alone."""
    from weipian.store.queries.carried import Tree

    tree = Tree({1: None, 2: 1, 3: 1, 4: 1, 5: 4, 6: 4, 10: None}, frozenset({5, 6, 10}))
    assert {one: set(tree.heirs(one)) for one in (1, 2, 4, 5, 10)} == {
        1: {5, 6}, 2: {5, 6}, 4: {5, 6}, 5: {5}, 10: {10}
    }  # fmt: skip
