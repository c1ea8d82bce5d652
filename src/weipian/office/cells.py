"""Cells of a layer's attributes: what can't be read is not known, never a no, and is told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import TypeVar

from weipian.fence.field import NO, YES, read_date
from weipian.fence.ids import as_id
from weipian.programme.overlay.facts import Touch
from weipian.terms.errors import InputError
from weipian.terms.words import Word

FOUND, NOT_FOUND = "已查到", "未查到"
Listed = TypeVar("Listed", bound=Word)


class Cells:
    """One feature's attributes under our keys; `doubts` collects what could not be read."""

    def __init__(self, touch: Touch, columns: Mapping[str, str], doubts: list[str]) -> None:
        self.touch, self.columns, self.doubts = touch, columns, doubts

    def text(self, key: str) -> str:
        column = self.columns.get(key)
        return as_id(self.touch.attributes.get(column)) if column else ""

    def day(self, key: str) -> date | None:
        text = self.text(key)
        try:
            return read_date(text[:10]) if text else None
        except InputError as error:
            self._doubt(key, error)
            return None

    def flag(self, key: str) -> bool | None:
        text = self.text(key)
        if text in (*YES, FOUND, "True", "true"):
            return True
        if text in (*NO, NOT_FOUND, "False", "false"):
            return False
        if text:
            self._doubt(key, InputError("not_a_flag", value=text))
        return None

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
        self.doubts.append(f"第{self.touch.row}行「{self.columns[key]}」：{error.message}")
