"""What the process beside has worked out, kept for who asks next; the quicker ones first, none for ever last."""

from __future__ import annotations

import heapq
import itertools
import logging
import multiprocessing
import threading
import time
from collections import OrderedDict
from multiprocessing.connection import Connection
from typing import Any

from weipian.store.queries.log import head_now, last_of
from weipian.store.queries.patch_list import how_many
from weipian.terms.acting import Act
from weipian.web.aside.alike import Aside, one_of_them
from weipian.web.aside.answers import Answer, Wanted
from weipian.web.aside.counting import Setting, run
from weipian.web.frame.turns import waiting

logger = logging.getLogger("weipian.web")
LARGE = 3_000
"""Patches up to which every page is worked out when it is asked for, of that very moment."""
MOST = 4_000
WAITS = 1.0
"""Seconds that somebody waits for a page that is not there yet, before it says that it is being counted."""
WAITING = 4
"""So many at a time: each of them holds a thread that others want."""
OFTEN = 60.0
UNKNOWN, PATIENCE = 1.0, 3.0
"""Seconds that a page is taken for that was never made; how many times its cost one lets others go first."""
REST = 4.0
"""Times as long as a page took that the process beside rests before it makes another one anew, where the server itself
has a whole core to do: two processors of a small machine are often one that they share, and who asks comes first."""
Key = tuple[Any, ...]


class Keeping:
    """The pages, and one process beside that makes them."""

    def __init__(self, setting: Setting, *, large: int = LARGE) -> None:
        self.setting, self.large = setting, large
        self._kept: OrderedDict[Key, Answer] = OrderedDict()
        self._turns: list[tuple[float, int, Key, Wanted]] = []
        self._asked: dict[Key, threading.Event] = {}
        self._lock, self._more, self._number = threading.Lock(), threading.Event(), itertools.count()
        self._awaited, self._since = threading.Event(), (time.process_time(), time.monotonic())
        self._counted, self._large, self._closed = 0.0, False, False
        self._places = threading.Semaphore(WAITING)
        self._process: Any = None
        self._thread: threading.Thread | None = None

    def is_for(self, request: Any, whose: Aside) -> bool:
        """Whether this page is better not worked out by who asks. What a department sees is little, and may end."""
        if whose is Aside.NO or request.method != "GET" or self._closed or request.desk.sight.department:
            return False
        if time.monotonic() - self._counted > OFTEN:
            self._counted, self._large = time.monotonic(), how_many() > self.large
        return self._large

    def page(self, request: Any, whose: Aside) -> Answer | None:
        """As it was made last; made anew meanwhile, where anything was written since. None: it is not there yet."""
        actor = request.desk.actor
        own = actor if whose is Aside.OWN else actor.footing
        partial = request.headers.get("HX-Request") == "true"
        key = (request.path, request.META.get("QUERY_STRING", ""), partial, own)
        found = self._known(key)
        if found is not None and found.seq < last_of(Act.ERASED):  # what was erased is shown to nobody again
            found = None
        if found is None or found.seq < head_now().seq:
            ready = self._want(key, Wanted(*key[:3], one_of_them(actor, whose)), found)
            if found is None and self._places.acquire(blocking=False):
                with waiting():
                    ready.wait(WAITS)
                self._places.release()
                found = self._known(key)
        return found

    def _known(self, key: Key) -> Answer | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _want(self, key: Key, wanted: Wanted, last: Answer | None) -> threading.Event:
        """Once, however many ask."""
        with self._lock:
            if key not in self._asked:
                self._asked[key] = threading.Event()
                turn = time.monotonic() + PATIENCE * (last.took if last else UNKNOWN)
                heapq.heappush(self._turns, (turn, next(self._number), key, wanted))
                self._more.set()
                if last is None:
                    self._awaited.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True)
                self._thread.start()
            return self._asked[key]

    def _work(self) -> None:
        asked: Connection | None = None
        while not self._closed:
            self._more.wait()
            with self._lock:
                if not self._turns:
                    self._more.clear()
                    continue
                _, _, key, wanted = heapq.heappop(self._turns)
                if key in self._kept and all(other in self._kept for _, _, other, _ in self._turns):
                    self._awaited.clear()
            try:
                asked = asked or self._begun()
                asked.send(wanted)
                answer = asked.recv()
                self._keep(key, answer)
                self._rest(answer.took)
            except (EOFError, OSError) as error:
                asked = None
                self._keep(key, None)
                if not self._closed:
                    logger.error("%s", wanted.path, exc_info=error)

    def _rest(self, took: float) -> None:
        """Unless somebody waits for a page that is not there yet."""
        (worked, at), self._since = self._since, (time.process_time(), time.monotonic())
        busy = (self._since[0] - worked) / max(self._since[1] - at, 0.001)
        self._awaited.wait(REST * min(busy, 1.0) * took)

    def _begun(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self._process = context.Process(target=run, args=(theirs, self.setting), daemon=True)
        self._process.start()
        theirs.close()
        return ours

    def _keep(self, key: Key, answer: Answer | None) -> None:
        with self._lock:
            if answer is not None and answer.status < 500:
                self._kept[key] = answer
                self._kept.move_to_end(key)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
            self._asked.pop(key).set()

    def close(self) -> None:
        """The process ends with the server."""
        self._closed = True
        self._more.set()
        self._awaited.set()
        if self._process is not None:
            self._process.terminate()
