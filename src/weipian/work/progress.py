"""Progress on standard error, with the time left; silent where no one looks."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TextIO, TypeVar

Thing = TypeVar("Thing")
Step = Callable[..., object]
"""What work calls after each thing that is done, or with how many are."""
PAUSE = 0.2  # seconds between two drawings: enough to read, too few to cost


_watches: ContextVar[Callable[[str], None] | None] = ContextVar("watches", default=None)


@contextmanager
def watching(watcher: Callable[[str], None]) -> Iterator[None]:
    """Somebody looks from elsewhere, a page: told each line; raising Cancelled there stops the work."""
    token = _watches.set(watcher)
    try:
        yield
    finally:
        _watches.reset(token)


class Progress:
    """`with Progress("套合", total=300) as step: step(1)`. Draws only on a terminal; Ctrl-C cancels."""

    def __init__(self, label: str, total: int, out: TextIO | None = None, *, done: int = 0) -> None:
        """`done` was done before, by a run that was stopped: the time left is reckoned without it."""
        self.label, self.total, self.done, self.before = label, max(total, 1), done, done
        self.out = out or sys.stderr
        self.begun = self.drawn = time.monotonic()
        self.live = self.out.isatty()

    def __enter__(self) -> Progress:
        return self

    def __call__(self, steps: int = 1) -> None:
        self.done += steps
        now = time.monotonic()
        if (watcher := _watches.get()) is not None:
            watcher(self.line(now))
        if self.live and (now - self.drawn > PAUSE or self.done >= self.total):
            self.drawn = now
            self.out.write(f"\r{self.line(now)}\x1b[K")
            self.out.flush()

    def line(self, now: float) -> str:
        """What a person reads: share done and time left."""
        share = min(self.done / self.total, 1.0)
        new = min(self.done, self.total) - self.before
        left = (now - self.begun) / new * (self.total - self.before - new) if new > 0 else 0.0
        bar = "█" * round(share * 20)
        return f"{self.label} {bar:░<20} {share:4.0%}  剩余约 {spell(left)}"

    def __exit__(self, *_: object) -> None:
        if self.live:
            self.out.write("\r\x1b[K")
            self.out.flush()


def unwatched(steps: int = 1) -> None:
    """A step where nobody looks."""


def spell(seconds: float) -> str:
    """Seconds in words."""
    if seconds < 60:
        return f"{seconds:.0f} 秒"
    minutes = seconds / 60
    return f"{minutes:.0f} 分" if minutes < 60 else f"{minutes / 60:.1f} 小时"


def watched(things: Iterable[Thing], label: str, total: int) -> Iterator[Thing]:
    """The things, with progress as they are taken."""
    with Progress(label, total) as step:
        for thing in things:
            yield thing
            step()
