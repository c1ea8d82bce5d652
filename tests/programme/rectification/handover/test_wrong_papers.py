"""A referral, a sharing, a suggestion that was written wrongly: taken back with the reason, counted nowhere, kept."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from made_books import clean
from made_handover import as_role, last_event, plot_id
from refusing import refuses
from weipian.terms.acting import Role
from weipian.terms.handover import ReferralKind

pytestmark = pytest.mark.requirement("D3", "F1")
DAY, LATER, WRONG = date(2023, 9, 1), date(2023, 9, 8), "写错了接收单位"


def refer(desk: Any, number: str = "移1号", plot: str = "") -> int:
    from weipian.programme.rectification.handover.referring import Referring
    from weipian.programme.rectification.handover.referring import refer as referred

    return referred(desk, Referring(ReferralKind.JUDICIAL, number, "公安", DAY, plot))


def share(desk: Any) -> int:
    from weipian.programme.rectification.handover.sharing import Shared
    from weipian.programme.rectification.handover.sharing import share as shared

    return shared(desk, Shared("法院", "清单", DAY, ["P1", "P3"]))


def suggest(desk: Any) -> int:
    from weipian.programme.rectification.handover.suggesting import Suggested, take_suggestion

    return take_suggestion(desk, Suggested("检1号", "检察院", "督促复耕", DAY, None, ["P1"]))


def undo(desk: Any, what: str, number: int, day: date = LATER, reason: str = WRONG, **more: bool) -> Any:
    from weipian.programme.rectification.handover import taking_back

    return getattr(taking_back, f"undo_{what}")(desk, number, taking_back.Back(reason, day), **more)


def register(desk: Any, what: str, *, withdrawn: bool = False) -> list[Any]:
    from weipian.programme.rectification.handover import referring, sharing, suggesting

    asked: dict[str, Any] = {
        "referral": referring.referrals_register,
        "sharing": sharing.sharings_register,
        "suggestion": suggesting.suggestions_register,
    }
    return list(asked[what](desk, withdrawn=withdrawn))


def hanging(plot: str) -> bool:
    """Whether something is open that a case about the plot could not be closed before."""
    from weipian.store.queries.handover import open_children

    return bool(open_children([plot_id(plot)]))


def test_a_referral_goes_out_of_the_register_and_the_right_one_is_written_anew(on_both: Any) -> None:
    from weipian.programme.rectification.handover.referring import take_receipt
    from weipian.store.models import Referral

    enforcer = as_role(on_both, Role.BUREAU_ENFORCER)
    first = refer(enforcer, plot="P1")
    assert hanging("P1")
    second = take_receipt(enforcer, first, LATER, "回1号")
    with refuses("taken_back_answered"):
        undo(enforcer, "referral", second)
    third = undo(enforcer, "receipt", second)
    assert last_event() == ("referral_undone", f"referral:{second}")
    assert [(one.id, one.receipt_on) for one in register(enforcer, "referral")] == [(third, None)]
    with refuses("taken_back_nothing"):
        undo(enforcer, "receipt", third)
    assert hanging("P1")
    undo(enforcer, "referral", third)
    assert last_event() == ("referral_undone", f"referral:{third}")
    assert register(enforcer, "referral") == []
    assert not hanging("P1")
    (gone,) = register(enforcer, "referral", withdrawn=True)
    assert (gone.number, gone.plot, gone.undone.reason, gone.undone.day) == ("移1号", "P1", WRONG, LATER)
    with refuses("taken_back_already"):
        undo(enforcer, "referral", third)
    again = refer(enforcer, plot="P1")
    assert [one.id for one in register(enforcer, "referral")] == [again]
    assert set(Referral.objects.values_list("id", flat=True)) == {first, second, third, again}
    assert clean(on_both)


def test_who_may_and_what_is_refused(desk: Any) -> None:
    enforcer = as_role(desk, Role.BUREAU_ENFORCER)
    key = refer(enforcer)
    for role in (Role.COUNTY_CLERK, Role.TOWNSHIP_CLERK, Role.DEPARTMENT_CLERK, Role.DISCIPLINE):
        with refuses("act_not_of_role"):
            undo(as_role(desk, role, "水利", "星原镇"), "referral", key)
    for what in ("sharing", "suggestion"):
        with refuses("act_not_of_role"):
            undo(as_role(desk, Role.COUNTY_REVIEWER), what, 1)
        with refuses(f"{what}_unknown"):
            undo(desk, what, 99)
    with refuses("handover_needs"):
        undo(enforcer, "referral", key, reason=" ")
    with refuses("handover_day_before"):
        undo(enforcer, "referral", key, date(2023, 8, 31))
    with refuses("day_ahead"):
        undo(enforcer, "referral", key, date(2999, 1, 1))
    with refuses("referral_unknown"):
        undo(enforcer, "referral", 99)
    assert [one.id for one in register(enforcer, "referral")] == [key]


def test_a_sharing_after_its_answer(desk: Any) -> None:
    from weipian.programme.rectification.handover.sharing import answer_sharing

    key = share(desk)
    with refuses("taken_back_nothing"):
        undo(desk, "sharing", key, answer=True)
    answer_sharing(desk, key, LATER, "收到")
    with refuses("taken_back_answered"):
        undo(desk, "sharing", key)
    undo(desk, "sharing", key, answer=True)
    assert last_event() == ("sharing_undone", f"sharing:{key}")
    assert [(one.id, one.answered) for one in register(desk, "sharing")] == [(key, None)]
    undo(desk, "sharing", key)
    assert register(desk, "sharing") == []
    (gone,) = register(desk, "sharing", withdrawn=True)
    assert (gone.id, gone.plots, gone.undone.reason) == (key, ("P1", "P3"), WRONG)
    with refuses("sharing_unknown"):
        answer_sharing(desk, key, LATER, "收到")
    assert clean(desk)


def test_a_suggestion_after_its_answer(desk: Any) -> None:
    from weipian.programme.rectification.handover.suggesting import answer_suggestion

    enforcer = as_role(desk, Role.BUREAU_ENFORCER)
    key = suggest(desk)
    answer_suggestion(enforcer, key, LATER, "正在整改")
    with refuses("taken_back_answered"):
        undo(desk, "suggestion", key)
    undo(enforcer, "suggestion", key, answer=True)
    undo(desk, "suggestion", key)
    assert last_event() == ("suggestion_undone", f"suggestion:{key}")
    assert register(desk, "suggestion") == []
    assert [one.undone.reason for one in register(desk, "suggestion", withdrawn=True)] == [WRONG]
    assert suggest(desk) != key


def test_what_was_taken_back_leaves_the_house_with_its_reason(desk: Any, tmp_path: Path) -> None:
    from weipian.office.handing.registers import export_referrals

    enforcer = as_role(desk, Role.BUREAU_ENFORCER)
    undo(enforcer, "referral", refer(enforcer))
    export_referrals(desk, tmp_path / "册.csv", register(enforcer, "referral", withdrawn=True))
    assert f"{LATER} 已撤销：{WRONG}" in (tmp_path / "册.csv").read_text("utf-8-sig")
