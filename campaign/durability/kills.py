"""kill −9: a process that acts and says so is killed at any moment; then all that it said has to be there."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from campaign.durability.acts import ACTS, done, prepared
from campaign.durability.judging import Told, looked_at, of_export, of_new

EVERY = 6
"""Kills before a workspace is made anew: it has been through several crashes by then."""
PACE = {"small": 0.02, "large": 0.2, "batch": 0.05, "ledger": 0.25, "export": 0.05, "new": 0.1}
"""Seconds within which a kill falls, about two or three acts long."""


@dataclass(slots=True)
class Killed:
    """What came of it. `journals`: kills that fell into a transaction; `tails`: between it and the head's text."""

    kills: int = 0
    acknowledged: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    tails: int = 0
    journals: int = 0
    complaints: list[str] = field(default_factory=list)


def killing(folder: Path, count: int, seed: int, kinds: Sequence[str] = tuple(ACTS)) -> Killed:
    """So many kills, spread over the kinds of acts; forks, so that it has to be a process of one thread."""
    lot, found = random.Random(seed), Killed()  # noqa: S311
    template = folder / "template"
    template.mkdir(parents=True)
    desk = prepared(template)
    for kind in kinds:  # what an act imports is imported before the forks
        done(desk, ACTS[kind], template, 0)
    _shut()
    for number in range(count):
        place = folder / f"trial{number // EVERY}"
        if number % EVERY == 0:
            shutil.rmtree(folder / f"trial{number // EVERY - 1}", ignore_errors=True)
            shutil.copytree(template, place)
        kind = kinds[number % len(kinds)]
        _kill_once(place, kind, number, lot, found)
        if found.complaints:
            found.complaints.append(f"kept: {place} (seed {seed}, kill {number}, {kind})")
            break
    return found


def _shut() -> None:
    """A connection may not go through a fork."""
    from django.db import connection

    connection.close()


def _kill_once(place: Path, kind: str, number: int, lot: random.Random, found: Killed) -> None:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live(lambda: _acting(place, kind, number, writing))
    os.close(writing)
    _wait(reading, lot.uniform(0, PACE[kind]), lot.random() < 0.8)
    os.kill(child, signal.SIGKILL)
    told = _all_of(reading)
    os.waitpid(child, 0)
    found.kills += 1
    found.kinds[kind] = found.kinds.get(kind, 0) + 1
    found.acknowledged += len(told)
    _look(place, told, number, found)


def _live(do: Callable[[], None]) -> None:
    """A child's whole life; never comes back."""
    code = 1
    try:
        do()
        code = 0
    except BaseException:  # said by the exit code; the traceback helps whoever looks
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)


def _acting(place: Path, kind: str, number: int, writing: int) -> None:
    desk = desk_of(place)
    for turn in range(1000):
        os.write(writing, done(desk, ACTS[kind], place, number * 1000 + turn + 1).line())


def desk_of(place: Path) -> Any:
    from weipian.policy import load
    from weipian.store.acting import Desk
    from weipian.store.queries.people import actor_of_system_user
    from weipian.store.start import start

    workspace = start(place / "county")
    return Desk(workspace, load(workspace.policy), actor_of_system_user("clerk"))


def _wait(reading: int, seconds: float, first: bool) -> None:
    """Counted from the first act on, or from the beginning: a start may be cut off as well."""
    if first:
        select.select([reading], [], [], 10)
    time.sleep(seconds)


def _all_of(reading: int) -> list[Told]:
    """Every line that came through whole; a line is far shorter than what a pipe writes at once."""
    with os.fdopen(reading, "rb") as stream:
        return [Told.of(line) for line in stream.read().splitlines(keepends=True) if line.endswith(b"\n")]


def _look(place: Path, told: Sequence[Told], number: int, found: Killed) -> None:
    found.journals += (place / "county/weipian.sqlite3-journal").exists()
    wrong, tail = looked_at(place / "county", told)
    found.complaints += wrong
    found.tails += tail
    said = {one.made for one in told}
    for path in place.glob("*.jsonl"):
        found.complaints += of_export(path) if str(path) not in said else []
        path.unlink()
    for path in place.glob("县*"):
        found.complaints += of_new(path)
        shutil.rmtree(path)
    child = os.fork()
    if child == 0:
        _live(lambda: _go_on(place, number))
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        found.complaints.append("the next act does not go through")


def _go_on(place: Path, number: int) -> None:
    """Work goes on: the next act is done, and the head's text is put right."""
    from weipian.record.audit import head_beside

    now, beside = done(desk_of(place), ACTS["small"], place, -number), head_beside(place / "county")
    assert beside is not None
    assert (beside.seq, beside.hash) == (now.seq, now.hash)
