"""A run: chunks side by side, each left in the folder as it is done, so that a run broken off goes on where it was."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import numba
import numpy as np
import shapely

import weipian.geometry
from campaign.exactness.compare import EAST, Keeping
from campaign.exactness.record import Chunk, load, made, save, together
from campaign.exactness.verdict import Verdict, settle
from weipian.work.progress import Progress

CHUNK = 10_000
"""Pairs a chunk: 104 × 104 spots keep y within one binade, so that a pair can be moved without rounding."""
LOT = 200
"""Pairs drawn by lot over a whole run, as many from each chunk."""
KERNEL = ("kernel", "measure", "pieces", "rings", "shapes", "split")
PAIRS = ("compare", "kinds", "outlines", "record")
"""Modules that a chunk's numbers hang on."""
Out = TypeVar("Out")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is; the same plan gives the same pairs."""

    pairs: int
    seed: int
    worst: int = 200
    of_kind: int = 5
    lot: int = LOT
    chunk: int = CHUNK
    east: float = EAST

    @property
    def chunks(self) -> int:
        return -(-self.pairs // self.chunk)

    @property
    def keeping(self) -> Keeping:
        return Keeping(self.worst, self.of_kind, by_lot=-(-self.lot // self.chunks))

    def size(self, number: int) -> int:
        return min(self.chunk, self.pairs - number * self.chunk)

    @property
    def identity(self) -> dict[str, object]:
        """All that a chunk's numbers hang on; chunks of another identity are not mixed in."""
        versions = {"python": platform.python_version(), "numpy": np.__version__, "numba": numba.__version__}
        versions |= {"shapely": shapely.__version__, "geos": shapely.geos_version_string}
        own, kernel = Path(__file__).parent, Path(weipian.geometry.__file__).parent
        code = {"kernel": fingerprint(kernel, KERNEL), "pairs": fingerprint(own, PAIRS)}
        asked = {"pairs": self.pairs, "seed": self.seed, "worst": self.worst, "of_kind": self.of_kind, "lot": self.lot}
        return {**asked, "chunk": self.chunk, "east": self.east, "versions": versions, "code": code}


class OtherRun(Exception):
    """The folder holds chunks of another plan, another kernel or other versions."""


def fingerprint(folder: Path, names: Iterable[str]) -> str:
    """SHA-256 over modules' names and contents, its first 16 digits."""
    digest = hashlib.sha256()
    for name in names:
        digest.update(name.encode() + b"\0" + (folder / f"{name}.py").read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def compare_all(plan: Plan, folder: Path, processes: int = 1) -> Chunk:
    """Every chunk that is not there yet, then all of them as one. Raises OtherRun."""
    _claim(plan, folder)
    missing = [number for number in range(plan.chunks) if not _place(folder, number).exists()]
    with Progress("比较", plan.chunks) as step:
        step(plan.chunks - len(missing))
        for _ in _side_by_side(partial(_one_chunk, plan, folder), missing, processes):
            step()
            _tell(step)
    return together((load(_place(folder, number)) for number in range(plan.chunks)), plan.keeping)


def settle_all(kept: Chunk, processes: int = 1) -> list[Verdict]:
    """A verdict for each kept pair, in their order."""
    places = range(len(kept.ours))
    verdicts: dict[int, Verdict] = {}
    with Progress("裁定", len(kept.ours)) as step:
        jobs = [(k, kept.a[k], kept.b[k], int(kept.ours[k]), float(kept.geos[k])) for k in places]
        for place, verdict in _side_by_side(_one_verdict, jobs, processes):
            verdicts[place] = verdict
            step()
            if len(verdicts) % 50 == 0:
                _tell(step)
    return [verdicts[place] for place in places]


def _claim(plan: Plan, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    note, identity = folder / "run.json", json.dumps(plan.identity, indent=1, sort_keys=True)
    if note.exists() and note.read_text(encoding="utf-8") != identity:
        raise OtherRun(f"{folder.name}：里面是另一次运行（数量、种子、版本或内核不同）的结果；请换一个文件夹")
    note.write_text(identity, encoding="utf-8")


def _place(folder: Path, number: int) -> Path:
    return folder / f"chunk-{number:05d}.npz"


def _one_chunk(plan: Plan, folder: Path, number: int) -> int:
    save(made(plan.seed, number, plan.size(number), plan.keeping, plan.east), _place(folder, number))
    return number


Job = tuple[int, bytes, bytes, int, float]


def _one_verdict(job: Job) -> tuple[int, Verdict]:
    place, a, b, ours, geos = job
    return place, settle(shapely.from_wkb(a), shapely.from_wkb(b), ours, geos)


In = TypeVar("In")


def _side_by_side(work: Callable[[In], Out], things: Sequence[In], processes: int) -> Iterator[Out]:
    """Results as they come; in this process where one is enough."""
    if processes <= 1:
        yield from map(work, things)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting: list[Future[Out]] = [pool.submit(work, thing) for thing in things]
        try:
            for done in as_completed(waiting):
                yield done.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _tell(step: Progress) -> None:
    """Where no one looks on, a line now and then for the log."""
    tenth = max(step.total // 20, 1)
    if not step.live and (step.done % tenth == 0 or step.done == step.total):
        sys.stderr.write(f"{step.line(time.monotonic())}\n")
        sys.stderr.flush()
