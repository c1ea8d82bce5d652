"""Room for ready layers: beyond a bound, those that were used longest ago are dropped; one in use never is.

A layer is one file, or one with its parts (`KEY.ready`, `KEY-00000.ready`, …): they are dropped together.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from weipian.atlas.holding import is_held

SUFFIX = ".ready"
GIB = 2**30
BOUND_GIB = 32.0
"""What ready layers may fill: a province's largest layer is about 10 GiB."""
SETTING = "WEIPIAN_READY_GIB"


@dataclass(frozen=True, slots=True)
class _Kept:
    """One ready layer on the disk."""

    paths: tuple[Path, ...]
    size: int
    used: int


def bound() -> int:
    """Bytes; the environment may say another number of GiB. What is no number says nothing."""
    said = BOUND_GIB
    with suppress(ValueError):
        said = float(os.environ.get(SETTING, ""))
    return int(max(said, 0.0) * GIB) if said == said and said != float("inf") else int(BOUND_GIB * GIB)


def touch(path: Path) -> None:
    """Used now: its time of access, which not every disk keeps by itself; its time of change stays."""
    with suppress(OSError):
        stat = path.stat()
        os.utime(path, ns=(time.time_ns(), stat.st_mtime_ns))


def key_of(path: Path) -> str:
    """The layer that a file belongs to."""
    return path.name.removesuffix(SUFFIX).partition("-")[0]


def prune(folder: Path, spared: str, most: int | None = None) -> None:
    """Make room; `spared` is the key of the layer that is being made."""
    found = _kept(folder.glob(f"*{SUFFIX}"))
    spare = sum(each.size for each in found.values()) - (bound() if most is None else most)
    for key, each in sorted(found.items(), key=lambda item: item[1].used):
        if spare <= 0:
            return
        if key != spared and not any(is_held(path) for path in each.paths):
            drop(each.paths)
            spare -= each.size


def _kept(paths: Iterable[Path]) -> dict[str, _Kept]:
    groups: dict[str, list[tuple[Path, os.stat_result]]] = defaultdict(list)
    for path in paths:
        with suppress(OSError):
            groups[key_of(path)].append((path, path.stat()))
    return {
        key: _Kept(
            tuple(path for path, _ in sorted(each)),
            sum(stat.st_size for _, stat in each),
            max(max(stat.st_atime_ns, stat.st_mtime_ns) for _, stat in each),
        )
        for key, each in groups.items()
    }


def drop(paths: Iterable[Path]) -> None:
    """Gone, where the system lets it."""
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)
