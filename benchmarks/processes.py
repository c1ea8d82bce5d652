"""What a process and all that it started cost: wall clock, CPU, peak memory. Linux only (reads /proc)."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.02
"""Seconds between two looks at memory."""
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall clock and of CPU (user and system, with children), and bytes at the peak."""

    wall: float
    cpu: float
    peak: int


@dataclass(frozen=True, slots=True)
class Tree:
    """A process and its descendants."""

    pid: int

    def members(self) -> list[int]:
        found, waiting = [], [self.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            with suppress(OSError):
                for task in Path(f"/proc/{pid}/task").iterdir():
                    waiting += [int(child) for child in (task / "children").read_text().split()]
        return found

    def memory(self) -> int:
        """Bytes resident now: private and file pages of all members, shared memory (a server's buffers) once."""
        each = [_memory(pid) for pid in self.members()]
        return sum(own for own, _ in each) + max((shared for _, shared in each), default=0)

    def cpu(self) -> float:
        """CPU seconds so far of the members and of the children that they have waited for."""
        return sum(_cpu(pid) for pid in self.members())

    def highest(self) -> int:
        """The most that one member has had by itself, as the kernel kept it; a look may come too late for a peak."""
        return max((_status(pid)["VmHWM"] for pid in self.members()), default=0)


def _memory(pid: int) -> tuple[int, int]:
    found = _status(pid)
    return found["RssAnon"] + found["RssFile"], found["RssShmem"]


def _status(pid: int) -> dict[str, int]:
    """Bytes; 0 where the process is gone."""
    found = {"RssAnon": 0, "RssFile": 0, "RssShmem": 0, "VmHWM": 0}
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            name, _, rest = line.partition(":")
            if name in found:
                found[name] = int(rest.split()[0]) * 1024
    return found


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(field) for field in fields[11:15]) / _TICK


class Failed(Exception):
    """A measured process ended badly."""


def run(
    command: Sequence[str | Path],
    folder: Path,
    server: Tree | None = None,
    also: Mapping[str, str] | None = None,
    fine: Sequence[int] = (0,),
    began: Callable[[int], None] | None = None,
) -> Cost:
    """Run to the end and say what it cost, together with what a server did for it meanwhile. Raises Failed.

    `also` goes into its environment; `fine` are the codes that a good end may have.
    `began` is called with its number; it then leads a process group of its own, as a command in a terminal does.
    """
    before = server.cpu() if server else 0.0
    with (folder / "said.txt").open("w+b") as said:
        start = time.perf_counter()
        environment = {**os.environ, **(also or {})}
        alone = began is not None
        process = subprocess.Popen(command, stdout=said, stderr=said, env=environment, start_new_session=alone)
        if began is not None:
            began(process.pid)
        watch = _Watch([Tree(process.pid), *([server] if server else [])])
        _, state, usage = os.wait4(process.pid, 0)  # its ru_maxrss is no use: it begins with what we have
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(state)
        peak = watch.stop()
        if process.returncode not in fine:
            said.seek(0)
            last = said.read().decode(errors="replace")[-2000:].strip()
            raise Failed(f"{' '.join(map(str, command))}\n{last}\nended with {process.returncode}")
    served = server.cpu() - before if server else 0.0
    return Cost(wall, usage.ru_utime + usage.ru_stime + served, peak)


class _Watch:
    """Looks at the memory of some process trees until it is told to stop."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        self.trees = trees
        self.peak = 0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def _look(self) -> None:
        while not self.done.wait(EVERY):
            self.peak = max(self.peak, sum(tree.memory() for tree in self.trees), self.trees[0].highest())

    def stop(self) -> int:
        self.done.set()
        self.thread.join()
        return self.peak
