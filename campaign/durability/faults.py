"""Disk full and I/O errors at every call: each gives a sentence, leaves nothing half done, passes with its cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from campaign.durability import vfs
from campaign.durability.acts import ACTS, done
from campaign.durability.judging import complaints, head_of_now
from weipian.terms.errors import InputError

CODES = {
    "open": (vfs.CANTOPEN,), "read": (vfs.READ,), "write": (vfs.FULL, vfs.WRITE), "sync": (vfs.FSYNC,),
    "truncate": (vfs.TRUNCATE,), "delete": (vfs.DELETE, vfs.DIR_FSYNC),
}  # fmt: skip
"""What each call of SQLite's may fail with."""


AT_THE_END = -1
"""Instead of a number: the call that deletes the journal. With it an act is done, and how many calls come before it
hangs on how full the pages are."""


@dataclass(slots=True)
class Failing:
    """Counts calls; the `nth` fails, or all from then on. 0: none."""

    nth: int = 0
    lasting: bool = False
    which: int = 0
    calls: list[str] = field(default_factory=list)
    struck: int = 0

    def before(self, what: str, _path: str) -> int:
        self.calls.append(what)
        if not self._strikes(len(self.calls)):
            return vfs.OK
        self.struck += 1
        return CODES[what][self.which % len(CODES[what])]

    def _strikes(self, count: int) -> bool:
        if self.nth == AT_THE_END:
            return self.calls[-1] == "delete" and not self.struck
        return bool(self.nth) and (count == self.nth or (count > self.nth and self.lasting))

    def after(self, what: str, path: str, data: bytes = b"", at: int = 0) -> None:
        """Nothing to note."""

    def arm(self, nth: int, which: int, *, lasting: bool) -> None:
        self.nth, self.which, self.lasting, self.calls, self.struck = nth, which, lasting, [], 0


@dataclass(slots=True)
class Failed:
    """What came of it; `codes`: which messages were given how often."""

    faults: int = 0
    silent: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)


def failing(desk: Any, folder: Path, kinds: Sequence[str], *, most: int = 10**9) -> Failed:
    """Every call of every kind of act, or `most` of them evenly spread, each with all that it may fail with."""
    found, watcher = Failed(), Failing()
    numbers = iter(range(1, 10**9))
    with vfs.watched(watcher, reads=True):
        for kind in kinds:
            for nth, which, lasting in _faults(desk, folder, kind, watcher, numbers, most):
                _once(desk, folder, kind, (nth, which, lasting), watcher, found, numbers)
                if found.complaints:
                    return found
    return found


def _faults(
    desk: Any, folder: Path, kind: str, watcher: Failing, numbers: Iterator[int], most: int
) -> Iterator[tuple[int, int, bool]]:
    """A whole act tells how many calls there are."""
    watcher.arm(0, 0, lasting=False)
    ACTS[kind](desk, folder, next(numbers))
    calls = list(watcher.calls)
    for nth in range(1, len(calls) + 1, -(-len(calls) // most)):
        for which in range(len(CODES[calls[nth - 1]])):
            yield nth, which, False
        yield nth, 0, True
    for which in range(len(CODES["delete"])):
        yield AT_THE_END, which, False


def _once(
    desk: Any, folder: Path, kind: str, fault: tuple[int, int, bool], watcher: Failing, found: Failed,
    numbers: Iterator[int],
) -> None:  # fmt: skip
    watcher.arm(0, 0, lasting=False)
    before, number = head_of_now(), next(numbers)
    watcher.arm(fault[0], fault[1], lasting=fault[2])
    told = _told(desk, folder, kind, number, found)
    struck, at = watcher.struck, watcher.calls[fault[0] - 1 : fault[0]] if fault[0] > 0 else ["delete"]
    watcher.arm(0, 0, lasting=False)
    found.faults += bool(struck)
    found.calls.update(at)
    after = head_of_now()
    where = f"{kind}, call {fault}, {at}, {told}"
    if told in ("", "database_done_unsure") and after == before:
        found.complaints.append(f"{where}: said to be done and is not")
    undone = told not in ("", "database_done_unsure", "database_disk_in_doubt")
    if undone and after != before and kind != "export":  # that a log was taken out is written before it is
        found.complaints.append(f"{where}: said not to be done and is: {before} {after}")
    found.silent += struck > 0 and not told
    found.complaints += [f"{where}: {one}" for one in complaints(desk.workspace.folder, [])]
    if told and told != "database_done_unsure" and after == before:
        done(desk, ACTS[kind], folder, number)


def _told(desk: Any, folder: Path, kind: str, number: int, found: Failed) -> str:
    """The code of the sentence that was given; "" where the act went through."""
    try:
        ACTS[kind](desk, folder, number)
    except InputError as error:
        found.codes[error.code] += 1
        return error.code
    except Exception as error:
        from weipian.cli.frame import of_database

        plain = of_database(error)  # what is only looked up, the command's frame turns into a sentence
        if plain is None:
            found.complaints.append(f"{kind}: {type(error).__name__}: {error}")
            return type(error).__name__
        found.codes[plain.code] += 1
        return plain.code
    return ""
