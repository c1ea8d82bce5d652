"""Which day's image is before and which is after: asked of a few days, answered by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("django_there")
A, B, C, D = date(2022, 5, 1), date(2022, 11, 1), date(2023, 4, 1), date(2023, 9, 1)


@pytest.fixture(scope="module")
def django_there(tmp_path_factory: pytest.TempPathFactory) -> Any:
    from made_ground import ground_desk

    return ground_desk(tmp_path_factory.mktemp("days"))


@pytest.mark.requirement("D5")
@pytest.mark.parametrize(
    ("earlier", "later", "issued", "before", "after"),
    [
        (date(2022, 10, 1), date(2023, 4, 20), date(2023, 5, 10), B, C),
        (date(2022, 6, 1), date(2022, 10, 1), date(2022, 10, 5), A, B),
        (date(2023, 4, 1), date(2023, 8, 1), date(2023, 8, 10), C, D),
        (None, None, date(2023, 5, 10), B, C),
        (None, None, date(2022, 5, 10), None, A),
        (date(2023, 9, 1), date(2023, 10, 1), date(2023, 10, 9), D, None),
    ],
)
def test_days(earlier: Any, later: Any, issued: date, before: Any, after: Any) -> None:
    from weipian.office.imaging.choosing import Day, Days, candidates
    from weipian.terms.images import Moment

    said, days = Days(earlier, later, issued), [Day(day, ()) for day in (A, B, C, D)]
    last = next((one.taken for one in candidates(days, said, Moment.AFTER, None)), None)
    first = next((one.taken for one in candidates(days, said, Moment.BEFORE, last)), None)
    assert (first, last) == (before, after)
