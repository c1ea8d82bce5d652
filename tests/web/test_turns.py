"""A few requests at work at a time, and none held up by one that only waits."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import Any

import pytest

from weipian.web.frame.turns import AT_WORK, in_turn, waiting

pytestmark = pytest.mark.requirement("F4")
LONG = 30.0


class Asked:
    """Requests that are at work until they are let go, each in a thread of its own."""

    def __init__(self, *, waits: bool) -> None:
        self.waits, self.most, self.now = waits, 0, 0
        self.lock, self.go, self.come = threading.Lock(), threading.Event(), threading.Semaphore(0)

    def view(self, _environ: dict[str, Any], _start: object) -> Iterable[bytes]:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        self.come.release()
        if self.waits:
            with waiting():
                self.go.wait(LONG)
        else:
            self.go.wait(LONG)
        with self.lock:
            self.now -= 1
        return [b"done"]

    def begin(self, many: int) -> list[threading.Thread]:
        served = in_turn(self.view)
        threads = [threading.Thread(target=served, args=({}, None)) for _ in range(many)]
        for one in threads:
            one.start()
        return threads


def test_no_more_than_a_few_are_at_work() -> None:
    asked = Asked(waits=False)
    threads = asked.begin(AT_WORK * 3)
    for _ in range(AT_WORK):
        assert asked.come.acquire(timeout=LONG)
    assert not asked.come.acquire(timeout=0.2)
    asked.go.set()
    for one in threads:
        one.join(LONG)
    assert asked.most == AT_WORK


def test_who_waits_lets_others_to_work() -> None:
    asked = Asked(waits=True)
    threads = asked.begin(AT_WORK * 3)
    for _ in threads:
        assert asked.come.acquire(timeout=LONG), "held up by those that wait"
    asked.go.set()
    for one in threads:
        one.join(LONG)
    assert not any(one.is_alive() for one in threads)


def test_a_request_that_fails_gives_its_turn_back() -> None:
    def broken(_environ: object, _start: object) -> Iterable[bytes]:
        raise LookupError

    for _ in range(AT_WORK + 1):
        with pytest.raises(LookupError):
            in_turn(broken)({}, lambda *_: None)
