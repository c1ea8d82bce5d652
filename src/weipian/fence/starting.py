"""Starting reading processes: when one is needed, or ahead, so that only its work has to be waited for."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from pathlib import Path
from threading import Lock

import weipian
from weipian.fence import drivers
from weipian.fence.limits import READY, environment

Process = subprocess.Popen[bytes]

_lock = Lock()
_standing: dict[int, Process] = {}
"""One at most, by the process that may ask it: a fork is not heard, the pipe is its parent's."""


def start(driver: str, *more: str) -> Process:
    """A worker that may hold one GDAL driver, or none."""
    home = str(Path(weipian.__file__).resolve().parents[1])
    return subprocess.Popen(
        [sys.executable, "-s", "-P", "-m", "weipian.fence.worker", *more],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(home, drivers.skipped(driver)),
    )


def stand_ready() -> None:
    """For those who read often: have a worker wait for the next Parquet, unless one waits.

    It answers one request like any other and shuts itself in for it; it ends with this process, however that ends.
    """
    with _lock:
        found = _standing.get(os.getpid())
        if found is not None and found.poll() is None:
            return
        if found is not None:
            _end(found)
        atexit.unregister(stand_down)
        atexit.register(stand_down)
        _standing[os.getpid()] = start("", READY)


def standing() -> Process | None:
    """The worker that waits, if one does; it is the caller's now."""
    with _lock:
        found = _standing.pop(os.getpid(), None)
    if found is not None and found.poll() is not None:
        _end(found)
        return None
    return found


def stand_down() -> None:
    """Nobody will ask it any more."""
    found = standing()
    if found is not None:
        _end(found)


def _end(process: Process) -> None:
    process.kill()  # nothing where it has ended
    with process:  # waits, and closes the pipes
        pass
