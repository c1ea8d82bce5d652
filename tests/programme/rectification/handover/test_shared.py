"""信息共享、检察建议: each with its answer; plots counted for all, named only in sight."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from made_books import as_clerk_of, clean
from made_handover import as_role, last_event, plot_id
from refusing import refuses
from weipian.terms.acting import Act, Role, State

pytestmark = pytest.mark.requirement("D3", "A3")
DAY, LATER = date(2023, 9, 1), date(2023, 9, 8)


def shared(desk: Any, body: str = "法院", what: str = "违法用地清单", **more: Any) -> int:
    from weipian.programme.rectification.handover.sharing import Shared, share

    return share(desk, Shared(body, what, **{"day": DAY, **more}))


def replied(desk: Any, number: int, day: date = LATER, told: str = "收到") -> int:
    from weipian.programme.rectification.handover.sharing import answer_sharing

    return answer_sharing(desk, number, day, told)


def suggested(desk: Any, number: str = "检1号", **more: Any) -> int:
    from weipian.programme.rectification.handover.suggesting import Suggested, take_suggestion

    terms = {"body": "检察院", "matter": "督促复耕", "received": DAY, **more}
    return take_suggestion(desk, Suggested(number, **terms))


def answered(desk: Any, number: int, day: date = LATER, told: str = "正在整改") -> int:
    from weipian.programme.rectification.handover.suggesting import answer_suggestion

    return answer_suggestion(desk, number, day, told, "资回1号")


def withdrawn(desk: Any, number: str) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot

    with acting(desk, Act.MEASURED) as act:
        act.change(Plot, plot_id(number), state=State.WITHDRAWN.value)


def test_what_was_shared_and_answered(on_both: Any) -> None:
    from weipian.programme.rectification.handover.sharing import sharings_register

    desk = on_both
    key = shared(desk, plots=["P3", "P1"])
    assert last_event() == ("shared", f"sharing:{key}")
    other = shared(desk, "审计", count=12)
    replied(desk, key)
    assert last_event() == ("sharing_answered", f"sharing:{key}")
    replied(desk, key, told="已列入台账")
    found = {one.id: one for one in sharings_register(desk)}
    assert (found[key].plots, found[key].count, found[key].told) == (("P1", "P3"), 2, "已列入台账")
    assert (found[other].plots, found[other].count, found[other].answered) == ((), 12, None)
    assert clean(desk)


def test_what_can_not_be_shared(desk: Any) -> None:
    from weipian.programme.rectification.handover.sharing import sharings_register

    for other in (as_clerk_of(desk, "星原镇"), as_role(desk, Role.DEPARTMENT_CLERK, "水利")):
        with refuses("act_not_of_role"):
            shared(other, count=1)
        with refuses("register_closed"):
            sharings_register(other)
    with refuses("sharing_body"):
        shared(desk, "水利", count=1)
    with refuses("handover_needs"):
        shared(desk, what=" ", count=1)
    for wrong in ({}, {"count": 0}, {"count": 1, "plots": ["P1"]}):
        with refuses("sharing_count"):
            shared(desk, **wrong)
    with refuses("plot_unknown"):
        shared(desk, plots=["没有"])
    with refuses("sharing_unknown"):
        replied(desk, 9)
    key = shared(desk, plots=["P1"])
    with refuses("handover_day_before"):
        replied(desk, key, date(2023, 8, 31))
    withdrawn(desk, "P1")
    with refuses("act_not_in_state"):
        replied(desk, key)


def test_a_suggestion_is_due_by_its_paper_or_by_the_policy(on_both: Any) -> None:
    from weipian.programme.rectification.handover.suggesting import suggestions_register

    desk = on_both
    key = suggested(desk, plots=["P1"])
    assert last_event() == ("suggestion_taken", f"suggestion:{key}")
    urgent = suggested(desk, "检2号", due=date(2023, 9, 16))
    assert [(one.id, one.due, one.plots) for one in suggestions_register(desk)] == [
        (urgent, date(2023, 9, 16), ()), (key, date(2023, 11, 1), ("P1",)),
    ]  # fmt: skip
    answered(as_role(desk, Role.BUREAU_ENFORCER), urgent)
    assert last_event() == ("suggestion_answered", f"suggestion:{urgent}")
    last = suggestions_register(desk)[-1]
    assert (last.id, last.answered, last.reply, last.told) == (urgent, LATER, "资回1号", "正在整改")
    assert clean(desk)


def test_what_can_not_be_taken_in_or_answered(desk: Any) -> None:
    leader = as_role(desk, Role.COUNTY_LEADER)
    with refuses("act_not_of_role"):
        suggested(as_clerk_of(desk, "星原镇"))
    with refuses("handover_needs"):
        suggested(desk, matter="")
    with refuses("handover_day_before"):
        suggested(desk, due=date(2023, 8, 31))
    key = suggested(desk, plots=["P1"])
    with refuses("suggestion_twice"):
        suggested(desk)
    with refuses("act_not_of_role"):
        answered(desk, key)
    with refuses("handover_day_before"):
        answered(leader, key, date(2023, 8, 31))
    with refuses("suggestion_unknown"):
        answered(leader, key + 1)
    withdrawn(desk, "P1")
    with refuses("act_not_in_state"):
        answered(leader, key)
