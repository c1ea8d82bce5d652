"""What was worked out for somebody, kept until anything is done or the day changes: the log's head says so."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from weipian.store.acting import Desk
from weipian.store.queries.log import head_now
from weipian.web.frame.here import here

MOST = 400
Worth = TypeVar("Worth")
_kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
_lock = threading.Lock()


def kept(desk: Desk, what: str, work: Callable[[], Worth]) -> Worth:
    """`work` is asked where nothing was kept of this person, workspace, day and log."""
    head = head_now()
    key = (what, str(desk.workspace.folder), head.seq, head.hash, here().today(), desk.actor)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]  # type: ignore[no-any-return]
    found = work()
    with _lock:
        _kept[key] = found
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return found
