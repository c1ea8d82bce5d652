"""One issued patch as it came, and how its cells are read: exactly, or refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar

from weipian.fence.field import read_date, read_number, read_text
from weipian.fence.ids import as_id
from weipian.programme.intake.fields import CATEGORY, EARLIER, LATER, NUMBER, PARTY, PROJECT, TOWNSHIP, VILLAGE, Places
from weipian.record.canon import text_of
from weipian.terms.errors import InputError
from weipian.terms.words import Category

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Issued:
    """A patch as issued; what was measured of it goes beside it. `attributes` canonical JSON, all of them, as text."""

    row: int
    number: str
    category: Category
    supplementary: bool
    township: str
    area: str
    earlier_image: date | None
    later_image: date | None
    attributes: str
    project: str = ""
    party: str = ""
    village: str = ""


def cell_text(value: object) -> str | None:
    """A cell as text, None where it is empty; a number as its source's shortest form."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return as_id(value)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads row by row. `category`: what stands in where the file says none; `supplementary`: the batch's mark."""

    columns: Mapping[str, Sequence[object]]
    places: Places
    category: Category | None
    supplementary: bool

    def read(self, index: int, row: int) -> Issued:
        """Raises InputError whose `where` is the column."""
        texts = {name: cell_text(values[index]) for name, values in self.columns.items()}
        columns = self.places.columns

        def cell(key: str) -> str:
            return texts.get(columns.get(key, "")) or ""

        category = self._category(cell(CATEGORY))
        return Issued(
            row=row,
            number=self._number(cell(NUMBER)),
            category=category,
            supplementary=self.supplementary or category is Category.SUPPLEMENTARY,
            township=cell(TOWNSHIP),
            area=self._area(texts),
            earlier_image=self._day(EARLIER, cell(EARLIER)),
            later_image=self._day(LATER, cell(LATER)),
            attributes=text_of(texts),
            project=cell(PROJECT),
            party=cell(PARTY),
            village=cell(VILLAGE),
        )

    def _number(self, text: str) -> str:
        column = self.places.columns[NUMBER]
        if not text:
            raise InputError("id_missing", where=column, id="")
        return _read(read_text, text, column)

    def _category(self, text: str) -> Category:
        if text:
            return _word(text, self.places.columns[CATEGORY])
        if self.category is not None:
            return self.category
        if self.supplementary:
            return Category.SUPPLEMENTARY
        raise InputError("patch_category_missing", where=self.places.columns.get(CATEGORY, "图斑类型"))

    def _area(self, texts: Mapping[str, str | None]) -> str:
        """As written; negative or unreadable is refused."""
        column, _ = self.places.area
        text = texts.get(column) or ""
        if text and _read(read_number, text, column) < 0:
            raise InputError("negative_area", where=column, value=text)
        return text

    def _day(self, key: str, text: str) -> date | None:
        return _day(text, self.places.columns[key]) if text else None


def _read(read: Callable[[str], Found], text: str, column: str) -> Found:
    try:
        return read(text)
    except InputError as error:
        raise InputError(error.code, where=column, **error.params) from None


@lru_cache(maxsize=4096)
def _day(text: str, column: str) -> date:
    return _read(read_date, text, column)


@lru_cache(maxsize=256)
def _word(text: str, column: str) -> Category:
    return Category.read(text, where=column)
