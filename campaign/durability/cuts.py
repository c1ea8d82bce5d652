"""Power cuts: acts recorded call by call, then disks made as a cut at any moment may have left them."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from campaign.durability.acts import ACTS, done, prepared
from campaign.durability.disk import Disk, Op
from campaign.durability.judging import Told, complaints, of_new
from campaign.durability.recording import recorded
from weipian.record.audit import DATABASE
from weipian.record.sqlite import SqliteBooks

PROGRAMME = ("small", "small", "large", "batch", "ledger", "ledger", "export", "small")
"""The acts of a recording."""


@dataclass(slots=True)
class Recording:
    """`under`: the folder as it was recorded; `start`: its files before; `ops`: all that was done."""

    under: str
    start: Mapping[str, bytes]
    ops: Sequence[Op]

    @property
    def done(self) -> list[Told]:
        return [Told.of(op.data) for op in self.ops if op.kind == "done"]


def record(folder: Path, kinds: Sequence[str] = PROGRAMME, *, pragmas: str = "") -> Recording:
    """Some acts, one after the other. `pragmas`: more of them than the workspace's own, for trials of other ways."""
    desk = prepared(folder)
    return recording_of(desk, folder, kinds, pragmas)


def recording_of(desk: Any, folder: Path, kinds: Sequence[str], pragmas: str = "") -> Recording:
    from django.db import connection

    with recorded(folder) as recorder:
        if pragmas:
            with connection.cursor() as cursor:
                for one in pragmas.split(";"):
                    cursor.execute(one)
        for number, kind in enumerate(kinds):
            recorder.done(done(desk, ACTS[kind], folder, number + 1).line())
    return Recording(recorder.under, recorder.start, recorder.ops)


@dataclass(slots=True)
class Cut:
    """What came of it."""

    images: int = 0
    different: int = 0
    states: int = 0
    lost: int = 0
    complaints: list[str] = field(default_factory=list)


class Cutting:
    """Images of a recording, judged; equal ones once."""

    def __init__(self, recording: Recording, folder: Path, *, keep_first: bool = True) -> None:
        self.recording, self.folder, self.keep_first = recording, folder, keep_first
        self.seen: dict[str, list[str]] = {}
        self.states: dict[str, list[str]] = {}
        self.found = Cut()

    def run(self, images: int, seed: int) -> Cut:
        """So many images at moments drawn by lot."""
        lot = random.Random(seed)  # noqa: S311
        disk, told = Disk.of(self.recording.start), list[Told]()
        moments = sorted(lot.randrange(len(self.recording.ops) + 1) for _ in range(images))
        step = 0
        for moment in moments:
            for op in self.recording.ops[step:moment]:
                disk.take(op)
                told += [Told.of(op.data)] if op.kind == "done" else []
            step = max(step, moment)
            self._judge(disk.cut(lot), told, f"seed {seed}, moment {moment}")
        return self.found

    def _judge(self, image: Mapping[str, bytes], told: Sequence[Told], where: str) -> None:
        self.found.images += 1
        known = _name(image, told)
        if known not in self.seen:
            self.seen[known] = self._look(image, told)
            self.found.different += 1
        wrong = self.seen[known]
        if not wrong:
            return
        self.found.lost += 1
        if len(self.found.complaints) < 20:
            self.found.complaints += [f"{where}: {one}" for one in wrong]
        if self.keep_first and not (self.folder / "kept").exists():
            _write(image, self.recording.under, self.folder / "kept")
            self.found.complaints.append(f"kept: {self.folder / 'kept'}")

    def _look(self, image: Mapping[str, bytes], told: Sequence[Told]) -> list[str]:
        """Write the image to a folder and open it there, with the SQLite of every day."""
        place = self.folder / "image"
        shutil.rmtree(place, ignore_errors=True)
        _write(image, self.recording.under, place)
        moved = [one._replace(made=one.made.replace(self.recording.under, str(place))) for one in told]
        try:
            if any(path.startswith(f"{self.recording.under}/county/") for path in self.recording.start):
                return self._of_county(place, moved)
            made = [one for each in moved if each.made for one in of_new(Path(each.made), required=True)]
            return [*made, *(one for path in place.iterdir() if not path.name.startswith(".") for one in of_new(path))]
        except Exception as error:
            return [f"{type(error).__name__}: {error}"]

    def _of_county(self, place: Path, told: Sequence[Told]) -> list[str]:
        """Opened as the audit opens it, which takes back what was not finished; equal states are audited once."""
        with closing(SqliteBooks(place / "county" / DATABASE)):
            pass
        files = {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}
        state = _name(files, told)
        if state not in self.states:
            self.states[state] = complaints(place / "county", told)
            self.found.states += 1
        return self.states[state]


def _write(image: Mapping[str, bytes], under: str, place: Path) -> None:
    place.mkdir(parents=True, exist_ok=True)
    for path, data in image.items():
        target = place / os.path.relpath(path, under)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _name(image: Mapping[str, bytes], told: Sequence[Told]) -> str:
    """Equal images of which the same was said are the same case."""
    whole = hashlib.blake2b(str(len(told)).encode(), digest_size=16)
    for path, data in sorted(image.items()):
        whole.update(path.encode() + len(data).to_bytes(8, "little"))
        whole.update(data)
    return whole.hexdigest()
