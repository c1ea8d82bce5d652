"""A column that a table must or may have, and how one cell of it is read: exactly, or refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import lru_cache

from weipian.terms.errors import InputError
from weipian.terms.words import Word, fold

NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,3}))?")
LONGEST_NUMBER = 40
LARGEST_EXPONENT = 30
LARGEST_MU = 10**9  # 亩: two hundred counties; more is a slip of the pen
DAMAGED_ID = re.compile(r"\d\.\d+[eE]\+\d+")
DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?: 0?0:00(?::00)?)?")
YES = ("1", "是")
NO = ("0", "否")


class Kind(Enum):
    """What a cell holds."""

    TEXT = "text"
    FLAG = "flag"
    MU = "mu"
    NUMBER = "number"
    WORD = "word"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """A column: `required` wants it there, `filled` every cell of it (an empty one else reads as None).

    `unique` allows no value twice; `word` is the list of words of a column of words (an empty word, where the list
    has one, is what an empty cell reads as).
    """

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    kind: Kind = Kind.TEXT
    required: bool = False
    filled: bool = False
    word: type[Word] | None = None
    unique: bool = False

    def names(self) -> frozenset[str]:
        """What a header may call this column, folded."""
        return frozenset(folded_name(name) for name in (self.key, self.label, *self.aliases))

    def read(self, cell: str) -> object:
        """The value of one cell. Raises InputError with the cell's fault and how to mend it."""
        text = cell.strip()
        if not text:
            return self._empty()
        if self.kind is Kind.WORD and self.word is not None:
            return read_word(self.word, text)
        return READERS[self.kind](text)

    def _empty(self) -> object:
        for word in self.word or ():
            if word.value == "":
                return word
        if self.filled:
            raise InputError("empty_cell")
        return None


@lru_cache(maxsize=4096)
def folded_name(text: str) -> str:
    """A header as compared: half width, no blanks or line breaks, lower case; remembered, since tables ask it often."""
    return fold(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))


@lru_cache(maxsize=1024)
def read_word(word: type[Word], text: str) -> Word:
    """A word of a closed list; remembered, since a column has a dozen words and many rows."""
    return word.read(unicodedata.normalize("NFKC", text))


def read_text(text: str) -> str:
    """Opaque text; a long number that Excel has turned into 4.5E+17 is no id any more."""
    if DAMAGED_ID.fullmatch(text):
        raise InputError("damaged_id", value=text)
    return text


def read_flag(text: str) -> bool:
    """1/是 or 0/否."""
    plain = unicodedata.normalize("NFKC", text)
    if plain in YES:
        return True
    if plain in NO:
        return False
    raise InputError("not_a_flag", value=text)


def read_mu(text: str) -> Fraction:
    """An area in 亩, exactly as written; full-width digits are taken."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = NUMBER.fullmatch(plain)
    if found is None:
        raise _not_a_number(text, plain)
    if len(plain) > LONGEST_NUMBER or abs(int(found[1] or 0)) > LARGEST_EXPONENT:
        raise InputError("area_out_of_range", value=text)
    value = Fraction(plain)
    if value < 0:
        raise InputError("negative_area", value=text)
    if value > LARGEST_MU:
        raise InputError("area_out_of_range", value=text)
    return value


def read_number(text: str) -> Fraction:
    """A plain number, exactly as written; below nought too."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if NUMBER.fullmatch(plain) is None or len(plain) > LONGEST_NUMBER or "e" in plain.lower():
        raise _not_a_number(text, plain)
    return Fraction(plain)


def _not_a_number(text: str, plain: str) -> InputError:
    suggestion = suggested_number(plain)
    if suggestion:
        return InputError("number_with_more", value=text, suggestion=suggestion)
    return InputError("not_a_number", value=text)


def suggested_number(plain: str) -> str:
    """What a spoilt number most likely means (3,5亩 → 3.5; 1,234亩 → 1234), or nothing."""
    bare = re.sub(r"(?:亩|mu)$", "", plain.replace(" ", ""), flags=re.IGNORECASE)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", bare):
        bare = bare.replace(",", "")
    elif re.fullmatch(r"\d+,\d+", bare):
        bare = bare.replace(",", ".")
    return bare if NUMBER.fullmatch(bare) and not bare.startswith("-") else ""


def read_date(text: str) -> date:
    """2023-08-01, 2023/8/1, 2023年8月1日 or 20230801."""
    found = DATE.fullmatch(unicodedata.normalize("NFKC", text))
    if found is None:
        raise InputError("not_a_date", value=text)
    year, month, day = int(found[1]), int(found[2] or found[4]), int(found[3] or found[5])
    try:
        return date(year, month, day)
    except ValueError:
        raise InputError("impossible_date", value=text) from None


READERS: dict[Kind, Callable[[str], object]] = {
    Kind.TEXT: read_text,
    Kind.FLAG: read_flag,
    Kind.MU: read_mu,
    Kind.NUMBER: read_number,
    Kind.DATE: read_date,
    Kind.WORD: read_text,
}
