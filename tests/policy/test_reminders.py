"""The confidential return is due at the end of June and December of every year, whatever the books hold."""

from __future__ import annotations

from datetime import date

import pytest

from weipian.policy import load
from weipian.policy.duties import fixed_duties, reminders

POLICY = load("ziyuan-2023")


@pytest.mark.requirement("B12")
@pytest.mark.parametrize("year", [2024, 2026, 2031])
def test_every_year_has_both_and_nothing_of_the_first_year_binds_them(year: int) -> None:
    found = reminders(POLICY, date(year, 6, 1))
    assert [(one.duty, one.due, one.effective_due) for one in found] == [
        ("military_return", day, day) for day in (date(year, 6, 30), date(year, 12, 31))
    ]
    assert not any(one.before_policy for one in found)
    assert [one.state(date(year, 7, 1)) for one in found] == ["overdue", "open"]


def test_the_packs_own_year_is_told_once_and_the_calculator_stays_as_it_is() -> None:
    assert reminders(POLICY, date(2023, 6, 1)) == []
    assert [one.due for one in fixed_duties(POLICY) if one.duty == "military_return"] == [
        date(2023, 6, 30),
        date(2023, 12, 31),
    ]
