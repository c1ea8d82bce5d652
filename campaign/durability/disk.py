"""A disk that may lose power: what was synced stays; of the rest anything may be there, torn, or not, in any order."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

SECTOR = 512
"""What a disk writes whole."""


class Op(NamedTuple):
    """One thing that was done. `kind`: create, write, truncate, sync, unlink, rename (`to`), folder (its names are
    synced), done (what was acknowledged, as `data`). `at`: a write's place, a file's new length."""

    kind: str
    path: str
    data: bytes = b""
    at: int = 0
    to: str = ""


@dataclass(slots=True)
class File:
    """What is surely on the disk, and what was written since."""

    kept: bytearray = field(default_factory=bytearray)
    since: list[Op] = field(default_factory=list)

    def sync(self) -> None:
        for op in self.since:
            applied(self.kept, op)
        self.since.clear()


class Names(NamedTuple):
    """A change of names that may not be on the disk yet."""

    folder: str
    change: Callable[[dict[str, File]], None]


@dataclass(slots=True)
class Disk:
    """`there`: as a running programme sees it; `names`: as the disk has it; `waiting`: what it may not have yet."""

    there: dict[str, File] = field(default_factory=dict)
    names: dict[str, File] = field(default_factory=dict)
    waiting: list[Names] = field(default_factory=list)

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> Disk:
        there = {path: File(bytearray(data)) for path, data in files.items()}
        return cls(dict(there), dict(there))

    def take(self, op: Op) -> None:
        """One thing further."""
        match op.kind:
            case "create" if op.path not in self.there:
                self._name(op.path, _giving(op.path, File()))
            case "write" | "truncate":
                self.there[op.path].since.append(op)
            case "sync":
                self.there[op.path].sync()
            case "unlink" if op.path in self.there:
                self._name(op.path, _taking(op.path))
            case "rename":
                self._name(op.path, _moving(op.path, op.to))
            case "folder":
                for one in self.waiting:
                    if one.folder == op.path:
                        one.change(self.names)
                self.waiting = [one for one in self.waiting if one.folder != op.path]

    def _name(self, path: str, change: Callable[[dict[str, File]], None]) -> None:
        change(self.there)
        self.waiting.append(Names(os.path.dirname(path), change))

    def cut(self, lot: random.Random) -> dict[str, bytes]:
        """The files after a power cut at this moment."""
        names = dict(self.names)
        for one in _some(self.waiting, lot):
            one.change(names)
        mood = lot.choice((0.0, 1.0, 0.5, lot.random()))
        return {path: _torn(file, mood, lot) for path, file in names.items()}


def _some(waiting: list[Names], lot: random.Random) -> list[Names]:
    """Names reach the disk in order or, on a disk without a journal, as they like."""
    if lot.random() < 0.6:
        return waiting[: lot.randint(0, len(waiting))]
    return [one for one in waiting if lot.random() < 0.5]


def _torn(file: File, mood: float, lot: random.Random) -> bytes:
    """`mood`: how likely a sector that was not synced is there."""
    data = bytearray(file.kept)
    for op in file.since:
        if op.kind == "truncate":
            if lot.random() < mood:
                applied(data, op)
            continue
        for start in range(0, len(op.data), SECTOR):
            some = op.data[start : start + SECTOR]
            if lot.random() < mood:
                applied(data, Op("write", op.path, some, op.at + start))
            elif (
                op.at + start >= len(data) and lot.random() < mood / 4
            ):  # the file grew, what was to stand there is lost
                applied(data, Op("write", op.path, lot.randbytes(len(some)), op.at + start))
    return bytes(data)


def applied(data: bytearray, op: Op) -> None:
    """A write or a cut done to a file's bytes; what lies between is zeros."""
    if op.kind == "truncate":
        del data[op.at :]
        data.extend(bytes(op.at - len(data)))
        return
    if len(data) < op.at:
        data.extend(bytes(op.at - len(data)))
    data[op.at : op.at + len(op.data)] = op.data


def _giving(path: str, file: File) -> Callable[[dict[str, File]], None]:
    return lambda names: names.__setitem__(path, file)


def _taking(path: str) -> Callable[[dict[str, File]], None]:
    return lambda names: (names.pop(path, None), None)[1]


def _moving(path: str, to: str) -> Callable[[dict[str, File]], None]:
    """A file, or a folder with all that is in it."""

    def move(names: dict[str, File]) -> None:
        for one in [name for name in names if name == path or name.startswith(path + os.sep)]:
            names[to + one[len(path) :]] = names.pop(one)

    return move
