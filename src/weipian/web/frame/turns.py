"""How many requests are at work at a time: one after the other each is sooner done than all at once.

Python computes one at a time. Twenty pages worked out side by side are all late; in turns of a few most are not.
Whoever waits for something else, a job or a page that is counted beside, lets others have the turn meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

AT_WORK = 3
"""One that computes, and two whose questions are with the database or on the disk."""

_turns = threading.BoundedSemaphore(AT_WORK)
_mine = threading.local()


def in_turn(made: Callable[..., Any]) -> Callable[..., Any]:
    """The application, a few requests at a time; what is sent bit by bit is sent in nobody's turn."""

    def waited(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with _turns:
            _mine.has = True
            try:
                found: Iterable[bytes] = made(environ, start)
                return found
            finally:
                _mine.has = False

    return waited


@contextmanager
def waiting() -> Iterator[None]:
    """Meanwhile somebody else has this request's turn."""
    if not getattr(_mine, "has", False):
        yield
        return
    _turns.release()
    try:
        yield
    finally:
        _turns.acquire()
