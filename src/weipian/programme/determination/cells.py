"""Cells of a register's record: what can't be read is not known, never a no, and is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TypeVar

from weipian.fence.field import read_date
from weipian.programme.overlay.lookups import flag_of
from weipian.terms.area import Area
from weipian.terms.errors import InputError
from weipian.terms.words import Word

Listed = TypeVar("Listed", bound=Word)


@dataclass(frozen=True, slots=True)
class Held:
    """A feature of a register that a plot lies on: its row in the source, the shared area, its texts by our keys."""

    row: int
    covers: Area
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Register:
    """What a plot lies on of one register; not `complete`: there may be more.

    `columns`: our key → what the source calls it.
    """

    complete: bool
    source: str
    held: tuple[Held, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


class Cells:
    """One record's texts under our keys; `doubts` collects what could not be read."""

    def __init__(self, held: Held, columns: Mapping[str, str], doubts: list[str]) -> None:
        self.held, self.columns, self.doubts = held, columns, doubts

    def text(self, key: str) -> str:
        return self.held.values.get(key, "")

    def day(self, key: str) -> date | None:
        text = self.text(key)
        try:
            return read_date(text[:10]) if text else None
        except InputError as error:
            self._doubt(key, error)
            return None

    def flag(self, key: str) -> bool | None:
        text = self.text(key)
        found = flag_of(text)
        if text and found is None:
            self._doubt(key, InputError("not_a_flag", value=text))
        return found

    def number(self, key: str) -> Fraction | None:
        text = self.text(key)
        try:
            return Fraction(text) if text else None
        except (ValueError, ZeroDivisionError):
            self._doubt(key, InputError("not_a_number", value=text))
            return None

    def word(self, key: str, words: type[Listed]) -> Listed | None:
        text = self.text(key)
        try:
            return words.read(text) if text else None
        except InputError as error:
            self._doubt(key, error)
            return None

    def _doubt(self, key: str, error: InputError) -> None:
        self.doubts.append(f"第{self.held.row}行「{self.columns.get(key, key)}」：{error.message}")
