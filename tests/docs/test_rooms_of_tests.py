"""The tests themselves: those that look at one thing go to one worker."""

from __future__ import annotations

import pytest

from in_rooms import room_of

pytestmark = pytest.mark.requirement("F4")
YEAR = "tests/demo/days/test_pressed_and_enforced.py::test_a"


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (f"{YEAR}[sqlite]", "tests/demo/days/test_whole_year.py::test_b[sqlite-x]", True),
        (f"{YEAR}[sqlite]", f"{YEAR}[postgresql]", True),
        ("tests/cli/test_policy_run_demo.py::test_a", "tests/demo/test_full_size.py::test_b", True),
        ("tests/web/test_door.py::test_a", "tests/web/test_door.py::test_b[postgresql]", True),
        ("tests/web/test_door.py::test_a", "tests/web/test_fence.py::test_a", False),
        ("tests/law/test_words.py::test_a", "tests/law/test_words.py::test_b", False),
    ],
)
def test_what_is_made_once_is_looked_at_by_one_worker(one: str, other: str, together: bool) -> None:
    assert (room_of(one) == room_of(other)) is together
