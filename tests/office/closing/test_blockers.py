"""What inspection, review and submission know that stands in the way of a close, and whom to ask."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import TOWNSHIPS, UNLAWFUL, Given, issue
from made_closing import as_role, close, work
from made_returns import CELLS, as_person, numbered
from made_returns import county as made_returns
from made_review import County
from refusing import refuses
from weipian.terms.acting import Act, Role
from weipian.terms.closing import Blocks, PeriodKind
from weipian.terms.words import GateName

pytestmark = pytest.mark.requirement("C6")
MONTH, KEY, TODAY = PeriodKind.MONTH, "2023-09", date(2023, 9, 20)


def lacking(desk: Any, kind: PeriodKind = MONTH, key: str = KEY) -> dict[str, set[str]]:
    """Plot → what it lacks, without what this test is not about."""
    from weipian.office.closing.asked import blocked

    found: dict[str, set[str]] = {}
    for one in blocked(desk, kind, key, TODAY).open:
        found.setdefault(one.plot, set()).add(one.what.value)
    return found


def whom(desk: Any, plot: str, what: Blocks) -> str:
    from weipian.office.closing.asked import blocked

    return next(one.whom for one in blocked(desk, MONTH, KEY, TODAY).open if (one.plot, one.what) == (plot, what))


@pytest.fixture
def county(tmp_path: Path, database: str) -> County:
    return County(tmp_path / "w", (*numbered(2), Given("BIG", TOWNSHIPS[1], proposal=UNLAWFUL)))


def visited(desk: Any, plot: str, cultivated: str) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Filed, Plot, SiteFacts

    key = Plot.objects.get(number=plot).id
    with acting(desk, Act.LEDGER_IMPORTED, "plots") as act:
        act.replace(
            SiteFacts,
            list(SiteFacts.objects.filter(plot_id=key, current=True).values_list("id", flat=True)),
            [{"plot_id": key, "facts": {"inspected": "2023-08-05", "suspected_unlawful": "1", "new_building": "1"}}],
        )
        old = list(Filed.objects.filter(plot_id=key, current=True).values_list("id", flat=True))
        act.replace(Filed, old, [{"plot_id": key, "areas": {"area": "70", "cultivated": cultivated}, "marks": {}}])


def opine(desk: Any, patch: str, gate: GateName) -> None:
    from weipian.office.inspecting.gates import gates_now
    from weipian.programme.inspection.acts.opinions import Opinion, give_opinion

    role = Role.COUNTY_LEADER if gate is GateName.A else Role.LEADING_GROUP
    said = Opinion(patch, gate, date(2023, 8, 6), "甲", "应拆除", "丁")
    give_opinion(as_role(desk, role), said, gates_now(desk.policy))


@pytest.mark.requirement("B7", "B10")
def test_gates_without_an_opinion_on_the_facts_of_now(county: County) -> None:
    desk = county.clerk
    gates = {Blocks.GATE_OFFICE.value, Blocks.GATE_GROUP.value}
    assert not lacking(desk)["BIG"] & gates  # not known to be suspected: listed to be confirmed, no certain gate
    visited(desk, "BIG", "60")
    assert lacking(desk)["BIG"] >= gates
    assert not lacking(desk)["P1"] & gates
    assert whom(desk, "BIG", Blocks.GATE_GROUP) == "领导小组"
    opine(desk, "BIG", GateName.A)
    assert lacking(desk)["BIG"] & gates == {"gate_group"}
    opine(desk, "BIG", GateName.D)
    assert not lacking(desk)["BIG"] & gates
    visited(desk, "BIG", "61")
    assert lacking(desk)["BIG"] >= gates  # 事实有变
    assert not lacking(desk, PeriodKind.HALF_YEAR, "2023").get("BIG", set()) & gates


def test_only_patches_that_may_reach_a_line_are_asked_and_none_that_fires_is_left_out(county: County) -> None:
    """The screen against the question itself, at and about every line."""
    from weipian.office.closing.gated import reaching
    from weipian.office.inspecting.gates import gates_open
    from weipian.store.queries.ledger import lines

    for mu in ("4", "24.9", "25", "49.9999", "50", "70"):
        visited(county.clerk, "BIG", mu)
        fired = set(gates_open(county.clerk.policy, {"P1", "P2", "BIG"}))
        assert fired <= reaching(county.clerk.policy, lines())
        assert fired == ({"BIG"} if float(mu) >= 50 else set())
    visited(county.clerk, "BIG", "4")
    assert "BIG" not in reaching(county.clerk.policy, lines())


def test_a_check_from_above_until_it_is_answered(county: County) -> None:
    from weipian.programme.inspection.acts.upper import Answering, Checked, answer_check, record_check
    from weipian.terms.inspection import CheckAnswer

    number = record_check(county.clerk, Checked("BIG", "市卫片办", date(2023, 8, 9), "应补照片", "甲", "", None))
    assert "upper_unanswered" in lacking(county.clerk)["BIG"]
    assert "upper_unanswered" not in lacking(county.clerk)["P2"]
    answer_check(county.reviewer, number, Answering(CheckAnswer.CONFIRMED, date(2023, 8, 10), county.scan(), ""))
    assert "upper_unanswered" not in lacking(county.clerk)["BIG"]


@pytest.mark.requirement("C3")
def test_a_plot_stands_on_a_locked_review(county: County) -> None:
    words = {"review_unlocked", "review_not_here", "not_determined"}
    county.convene()
    agenda = {plot for plot, found in lacking(county.clerk).items() if "review_unlocked" in found}
    assert agenda == {"P1", "P2", "BIG"}
    assert whom(county.clerk, "BIG", Blocks.NOT_DETERMINED) == ("县卫片办负责人（判定）；县卫片办经办（录入会审判定）")
    county.attend()
    for plot in sorted(agenda):
        county.decide(plot, "其他用地", "现场没有变化")
    county.lock()
    assert lacking(county.clerk)["P1"] & words == {"not_determined"}
    county.determine()
    assert not lacking(county.clerk)["P1"] & words


def test_a_transcript_alone_is_told_and_a_final_determination_is_not(county: County) -> None:
    work(county.clerk, ["P1"])
    assert "review_not_here" in lacking(county.clerk)["P1"]
    county.final("P1", "其他用地")
    assert "review_not_here" not in lacking(county.clerk)["P1"]


def test_a_request_until_it_is_answered(county: County) -> None:
    from weipian.programme.determination.review.instructing import Asking, answer, ask

    key = ask(county.leader, Asking("P2", "媒体报道", "市卫片办", "1号", date(2023, 9, 6)))
    assert "instruction_waits" in lacking(county.clerk)["P2"]
    assert "instruction_waits" not in lacking(county.clerk)["P1"]
    answer(county.reviewer, key, "照办", date(2023, 9, 9))
    assert "instruction_waits" not in lacking(county.clerk)["P2"]


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return made_returns(tmp_path / "w", numbered(2))


def release(desk: Any, plot: str = "P1") -> None:
    from weipian.programme.submission.acts.filling import fill, self_check
    from weipian.programme.submission.acts.releasing import release, second

    day = date(2023, 9, 10)
    fill(desk, [plot], CELLS, day)
    self_check(desk, [plot], {"gates_certain": "已核对"}, day)
    second(as_person(desk, "reviewer"), [plot], day)
    assert release(as_person(desk, "leader"), [plot], day, answers_for=True).refused == ()


@pytest.mark.requirement("C2", "C4")
def test_returns_the_platform_and_problem_lists(desk: Any) -> None:
    from weipian.programme.submission.acts.answering import answer
    from weipian.programme.submission.acts.problems import Given as Said
    from weipian.programme.submission.acts.problems import take_problems
    from weipian.programme.submission.acts.reconciling import Listed, take_platform
    from weipian.programme.submission.acts.releasing import send_back
    from weipian.terms.submission import PlatformStatus, ProblemLevel

    words = {"not_released", "returned", "problem_open", "platform_differs"}
    assert lacking(desk)["P1"] & words == {"not_released"}
    release(desk)
    assert not lacking(desk)["P1"] & words
    take_platform(desk, [Listed("P1", PlatformStatus.PENDING, {"area": "9"})], date(2023, 9, 12))
    assert lacking(desk)["P1"] & words == {"platform_differs"}
    take_platform(desk, [Listed("P1", PlatformStatus.PENDING, {"area": "3.5"})], date(2023, 9, 13))
    assert not lacking(desk)["P1"] & words
    take_problems(desk, [Said("P1", "照片不清"), Said("没有的", "x")], ProblemLevel.REGION, date(2023, 9, 14))
    assert lacking(desk)["P1"] & words == {"problem_open"}
    answer(desk, {1: "已核对"}, date(2023, 9, 15))
    assert not lacking(desk)["P1"] & words
    send_back(as_person(desk, "reviewer"), ["P1"], "面积不对")
    assert lacking(desk)["P1"] & words == {"returned"}


@pytest.mark.requirement("E7")
def test_it_is_asked_of_whom_it_lies_with(county: County) -> None:
    from made_people import add_person
    from weipian.programme.inspection.acts.assigning import Giving, assign

    add_person(county.folder, "zhao", Role.TOWNSHIP_CLERK, TOWNSHIPS[0])
    assign(county.clerk, [Giving("P1", TOWNSHIPS[0], "zhao", None, "")], date(2023, 8, 2))
    assert whom(county.clerk, "P1", Blocks.NOT_INSPECTED).startswith(f"{TOWNSHIPS[0]} zhao（现承办）；")
    assert "现承办" not in whom(county.clerk, "P2", Blocks.NOT_INSPECTED)
    assert "现承办" not in whom(county.clerk, "P1", Blocks.NOT_DETERMINED)


def test_what_is_open_is_closed_over_with_a_reason_and_counted(county: County) -> None:
    work(county.clerk)
    with refuses("period_blocked"):
        close(county.clerk, KEY, today=TODAY, despite="")
    close(county.clerk, KEY, today=TODAY, despite="会审在纸上办")
    from weipian.office.closing.asked import shown

    found = shown(county.clerk, MONTH, KEY).frozen
    assert found["despite"] == "会审在纸上办"
    assert found["figures"]["blocks"]["review_not_here"] == found["figures"]["blocks"]["not_released"] == 3


def test_questions_are_the_same_for_any_number_of_plots(county: County) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            lacking(county.clerk)
        return len(found)

    visited(county.clerk, "BIG", "60")
    first = asked()
    issue(county.clerk, [Given(f"R{at}") for at in range(20)], "202308b", date(2023, 8, 2))
    work(county.clerk, [f"R{at}" for at in range(20)])
    assert asked() == first
