"""Much work on two processes: each piece as it is ready is handed over; a bad paper does not stop the others.

Progress and cancelling are those of `weipian.work`. Nothing is kept here: to go on after a stop, ask for those that are
not there yet, with `before` as many as are.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from typing import TypeVar

from weipian.papers.model import Paper
from weipian.papers.typesetting import Built, built
from weipian.terms.errors import InputError, WeipianError
from weipian.work.progress import Progress, Step, unwatched

PROCESSES = 2
"""Two do as much as two threads in one can't; more hold 350 MB each (measured)."""
AHEAD = 3
"""Papers a process that are ready before it asks: enough that it never waits, few enough to hold in memory."""
LABEL = "排版"

Found = TypeVar("Found")
Work = Callable[[], Found]
"""A piece of work that goes to another process, as does what comes of it."""


@dataclass(frozen=True, slots=True)
class Job:
    """`name`: how the asker knows it again."""

    name: str
    paper: Paper


@dataclass(frozen=True, slots=True)
class Failed:
    """A paper that could not be set, and why, in words for people."""

    name: str
    reason: str


def spread(
    works: Iterable[Work[Found]], take: Callable[[Found, Step], object], total: int, *, label: str = LABEL,
    before: int = 0, processes: int = PROCESSES, ahead: int = AHEAD, ready: Callable[[], object] = unwatched,
) -> None:  # fmt: skip
    """What comes of each work goes to `take` as soon as it is there, with the step to tell how many things are done.

    `ready` is called first in each process. Raises Cancelled, KeyboardInterrupt, and what a work raises.
    """
    with Progress(label, total, done=before) as step, _workers(processes, ready) as workers:
        for found in _found(iter(works), workers, processes * ahead):
            take(found, step)


def here(
    works: Iterable[Work[Found]], take: Callable[[Found, Step], object], total: int, *, label: str = LABEL,
    before: int = 0,
) -> None:  # fmt: skip
    """The same in this process: for a few."""
    with Progress(label, total, done=before) as step:
        for work in works:
            take(work(), step)


def press_all(
    jobs: Iterable[Job], take: Callable[[str, Built], object], total: int, *, label: str = LABEL, before: int = 0,
    processes: int = PROCESSES,
) -> list[Failed]:  # fmt: skip
    """Every job's paper goes to `take` as soon as it is ready. Raises Cancelled, KeyboardInterrupt, InputError."""
    failed: list[Failed] = []
    works = (partial(_set, job) for job in jobs)
    spread(works, _taker(take, failed), total, label=label, before=before, processes=processes)
    return failed


def press_alone(
    jobs: Iterable[Job], take: Callable[[str, Built], object], total: int, *, before: int = 0
) -> list[Failed]:
    """The same in this process: for one or two."""
    failed: list[Failed] = []
    here((partial(_set, job) for job in jobs), _taker(take, failed), total, before=before)
    return failed


def _taker(
    take: Callable[[str, Built], object], failed: list[Failed]
) -> Callable[[tuple[str, Built | str], Step], None]:
    def taken(found: tuple[str, Built | str], step: Step) -> None:
        name, made = found
        if isinstance(made, Built):
            take(name, made)
        else:
            failed.append(Failed(name, made))
        step()

    return taken


@contextmanager
def _workers(processes: int, ready: Callable[[], object]) -> Iterator[ProcessPoolExecutor]:
    """Stopped at once where the asker stops: what is under way is thrown away."""
    context = multiprocessing.get_context("spawn")
    workers = ProcessPoolExecutor(processes, mp_context=context, initializer=_alone, initargs=(ready,))
    try:
        yield workers
    finally:
        workers.shutdown(wait=True, cancel_futures=True)


def _alone(ready: Callable[[], object]) -> None:
    """One thread a process: there is a process a core already, and threads that wait for each other cost. Ctrl-C is
    for the asker: what is under way is not broken off in its middle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(dict.fromkeys(("RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"))
    ready()


def _found(works: Iterator[Work[Found]], workers: ProcessPoolExecutor, ahead: int) -> Iterator[Found]:
    """Never more under way than `ahead`, so that a thousand dossiers are not in memory at once."""
    under_way: dict[Future[Found], int] = {}
    order = count()
    while True:
        try:
            for work in islice(works, ahead - len(under_way)):
                under_way[workers.submit(work)] = next(order)
            if not under_way:
                return
            done, _ = wait(under_way, return_when=FIRST_COMPLETED)
            made = [one.result() for one in sorted(done, key=lambda future: under_way.pop(future))]
        except BrokenProcessPool:
            raise InputError("paper_workers_died") from None
        yield from made


def _set(job: Job) -> tuple[str, Built | str]:
    """What goes between processes: bytes, or a sentence."""
    try:
        return job.name, built(job.paper)
    except WeipianError as error:
        return job.name, str(error)
