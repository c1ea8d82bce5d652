"""A letter's way: who may take which step in which state, its event, its undo, its reply's day (二(九), E4)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import clean
from made_pressing import DAY, LATER, STAR, WHEAT, basis, county, drafted, events, out, person, stand_in
from refusing import refuses
from weipian.terms.acting import Act
from weipian.terms.pressing import LetterKind, LetterStage, LetterState

pytestmark = pytest.mark.requirement("E4")


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


def here(number: int) -> Any:
    from weipian.store.queries.letters import letters

    return letters([number])[0]


def test_a_letter_goes_from_its_draft_to_its_reply(desk: Any) -> None:
    from weipian.programme.report.pressing.acts import letters
    from weipian.store.models import Letter

    number = out(desk, drafted(desk, problems=("推进慢",), demands=("加快",)))
    letters.receive(person(desk, "star"), number, LATER, "张三")
    letters.reply(person(desk, "star"), number, LATER, "已部署")
    one = here(number)
    assert one.state is LetterState.REPLIED
    assert (one.drafted_by, one.checked_by, one.signed_by) == ("clerk", "reviewer", "leader")
    days = (one.drafted_on, one.checked_on, one.signed_on, one.numbered_on, one.sealed_on, one.sent_on)
    assert days == (DAY,) * 6
    assert (one.received_on, one.replied_on, one.reply, one.problems) == (LATER, LATER, "已部署", ("推进慢",))
    assert Letter.objects.count() == 8
    assert Letter.objects.filter(current=True).count() == 1
    said = [f"letter:{number}"]
    for act in (Act.LETTER_DRAFTED, Act.LETTER_CHECKED, Act.LETTER_SIGNED, Act.LETTER_RECEIVED, Act.LETTER_REPLIED):
        assert events(act) == said
    assert events(Act.LETTER_SENT) == said * 3
    assert clean(desk)


def test_its_due_day_is_ten_working_days_after_it_was_sent(desk: Any) -> None:
    """Oracle: 2023-09-10 is a Sunday; ten working days on is Friday the 22nd, by the printed calendar."""
    number = out(desk, drafted(desk))
    assert here(number).due == date(2023, 9, 22)
    named = out(desk, drafted(desk, due=date(2023, 9, 15)), name="2号")
    assert here(named).due == date(2023, 9, 15)


def step(name: str) -> Callable[..., Any]:
    from weipian.programme.report.pressing.acts import letters

    return {
        "check": lambda desk, number: letters.check(desk, number, DAY),
        "send_back": lambda desk, number: letters.send_back(desk, number, "缺数"),
        "edit": lambda desk, number: letters.edit(desk, number, {"contact": "办公室"}, DAY),
        "sign": lambda desk, number: letters.sign(desk, number, DAY),
        "number": lambda desk, number: letters.give_number(desk, number, "9号", DAY),
        "seal": lambda desk, number: letters.seal(desk, number, DAY),
        "send": lambda desk, number: letters.send(desk, number, DAY),
        "receive": lambda desk, number: letters.receive(desk, number, DAY, "甲"),
        "reply": lambda desk, number: letters.reply(desk, number, DAY, "已改"),
        "withdraw": lambda desk, number: letters.withdraw(desk, number, "另发"),
    }[name]


@pytest.mark.parametrize(
    ("move", "refused"),
    [
        ("check", "clerk"), ("send_back", "clerk"), ("edit", "reviewer"), ("sign", "reviewer"), ("number", "leader"),
        ("seal", "leader"), ("send", "leader"), ("receive", "auditor"), ("reply", "discipline"),
        ("withdraw", "reviewer"),
    ],
)  # fmt: skip
def test_another_role_may_not(desk: Any, move: str, refused: str) -> None:
    number = drafted(desk)
    with refuses("act_not_of_role"):
        step(move)(person(desk, refused), number)
    assert here(number).state is LetterState.DRAFTED


@pytest.mark.parametrize(
    ("move", "who"),
    [("sign", "leader"), ("number", "clerk"), ("seal", "clerk"), ("send", "clerk"), ("receive", "clerk"),
     ("reply", "clerk")],
)  # fmt: skip
def test_no_step_is_left_out(desk: Any, move: str, who: str) -> None:
    number = drafted(desk)
    with refuses("letter_not_in_state"):
        step(move)(person(desk, who), number)


def test_the_drafter_does_not_check_whatever_roles_they_have(desk: Any) -> None:
    from dataclasses import replace

    from weipian.terms.acting import Role

    both = replace(desk, actor=replace(desk.actor, roles=frozenset({Role.COUNTY_CLERK, Role.COUNTY_REVIEWER})))
    number = drafted(desk)
    with refuses("letter_same_person"):
        step("check")(both, number)


def test_signing_is_done_in_person(desk: Any) -> None:
    number = drafted(desk)
    step("check")(person(desk, "reviewer"), number)
    with refuses("act_in_person"):
        step("sign")(stand_in(desk, "leader"), number)


def test_a_letter_sent_back_is_written_anew_and_checked_anew(desk: Any) -> None:
    number = drafted(desk, demands=("加快",))
    step("check")(person(desk, "reviewer"), number)
    step("send_back")(person(desk, "reviewer"), number)
    assert (here(number).state, here(number).reason, here(number).checked_on) == (LetterState.SENT_BACK, "缺数", None)
    step("edit")(desk, number)
    one = here(number)
    assert (one.state, one.contact, one.demands, one.reason) == (LetterState.DRAFTED, "办公室", ("加快",), None)
    with refuses("letter_not_in_state"):
        step("sign")(person(desk, "leader"), number)


def test_it_is_withdrawn_before_it_is_sent_and_not_after(desk: Any) -> None:
    first, second = drafted(desk), out(desk, drafted(desk))
    step("withdraw")(desk, first)
    assert here(first).state is LetterState.WITHDRAWN
    assert events(Act.LETTER_UNDONE) == [f"letter:{first}"]
    with refuses("letter_not_in_state"):
        step("withdraw")(desk, second)


def test_a_township_has_its_own_letters_once_they_are_out(desk: Any) -> None:
    number = drafted(desk)
    star, wheat = person(desk, "star"), person(desk, "wheat")
    with refuses("letter_unknown"):
        step("receive")(star, number)
    out(desk, number)
    with refuses("letter_unknown"):
        step("receive")(wheat, number)
    step("receive")(star, number)
    assert here(number).state is LetterState.RECEIVED


def test_a_department_answers_its_own(desk: Any) -> None:
    own = out(desk, drafted(desk, department="水利", kind=LetterKind.ADVICE))
    other = out(desk, drafted(desk, department="林业", kind=LetterKind.ADVICE), name="2号")
    water = person(desk, "water")
    step("reply")(water, own)
    with refuses("letter_unknown"):
        step("reply")(water, other)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"township": ""}, "letter_to_nobody"),
        ({"township": STAR, "department": "水利"}, "letter_to_nobody"),
        ({"township": "没有镇"}, "township_unknown"),
        ({"due": DAY}, "letter_due_past"),
        ({"mechanism": 7}, "mechanism_unknown"),
    ],
)
def test_a_draft_that_is_none_is_refused(desk: Any, said: dict[str, Any], code: str) -> None:
    with refuses(code):
        drafted(desk, **said)


def test_a_number_is_given_once(desk: Any) -> None:
    out(desk, drafted(desk), name="1号")
    with refuses("letter_number_taken"):
        out(desk, drafted(desk, township=WHEAT), name="1号")


def test_letters_of_one_day_share_their_reckoning_until_a_plot_changes(desk: Any) -> None:
    from weipian.store.models import ReckonedPlot, Reckoning

    drafted(desk)
    drafted(desk, township=WHEAT, stage=LetterStage.MONTHLY_CHECK)
    assert (Reckoning.objects.count(), ReckonedPlot.objects.count()) == (1, 5)
    from weipian.store.acting import acting
    from weipian.store.models import Plot

    with acting(desk, Act.MEASURED, "plots") as act:
        act.change(Plot, 1, area_um2=5)
    drafted(desk, reckoning=basis(desk))
    assert Reckoning.objects.count() == 2
