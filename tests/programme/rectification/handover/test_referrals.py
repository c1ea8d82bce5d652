"""移送、共享、检察建议: kept by their papers alone, shown to whom the register is open, plots only in sight."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from made_books import as_clerk_of, clean
from made_handover import as_role, hand, last_event, plot_id, said
from refusing import refuses
from weipian.terms.acting import Act, Role, State
from weipian.terms.cases import Child
from weipian.terms.handover import ReferralKind

pytestmark = pytest.mark.requirement("D3", "A3")
DAY, LATER = date(2023, 9, 1), date(2023, 9, 8)


def referred(desk: Any, number: str = "移1号", plot: str = "P1", **more: Any) -> int:
    from weipian.programme.rectification.handover.referring import Referring, refer

    terms = {"kind": ReferralKind.JUDICIAL, "receiver": "公安", "day": DAY, **more}
    return refer(desk, Referring(number=number, plot=plot, **terms))


def receipt(desk: Any, number: int, day: date = LATER, text: str = "回1号") -> int:
    from weipian.programme.rectification.handover.referring import take_receipt

    return take_receipt(desk, number, day, text)


def register(desk: Any) -> list[Any]:
    from weipian.programme.rectification.handover.referring import referrals_register

    return referrals_register(desk)


def withdrawn(desk: Any, number: str) -> None:
    from weipian.store.acting import acting
    from weipian.store.models import Plot

    with acting(desk, Act.MEASURED) as act:
        act.change(Plot, plot_id(number), state=State.WITHDRAWN.value)


def test_a_referral_and_its_receipt(on_both: Any) -> None:
    desk, enforcer = on_both, as_role(on_both, Role.BUREAU_ENFORCER)
    key = referred(enforcer)
    assert last_event() == ("referred", f"referral:{key}")
    other = referred(enforcer, "移2号", "", kind=ReferralKind.DISCIPLINE, receiver="纪检监察")
    assert [(one.id, one.plot, one.receipt_on) for one in register(enforcer)] == [(key, "P1", None), (other, "", None)]
    new = receipt(desk, key)
    assert last_event() == ("referral_receipted", f"referral:{key}")
    found = {one.id: one for one in register(enforcer)}
    assert (found[new].receipt, found[new].receipt_on, found[new].number) == ("回1号", LATER, "移1号")
    assert set(found) == {new, other}
    assert clean(desk)


def test_who_refers_and_what_is_refused(desk: Any) -> None:
    enforcer = as_role(desk, Role.BUREAU_ENFORCER)
    for role in (Role.COUNTY_CLERK, Role.TOWNSHIP_CLERK, Role.DEPARTMENT_CLERK, Role.DISCIPLINE):
        with refuses("act_not_of_role"):
            referred(as_role(desk, role, "水利", "星原镇"))
    with refuses("handover_needs"):
        referred(enforcer, " ")
    with refuses("referral_receiver"):
        referred(enforcer, receiver="水利")
    with refuses("plot_unknown"):
        referred(enforcer, plot="没有")
    with refuses("day_ahead"):
        referred(enforcer, day=date(2999, 1, 1))
    key = referred(enforcer)
    with refuses("referral_twice"):
        referred(enforcer)
    with refuses("handover_day_before"):
        receipt(enforcer, key, date(2023, 8, 31))
    with refuses("referral_unknown"):
        receipt(enforcer, key + 9)
    with refuses("act_not_of_role"):
        receipt(as_clerk_of(desk, "星原镇"), key)
    withdrawn(desk, "P1")
    with refuses("act_not_in_state"):
        receipt(enforcer, key)
    with refuses("plot_unknown"):
        referred(enforcer, "移3号")


def test_the_register_is_closed_to_most_and_plots_to_who_sees_none(desk: Any) -> None:
    referred(as_role(desk, Role.BUREAU_ENFORCER))
    (mine,) = register(as_role(desk, Role.DISCIPLINE))
    assert (mine.number, mine.plot, mine.about) == ("移1号", "", None)
    for role in (Role.TOWNSHIP_MAYOR, Role.DEPARTMENT_CLERK, Role.TECHNICIAN, Role.AUDITOR, Role.LEADING_GROUP):
        with refuses("register_closed"):
            register(as_role(desk, role, "水利", "星原镇"))


def test_nothing_of_a_referral_is_told_with_the_plot(desk: Any) -> None:
    from weipian.store.queries.explain import story_of

    referred(as_role(desk, Role.BUREAU_ENFORCER))
    assert "referred" not in {one.act for one in story_of("P1", desk.sight).events.values()}


def test_what_is_open_of_a_plot(desk: Any) -> None:
    from weipian.store.queries.handover import open_children

    enforcer = as_role(desk, Role.BUREAU_ENFORCER)
    hand(desk, ["P1", "P2"])
    key = referred(enforcer)
    plots = {name: plot_id(name) for name in ("P1", "P2", "P3")}
    found = open_children(list(plots.values()))
    assert {plot: [(one.kind, one.whom) for one in some] for plot, some in found.items()} == {
        plots["P1"]: [(Child.HANDOVER, "水利"), (Child.REFERRAL, "公安")],
        plots["P2"]: [(Child.HANDOVER, "水利")],
    }
    said(desk, "P1")
    said(desk, "P2")
    receipt(enforcer, key)
    assert open_children(list(plots.values())) == {}
