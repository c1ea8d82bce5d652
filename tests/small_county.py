"""The small made-up county, drawn once in a run of the tests, and its year from files, worked once a process.

Nobody writes into its folder: who wants it otherwise copies it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from weipian.cli.demo import PRACTICE, cached_county
from weipian.demo import SEED
from weipian.office.county import read_county
from weipian.office.run import Year, run_year


@cache
def listed() -> Path:
    """Its county.toml: a county with a hundredth of the land and a fifth of the patches."""
    with alone("small-county"):
        return cached_county(SEED, PRACTICE)


@cache
def worked() -> Year:
    return run_year(read_county(listed()), lambda *_: None)


@contextmanager
def alone(name: str) -> Iterator[None]:
    """Of the run's processes one at a time; on a system without such locks each may do it again."""
    folder = Path(os.environ["XDG_CACHE_HOME"])
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as stream:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(stream.fileno(), fcntl.LOCK_EX)
        yield
