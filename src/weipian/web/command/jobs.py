"""Work that a person started: it runs in a thread of its own, tells how far it is, and can be stopped."""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from weipian.terms.errors import Cancelled, InputError, WeipianError
from weipian.web.command.port import Given, Heard
from weipian.web.frame.turns import waiting
from weipian.work.progress import watching

KEPT = 15 * 60.0
"""Seconds that an answer is kept for who started it."""
MOST = 4
"""So many jobs of one person at the same time."""
AT_ONCE = 1.5
"""Seconds after which a page shows how far the work is, instead of waiting for it."""


@dataclass(slots=True)
class Job:
    """`folder`: what was handed in, and in `out` what came of it; both go with the job. `given`: what was put in."""

    account: int
    title: str
    folder: Path
    path: tuple[str, ...] = ()
    key: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    ended: float = 0.0
    line: str = "正在办理……"
    heard: Heard | None = None
    error: WeipianError | None = None
    stopping: bool = False
    given: Given = field(default_factory=dict)
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def out(self) -> Path:
        return self.folder / "out"

    @property
    def share(self) -> str:
        """How much of a hundred is done, "" where the work does not say."""
        found = re.search(r"(\d+)%", self.line)
        return found[1] if found else ""

    @property
    def words(self) -> str:
        """The line without the bar that a terminal draws."""
        return re.sub(r"\s+", " ", re.sub(r"[█░]+", "", self.line))

    @property
    def stopped(self) -> bool:
        """By the person."""
        return isinstance(self.error, Cancelled)

    @property
    def blamed(self) -> str:
        """The field whose value the error names, "" where it names none."""
        for text in (self.error.message, self.error.where) if self.error else ():
            named = [(len(one), name) for name, values in self.given.items() for one in values if _names(text, one)]
            if named:
                return max(named)[1]
        return ""

    def look(self, line: str) -> None:
        """Told by the work. Raises Cancelled where the person stopped it."""
        self.line = line
        if self.stopping:
            raise Cancelled


def _names(text: str, value: str) -> bool:
    """Whether it stands there by itself, not in a longer number or word."""
    return re.search(rf"(?<![0-9A-Za-z.-]){re.escape(value)}(?![0-9A-Za-z.-])", text) is not None


_jobs: dict[str, Job] = {}
_lock = threading.Lock()


def new_job(account: int, title: str, path: tuple[str, ...] = ()) -> Job:
    """A job with its folder, not yet begun. Raises InputError where this person has too many under way."""
    with _lock:
        _sweep()
        running = sum(one.account == account and not one.done.is_set() for one in _jobs.values())
    if running >= MOST:
        raise InputError("job_too_many", where=title, count=running)
    folder = Path(tempfile.mkdtemp(prefix="weipian-job-"))
    job = Job(account, title, folder, path)
    job.out.mkdir()
    with _lock:
        _jobs[job.key] = job
    return job


def given_up(job: Job) -> None:
    """It is not begun: what was asked was not whole."""
    with _lock:
        _jobs.pop(job.key, None)
    shutil.rmtree(job.folder, ignore_errors=True)


def begin(job: Job, work: Callable[[], Heard]) -> None:
    """Starts it, and waits as long as a person does without being told."""
    threading.Thread(target=_done, args=(job, work), daemon=True).start()
    with waiting():
        job.done.wait(AT_ONCE)


def _done(job: Job, work: Callable[[], Heard]) -> None:
    from django.db import connections

    try:
        with watching(job.look):
            job.heard = work()
    except WeipianError as error:
        job.error = error
    except Exception:
        import logging

        number = secrets.token_hex(4)
        logging.getLogger("weipian.web").exception("%s %s", number, job.title)
        job.error = InputError("web_unforeseen", where=job.title, number=number)
    finally:
        connections.close_all()
        job.ended = time.monotonic()
        job.done.set()


def job_of(account: int, key: str) -> Job:
    """Somebody's own job. Raises InputError where it is nobody's, or another's."""
    found = _jobs.get(key)
    if found is None or found.account != account:
        raise InputError("job_gone", where="办理")
    return found


def _sweep() -> None:
    now = time.monotonic()
    for key, job in list(_jobs.items()):
        if job.done.is_set() and now - job.ended > KEPT:
            shutil.rmtree(job.folder, ignore_errors=True)
            del _jobs[key]
