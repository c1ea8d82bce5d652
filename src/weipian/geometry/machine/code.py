"""Which machine code this process runs: kept and loaded, or compiled here by numba."""

from __future__ import annotations

import sys
from enum import Enum
from importlib import import_module
from threading import RLock
from typing import Any

from weipian.geometry.machine.noted import ENTRIES
from weipian.terms.messages import sentence

_lock = RLock()
_known: dict[str, int] = {}


class Way(Enum):
    """How the code came into this process."""

    NOT_YET = "not_yet"
    KEPT = "kept"
    MADE = "made"
    """Made now and kept for the next time."""
    UNKEPT = "unkept"
    """Made now; no folder could be written to."""
    BY_NUMBA = "by_numba"
    """LLVM alone could not load it, so numba compiles in each process."""


_way = Way.NOT_YET


def ready() -> Way:
    """Load all code now, or make it; how it came."""
    global _way
    with _lock:
        if _way is Way.NOT_YET:
            _way = _obtained()
        return _way


def address_of(name: str) -> int:
    """Where the code of an entry stands."""
    with _lock:
        if name not in _known:
            ready()
        if name not in _known:  # not among those kept, or numba's turn
            from weipian.geometry.machine.making import made_here

            _known[name] = made_here(ENTRIES[name])
        return _known[name]


def _obtained() -> Way:
    """From the disk, else made and told. Whatever hinders LLVM alone leaves the work to numba."""
    try:
        from weipian.geometry.machine import keeping
        from weipian.geometry.machine.loading import Unloadable, host, load
    except (ImportError, OSError):
        sys.stderr.write(sentence("machine_by_numba", {}) + "\n")
        return Way.BY_NUMBA
    name = keeping.name_of(host())
    found = keeping.read(name)
    try:
        if found is not None:
            about, code = found
            _known.update(load(code, about["symbols"], about["needed"]))
            return Way.KEPT
        made = _made()
        about = {"symbols": made.symbols, "needed": made.needed}
        _known.update(load(made.code, made.symbols, made.needed))
        return Way.MADE if keeping.keep(name, about, made.code) else Way.UNKEPT
    except Unloadable:
        sys.stderr.write(sentence("machine_by_numba", {}) + "\n")
        return Way.BY_NUMBA


def _made() -> Any:
    sys.stderr.write(sentence("machine_cold", {}) + "\n")
    from weipian.geometry.machine import keeping, making

    for source in keeping.sources():
        if source.parent == keeping.SOURCES and "\n@entry(" in source.read_text(encoding="utf-8"):
            import_module(f"weipian.geometry.{source.stem}")
    ours = {name: one for name, one in ENTRIES.items() if one.plain.__module__.startswith("weipian.geometry.")}
    return making.made(ours)
