"""Acts about different plots by different people, in whatever order: the same state, but for numbers given in turn."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from made_acts import Doing, Thread, done, in_turn, prepared, threads
from made_books import clean
from natural_state import natural

pytestmark = pytest.mark.requirement("F1", "B5", "C2", "C3")
FEW = 3
"""Orders tried on a server."""
SHARE = 8
"""An order takes about a second, so fewer are tried than of other things."""


class Start:
    """A prepared county, and what acts in turn make of it; copied for every order."""

    def __init__(self, folder: Path) -> None:
        prepared(folder / "start")
        self.folder, self.made = folder, 0
        self.wanted = natural(self.after(in_turn()))

    def after(self, order: list[int], lists: tuple[Thread, ...] = ()) -> Path:
        self.made += 1
        place = self.folder / str(self.made)
        shutil.copytree(self.folder / "start", place)
        done(desk_of(place), order, lists)
        return place


def desk_of(folder: Path) -> Any:
    """The clerk at the desk of a copy."""
    from weipian.cli.desk import Wanted

    desk = Wanted(folder).open()
    from weipian.store.queries.people import actor_of_system_user

    return replace(desk, actor=actor_of_system_user("clerk"))


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Start:
    return Start(tmp_path_factory.mktemp("order"))


@settings(max_examples=max(settings().max_examples // SHARE, 1), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(order=st.permutations(in_turn()))
def test_any_order_of_independent_acts_leaves_the_same_state(start: Start, order: list[int]) -> None:
    place = start.after(order)
    found = natural(place)
    for table, rows in start.wanted.items():
        assert found[table] == rows, table
    shutil.rmtree(place)


def test_what_is_compared_is_what_the_acts_wrote(start: Start) -> None:
    desk = desk_of(start.after(in_turn()[::-1]))
    assert clean(desk)
    before = natural(start.folder / "start")
    touched = {name for name, rows in start.wanted.items() if before[name] != rows}
    assert touched >= {
        "assignment", "inspection", "site_facts", "filed", "patch_mark", "gate_opinion", "upper_check", "upper_answer",
        "handover", "review", "review_agenda", "review_opinion", "review_decision", "review_minutes", "instruction",
        "determination", "final_paper", "approval", "look_up", "submission", "event", "standing", "plot",
    }  # fmt: skip


def test_the_order_of_acts_on_one_plot_matters(start: Start) -> None:
    """Meant: the later decision is the one that holds. And the comparison sees it."""
    turned = tuple(replace(thread, acts=swapped(thread)) for thread in threads())
    found = natural(start.after(in_turn(), turned))
    different = {name for name, rows in start.wanted.items() if found[name] != rows}
    assert different == {"review_decision"}


def swapped(thread: Thread) -> tuple[Doing, ...]:
    """The two decisions on a plot the other way round."""
    acts = list(thread.acts)
    if thread.about == "Q0":
        acts[12], acts[13] = acts[13], acts[12]
    return tuple(acts)


@pytest.mark.tool("postgres")
def test_on_a_server_too_and_there_it_is_the_same_state_as_in_a_file(
    start: Start, tmp_path: Path, postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", postgresql)
    for seed in range(FEW):
        order = in_turn()
        random.Random(seed).shuffle(order)
        desk = prepared(tmp_path / str(seed))
        done(desk, order)
        found = natural(desk.workspace.folder, postgresql)
        for table, rows in start.wanted.items():
            assert found[table] == rows, table
