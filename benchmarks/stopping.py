"""A run that a person stops half-way: Ctrl-C reaches the process and its children, as in a terminal."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.processes import Cost, Failed, run

STOPPED = 1
"""The code of a run that a person ended."""


def run_and_stop(
    command: Sequence[str | Path], folder: Path, output: Path, also: Mapping[str, str]
) -> tuple[Cost, int]:
    """Stop it when half of its blocks are done; what it cost, and how many blocks it had done. Raises Failed."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # or what was begun in the background would ignore it
    stopper = _Stopper(output.with_name(output.name + ".未完成"), folder / "said.txt")
    try:
        cost = run(command, folder, also=also, fine=(STOPPED,), began=stopper.begin)
    finally:
        stopper.end()
    text = stopper.said.read_text("utf-8")
    if "Traceback" in text or "留在" not in text:
        raise Failed(f"stopped badly: {text[-2000:]}")
    return cost, stopper.done()


class _Stopper:
    """Looks at the journal of one run and interrupts that run, once."""

    def __init__(self, journal: Path, said: Path) -> None:
        self.journal, self.said = journal, said
        self.ended = threading.Event()
        self.thread: threading.Thread | None = None

    def begin(self, leader: int) -> None:
        self.thread = threading.Thread(target=self._watch, args=(leader,), daemon=True)
        self.thread.start()

    def end(self) -> None:
        self.ended.set()
        if self.thread is not None:
            self.thread.join()

    def done(self) -> int:
        """Blocks that are done."""
        return sum(1 for _ in self.journal.glob("block-*.json"))

    def _watch(self, leader: int) -> None:
        while not self.ended.wait(0.1):
            text = self.said.read_text("utf-8", "replace") if self.said.exists() else ""
            found = re.search(r"分 (\d+) 块", text)
            if found and self.done() * 2 >= int(found[1]):
                os.killpg(leader, signal.SIGINT)
                return
