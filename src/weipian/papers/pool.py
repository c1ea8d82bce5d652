"""Many papers on two processes: each as it is ready is handed over, a bad one does not stop the others.

Progress and cancelling are those of `weipian.work`. Nothing is kept here: to go on after a stop, ask for those that are
not there yet, with `before` as many as are.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from weipian.papers.model import Paper
from weipian.papers.typesetting import Built, built
from weipian.terms.errors import InputError, WeipianError
from weipian.work.progress import Progress

PROCESSES = 2
"""Two do as much as two threads in one can't; more hold 350 MB each (measured)."""
AHEAD = 3
"""Papers a process that are ready before it asks: enough that it never waits, few enough to hold in memory."""


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


def press_all(
    jobs: Iterable[Job], take: Callable[[str, Built], object], total: int, *, label: str = "排版", before: int = 0,
    processes: int = PROCESSES,
) -> list[Failed]:  # fmt: skip
    """Every job's paper goes to `take` as soon as it is ready. Raises Cancelled, KeyboardInterrupt, InputError."""
    failed: list[Failed] = []
    with Progress(label, total, done=before) as step, _workers(processes) as workers:
        for name, found in _found(iter(jobs), workers, processes * AHEAD):
            if isinstance(found, Built):
                take(name, found)
            else:
                failed.append(Failed(name, found))
            step()
    return failed


def press_alone(
    jobs: Iterable[Job], take: Callable[[str, Built], object], total: int, *, before: int = 0
) -> list[Failed]:
    """The same in this process: for one or two."""
    failed: list[Failed] = []
    with Progress("排版", total, done=before) as step:
        for job in jobs:
            found = _set(job.paper)
            if isinstance(found, Built):
                take(job.name, found)
            else:
                failed.append(Failed(job.name, found))
            step()
    return failed


@contextmanager
def _workers(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Stopped at once where the asker stops: what is under way is thrown away."""
    workers = ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield workers
    finally:
        workers.shutdown(wait=True, cancel_futures=True)


def _found(jobs: Iterator[Job], workers: ProcessPoolExecutor, ahead: int) -> Iterator[tuple[str, Built | str]]:
    """Never more under way than `ahead`, so that a thousand dossiers are not in memory at once."""
    under_way: dict[Future[Built | str], str] = {}
    while True:
        for job in islice(jobs, ahead - len(under_way)):
            under_way[workers.submit(_set, job.paper)] = job.name
        if not under_way:
            return
        done, _ = wait(under_way, return_when=FIRST_COMPLETED)
        for one in sorted(done, key=lambda future: under_way[future]):
            try:
                yield under_way.pop(one), one.result()
            except BrokenProcessPool:
                raise InputError("paper_workers_died") from None


def _set(paper: Paper) -> Built | str:
    """What goes between processes: bytes, or a sentence."""
    try:
        return built(paper)
    except WeipianError as error:
        return str(error)
