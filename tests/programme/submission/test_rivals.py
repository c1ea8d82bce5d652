"""Two who move one return at the same moment: one does, the other is told who and when, and nothing is lost (F2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from campaign.durability.rivals import at_once
from made_books import clean
from made_returns import CELLS, DAY, as_person, county
from made_submitted import LOOKED, out, states
from weipian.terms.errors import InputError
from weipian.terms.submission import ReturnState

pytestmark = pytest.mark.requirement("C4", "F2")
TOLD = re.compile(r"\S+\(\S+\) 已于 \d{4}-\d\d-\d\d \d\d:\d\d 办理「")
PAIR = 2


@pytest.fixture
def desk(tmp_path: Path, database: str) -> Any:
    return county(tmp_path / "county")


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], list[object]]:
    """Both have looked before either writes: the first to write waits for the second to have looked."""
    from threading import Barrier

    from weipian.programme.submission.acts import filling, releasing, tables
    from weipian.store.acting import acting

    def race(do: Callable[[], object]) -> list[object]:
        together = Barrier(PAIR)

        def gate(*words: Any, **more: Any) -> Any:
            together.wait(30)
            return acting(*words, **more)

        for module in (filling, releasing, tables):
            monkeypatch.setattr(module, "acting", gate)
        try:
            return list(at_once(do, PAIR))
        finally:
            for module in (filling, releasing, tables):
                monkeypatch.setattr(module, "acting", acting)

    return race


def one_of(told: list[object]) -> str:
    """Exactly one was refused, by the plain sentence."""
    lost = [error for error in told if error is not None]
    assert len(lost) == PAIR - 1
    assert isinstance(lost[0], InputError)
    assert lost[0].code in {"changed_meanwhile_by", "submission_changed_since"}
    assert TOLD.search(str(lost[0]))
    return str(lost[0])


def rows() -> int:
    from weipian.store.models import Submission

    return int(Submission.objects.count())


def test_every_move_has_one_winner(desk: Any, meanwhile: Any) -> None:
    from weipian.programme.submission.acts.filling import fill, self_check
    from weipian.programme.submission.acts.releasing import release, second, send_back

    reviewer, leader = as_person(desk, "reviewer"), as_person(desk, "leader")
    moves: list[Callable[[], object]] = [
        lambda: fill(desk, ["P1"], CELLS, DAY),
        lambda: fill(desk, ["P1"], {**CELLS, "party": "某村"}, DAY),
        lambda: self_check(desk, ["P1"], LOOKED, DAY),
        lambda: second(reviewer, ["P1"], DAY),
        lambda: release(leader, ["P1"], DAY, answers_for=True),
        lambda: send_back(reviewer, ["P1"], "面积不符"),
    ]
    for number, move in enumerate(moves, start=1):
        one_of(meanwhile(move))
        assert rows() == number
    assert states() == {"P1": ReturnState.RETURNED.value}
    assert clean(desk)


def test_who_sends_back_what_another_fills(desk: Any, meanwhile: Any) -> None:
    """Different moves by different people: what lost is not half done."""
    from weipian.programme.submission.acts.filling import fill, self_check
    from weipian.programme.submission.acts.releasing import send_back

    fill(desk, ["P1", "P2"], CELLS, DAY)
    self_check(desk, ["P1", "P2"], LOOKED, DAY)
    acts: Iterator[Callable[[], object]] = iter(
        [
            lambda: fill(desk, ["P2", "P1"], {"party": "某村"}, DAY),
            lambda: send_back(as_person(desk, "reviewer"), ["P1"], "面积不符"),
        ]
    )
    before = rows()
    said = one_of(meanwhile(lambda: next(acts)()))
    now = states()
    filled = now == {"P1": "filled", "P2": "filled"}
    assert filled or now == {"P1": "returned", "P2": "self_checked"}
    assert rows() == before + (2 if filled else 1)
    assert ("clerk" if filled else "reviewer") in said
    assert clean(desk)


def test_a_tables_other_rows_go_on(desk: Any, meanwhile: Any) -> None:
    from weipian.programme.submission.acts.tables import fill_table

    did: list[Any] = []
    tables = iter([{"P1": CELLS}, {"P1": {**CELLS, "party": "某村"}, "P2": CELLS}])

    def take() -> None:
        did.append(fill_table(desk, next(tables), DAY))

    told = meanwhile(take)
    lost = [error for error in told if error is not None] + [error for done in did for error in done.refused]
    assert [error.code for error in lost] == ["submission_changed_since"]
    assert TOLD.search(str(lost[0]))
    assert states() == {"P1": "filled", "P2": "filled"}
    assert rows() == 2
    assert clean(desk)


def test_a_long_act_that_is_cancelled_leaves_nothing(desk: Any) -> None:
    """Ctrl-C at the second row, of every act of many rows."""
    from weipian.programme.submission.acts.filling import fill, self_check
    from weipian.programme.submission.acts.problems import Given, take_problems
    from weipian.programme.submission.acts.reconciling import Listed, take_platform
    from weipian.programme.submission.acts.tables import fill_table
    from weipian.store.models import Event
    from weipian.terms.submission import PlatformStatus, ProblemLevel

    def stop() -> Callable[[], None]:
        done = iter((None,))

        def step() -> None:
            if next(done, "second") is not None:
                raise KeyboardInterrupt

        return step

    fill(desk, ["P1", "P2"], CELLS, DAY)
    before, listed = (rows(), Event.objects.count()), [Listed(f"X{at}", PlatformStatus.PENDING, {}) for at in range(3)]
    told = [Given("P1", "甲"), Given("P2", "乙")]
    table = {"P1": {"party": "甲"}, "P2": {"party": "乙"}}
    acts: list[Callable[[Any], object]] = [
        lambda step: fill(desk, ["P1", "P2"], {"party": "甲"}, DAY, step),
        lambda step: self_check(desk, ["P1", "P2"], LOOKED, DAY, step),
        lambda step: fill_table(desk, table, DAY, step=step),
        lambda step: take_platform(desk, listed, DAY, step=step),
        lambda step: take_problems(desk, told, ProblemLevel.REGION, DAY, step=step),
    ]
    for act in acts:
        with pytest.raises(KeyboardInterrupt):
            act(stop())
        assert (rows(), Event.objects.count()) == before
    assert clean(desk)


def test_a_cancelled_export_leaves_no_folder(desk: Any, tmp_path: Path) -> None:
    from weipian.office.submitting.package import export
    from weipian.store.models import Copy

    def begin(files: int) -> Callable[[], None]:
        assert files > 1

        def step() -> None:
            raise KeyboardInterrupt

        return step

    out(desk, "P1")
    with pytest.raises(KeyboardInterrupt):
        export(desk, tmp_path / "上报件", [], begin)
    assert not [path for path in tmp_path.iterdir() if "上报件" in path.name]
    assert Copy.objects.count() == 0
