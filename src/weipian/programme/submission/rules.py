"""What a ledger that was handed in changes: exactly the edited cells, never what somebody else changed meanwhile."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from weipian.fence.field import Kind, read_date
from weipian.programme.submission.fields import ENTRIES, Entry
from weipian.programme.submission.given import GivenRow
from weipian.programme.submission.values import kept_text, same
from weipian.terms.errors import InputError
from weipian.terms.words import Conclusion, Determination

Remembered = Callable[[str], str]
"""How an export remembers a text (long ones as hashes)."""
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
FIRST_DAY = date(1899, 12, 30)
"""Spreadsheets count days from here."""
LATEST = 100_000
MINING_WORDS = (Conclusion.LAWFUL, Conclusion.UNLAWFUL, Conclusion.PSEUDO_CHANGE)


@dataclass(frozen=True, slots=True)
class Now:
    """What the books say of a plot: kept texts by column key. `proposed`: what the rules propose, "" where nothing."""

    plot: str
    mining: bool
    values: Mapping[str, str]
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell: what the books say now and what the ledger wants."""

    row: int
    plot: str
    key: str
    old: str
    new: str

    @property
    def entry(self) -> Entry:
        return ENTRIES[self.key]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell that was changed in the ledger and, since it was exported, in the books too."""

    row: int
    plot: str
    key: str
    exported: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell that can't be taken."""

    row: int
    key: str
    value: str
    error: InputError


@dataclass(slots=True)
class Asked:
    """What one row, or a whole ledger, asks for."""

    edits: list[Edit] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def asked_by(row: GivenRow, now: Now, memory: Mapping[str, str] | None, remembered: Remembered) -> Asked:
    """The row against what was exported (where that is known) and what the books say now."""
    asked = Asked()
    for key, cell in row.cells.items():
        was = None if memory is None else memory.get(key)
        if _unedited(key, cell, was, remembered):
            continue
        try:
            _take(asked, row.number, _right_key(key, cell, now), cell, was, now, remembered)
        except InputError as error:
            asked.faults.append(Fault(row.number, key, cell, error))
    return asked


def untouched(row: GivenRow, memory: Mapping[str, str], remembered: Remembered) -> bool:
    """Is a row as it was exported, cell by cell."""
    return all(_unedited(key, cell, memory.get(key), remembered) for key, cell in row.cells.items())


def _unedited(key: str, cell: str, was: str | None, remembered: Remembered) -> bool:
    """Without an export to compare with, an empty cell says nothing, and neither does a column that is not filled."""
    if was is None:
        return not cell or key not in ENTRIES
    if remembered(cell) == was:
        return True
    if key in ENTRIES and ENTRIES[key].field.kind is Kind.TEXT:
        return False
    return plain(cell) == plain(was) or (was != "" and _day(cell) == was) or _close(_number(cell), _number(was))


def plain(text: str) -> str:
    """Half width, days as ISO: what office programs and input methods write otherwise and mean the same."""
    half = unicodedata.normalize("NFKC", text).strip()
    try:
        return read_date(half).isoformat()
    except InputError:
        return half


def _day(text: str) -> str:
    """A day that lost its format and shows as a number; empty where it is none."""
    number = _number(text)
    if number is None or not 0 < number < LATEST or number != int(number):
        return ""
    return (FIRST_DAY + timedelta(days=int(number))).isoformat()


def _number(text: str) -> float | None:
    """A number, whichever digits it is written with; thousands may be set apart."""
    half = unicodedata.normalize("NFKC", text).strip()
    try:
        return float(half.replace(",", "") if THOUSANDS.fullmatch(half) else half)
    except ValueError:
        return None


def _close(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= 1e-9 * max(1.0, abs(one))


def _right_key(key: str, cell: str, now: Now) -> str:
    """A mining patch is determined in words of its own, whichever of the two columns they stand in."""
    if key not in ENTRIES:
        raise InputError("ledger_cell_not_edited")
    if key == "determination" and now.mining:
        return "mining_determination"
    if key == "mining_determination" and not now.mining and cell:
        raise InputError("ledger_not_mining")
    return key


def _take(asked: Asked, row: int, key: str, cell: str, was: str | None, now: Now, remembered: Remembered) -> None:
    entry, old = ENTRIES[key], now.values.get(key, "")
    new = kept_text(entry.field, cell)
    if key == "mining_determination" and new and Conclusion(new) not in MINING_WORDS:
        raise InputError("ledger_mining_word", words="、".join(word.label for word in MINING_WORDS))
    if same(entry.field, old, new) or (not new and old == Determination.UNDETERMINED.value):
        return
    if was is None or _still(entry, old, was, remembered):
        asked.edits.append(Edit(row, now.plot, key, old, new))
    else:
        asked.conflicts.append(Conflict(row, now.plot, key, was, old, new))


def _still(entry: Entry, old: str, was: str, remembered: Remembered) -> bool:
    """Do the books still say what was exported."""
    if was.startswith("#"):
        return remembered(old) == was
    try:
        return same(entry.field, old, kept_text(entry.field, was))
    except InputError:
        return False
