"""Plain threads for what lets go of the interpreter: compiled code, GEOS and NumPy."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

DEFAULT_THREADS = 2


def in_blocks(work: Callable[[int, int], object], count: int, block: int, threads: int | None = None) -> None:
    """Call `work(first, end)` for every block of `count` things; what they write must not overlap."""
    starts = range(0, count, block)
    workers = min(threads or DEFAULT_THREADS, os.cpu_count() or 1, len(starts))
    if workers <= 1:
        for start in starts:
            work(start, min(start + block, count))
        return
    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(work, start, min(start + block, count)) for start in starts]:
            done.result()
