"""What was worked out for somebody, kept until anything is done or the day changes: the log's head says so.

In the process beside the server (decision 0053) what was dear is taken once more, though something was written since,
for as long as it would take to work it out a few times; the page that it goes into is as old as its oldest part.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from weipian.store.acting import Desk
from weipian.store.queries.log import head_now, last_of
from weipian.terms.acting import Act
from weipian.web.aside.alike import Aside, one_of_them
from weipian.web.frame.here import here

MOST, MOST_DEAR = 400, 60
"""Of all, and of what is dear: mostly a hundred thousand rows of a list."""
DEAR, TIMES = 0.25, 4.0
"""Seconds from which on something is dear; how many times as long as it took it is taken once more."""
Worth = TypeVar("Worth")


@dataclass(frozen=True, slots=True)
class Known:
    """`seq`, `hash`: the log as it stood before; `at`: that second."""

    worth: Any
    seq: int
    hash: str
    at: float
    took: float


@dataclass(slots=True)
class Page:
    """Of the page that is being made: the oldest entry of the log that a part of it is of."""

    beside: bool = False
    seq: int = 0
    at: float = 0.0


_kept: OrderedDict[tuple[Any, ...], Known] = OrderedDict()
_lock = threading.Lock()
_page = Page()


def beside() -> None:
    """From now on this process is the one beside."""
    _page.beside = True


def begin(seq: int, at: float) -> None:
    """A page is begun, of now."""
    _page.seq, _page.at = seq, at


def oldest() -> tuple[int, float]:
    """Of which entry and second the page is."""
    return _page.seq, _page.at


def alike(desk: Desk) -> tuple[object, ...]:
    """Of whom something is alike that hangs on roles and place; what is refused says whom by name."""
    return *desk.actor.footing, desk.actor.label


def of_all_alike(desk: Desk) -> Desk:
    """Beside the server, of whoever is alike, by no name: the page that it goes into gets its reader's own later."""
    return replace(desk, actor=one_of_them(desk.actor, Aside.ALIKE)) if _page.beside else desk


def kept(desk: Desk, what: str, work: Callable[[], Worth], *more: object, whose: object = None) -> Worth:
    """`work` is asked where nothing was kept of this person, workspace, day and log. `more`: what else it hangs on;
    `whose`: of whom it is alike, where that is not this person alone (their sight)."""
    head = head_now()
    key = (what, more, str(desk.workspace.folder), here().today(), desk.actor if whose is None else whose)
    with _lock:
        found = _kept.get(key)
        if found is not None and _holds(found, head.seq, head.hash):
            _kept.move_to_end(key)
            return _noted(found)  # type: ignore[no-any-return]
    begun = time.perf_counter()
    worth, seq, at = _made_of(work, head.seq)
    with _lock:
        digest = head.hash if seq == head.seq else ""
        _kept[key] = Known(worth, seq, digest, at, time.perf_counter() - begun)
        _kept.move_to_end(key)
        dear = [one for one, known in _kept.items() if known.took > DEAR]
        for old in [*dear[: max(len(dear) - MOST_DEAR, 0)], *list(_kept)[: max(len(_kept) - MOST, 0)]]:
            _kept.pop(old, None)
    return worth


def _made_of(work: Callable[[], Worth], seq: int) -> tuple[Worth, int, float]:
    """What it is, and of which entry and second the oldest part is that went into it."""
    if not _page.beside:
        return work(), seq, time.time()
    before, before_at = _page.seq, _page.at
    _page.seq, _page.at = seq, time.time()
    try:
        worth = work()
        seq, at = _page.seq, _page.at
    finally:
        if before <= _page.seq:
            _page.seq, _page.at = before, before_at
    return worth, seq, at


def _holds(found: Known, seq: int, digest: str) -> bool:
    if (found.seq, found.hash) == (seq, digest):
        return True
    return (
        _page.beside
        and found.took > DEAR
        and found.seq >= last_of(Act.ERASED)
        and 0 <= time.time() - found.at < TIMES * found.took
    )


def _noted(found: Known) -> Any:
    if found.seq < _page.seq:
        _page.seq, _page.at = found.seq, found.at
    return found.worth
