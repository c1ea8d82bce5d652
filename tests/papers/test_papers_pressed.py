"""Many papers on two processes: each handed over, a bad one told, a stop keeps what was handed over."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from made_papers import single
from weipian.papers.model import Figure, Text
from weipian.papers.pool import AHEAD, PROCESSES, Job, press_all, press_alone
from weipian.papers.typesetting import Built, built
from weipian.terms.errors import Cancelled
from weipian.work.progress import watching

pytestmark = [pytest.mark.requirement("D5"), pytest.mark.slow]
PAPERS = {f"n{at}": single(f"第{at}件", Text((f"第{at}件",))) for at in range(12)}
BAD = single("坏的", Figure("a", "图", "图"))


def test_all_are_handed_over_and_the_bad_one_is_told() -> None:
    """And no more is gathered than is needed ahead: a run of thousands does not hold them all in memory."""
    taken: dict[str, Built] = {}
    said: list[str] = []
    ahead: list[int] = []
    asked = [*PAPERS.items(), ("bad", BAD)]

    def jobs() -> Iterator[Job]:
        for at, (name, paper) in enumerate(asked):
            ahead.append(at - len(taken))
            yield Job(name, paper)

    with watching(said.append):
        failed = press_all(jobs(), taken.__setitem__, len(asked))
    assert set(taken) == set(PAPERS)
    assert [one.name for one in failed] == ["bad"]
    assert "没有给" in failed[0].reason
    assert len(said) == len(asked)
    assert max(ahead) <= PROCESSES * AHEAD
    for name in ("n0", "n11"):
        assert taken[name].pdf == built(PAPERS[name]).pdf


def test_a_stop_keeps_what_was_handed_over_and_the_rest_can_follow() -> None:
    taken: dict[str, Built] = {}

    def take(name: str, made: Built) -> None:
        if len(taken) == 3:
            raise Cancelled
        taken[name] = made

    def jobs() -> list[Job]:
        return [Job(name, paper) for name, paper in PAPERS.items() if name not in taken]

    with pytest.raises(Cancelled):
        press_all(iter(jobs()), take, len(PAPERS))
    assert len(taken) == 3
    before = dict(taken)
    failed = press_alone(iter(jobs()), taken.__setitem__, len(PAPERS), before=3)
    assert not failed
    assert set(taken) == set(PAPERS)
    assert all(taken[name] is made for name, made in before.items())
