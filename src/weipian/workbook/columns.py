"""Columns of a table of results, as numbers: a text or a decimal is made of them only where somebody reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

DIGITS = 18
"""Of a decimal in a table: what 64 bits hold for sure."""


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """Cell i is `distinct[codes[i]]`; no text stands in `distinct` twice."""

    distinct: Sequence[str]
    codes: Ints

    def __len__(self) -> int:
        return len(self.codes)

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        number = {text: code for code, text in enumerate(dict.fromkeys(texts))}
        return cls(list(number), np.fromiter((number[text] for text in texts), np.int64, len(texts)))

    def part(self, rows: slice) -> Texts:
        """Some rows with about the texts that they need: where rows are in the order of theirs, not one more."""
        codes = self.codes[rows]
        if not len(codes):
            return Texts([], codes)
        least = int(codes.min())
        return Texts(self.distinct[least : int(codes.max()) + 1], codes - least)

    def texts(self) -> list[str]:
        return [self.distinct[code] for code in self.codes.tolist()]

    def kind(self) -> Any:
        import pyarrow as pa

        return pa.dictionary(pa.int32(), pa.string())

    def arrow(self) -> Any:
        """A dictionary array of strings."""
        import pyarrow as pa

        codes = pa.array(self.codes.astype(np.int32))
        return pa.DictionaryArray.from_arrays(codes, pa.array(self.distinct, pa.string()))

    def strings(self) -> Any:
        """An array of plain strings."""
        import pyarrow as pa

        return pa.array(self.distinct, pa.string()).take(pa.array(self.codes))


@dataclass(frozen=True, slots=True, eq=False)
class Decimals:
    """Cell i is `units[i]` of the last of `places` decimals, none below 0."""

    units: Ints
    places: int

    def __len__(self) -> int:
        return len(self.units)

    def part(self, rows: slice) -> Decimals:
        return Decimals(self.units[rows], self.places)

    @classmethod
    def of(cls, texts: Sequence[str], places: int) -> Decimals:
        return cls(np.array([int(Decimal(text).scaleb(places)) for text in texts], np.int64), places)

    def texts(self) -> list[str]:
        found: list[str] = self.strings().to_pylist()
        return found

    def kind(self) -> Any:
        import pyarrow as pa

        return pa.decimal128(DIGITS, self.places)

    def arrow(self) -> Any:
        """An array of decimals, exact."""
        import pyarrow as pa

        if len(self.units) and int(self.units.max()) >= 10**DIGITS:
            raise OverflowError(f"more than {DIGITS} digits")
        wide = np.zeros((len(self.units), 2), "<i8")  # 128 bits, the low half first
        wide[:, 0] = self.units
        return pa.Array.from_buffers(self.kind(), len(self.units), [None, pa.py_buffer(wide)])

    def strings(self) -> Any:
        """An array of texts with all decimals."""
        import pyarrow as pa

        return self.arrow().cast(pa.string())

    def floats(self) -> NDArray[np.float64]:
        """The nearest floats: one division of two exact numbers rounds as reading the text does."""
        if len(self.units) and int(self.units.max()) > 2**53:
            return np.array([float(text) for text in self.texts()], np.float64)
        return self.units / float(10**self.places)


Column = Texts | Decimals
Columns = Mapping[str, Column]


def require_equal_lengths(columns: Columns) -> int:
    """How many rows; raises ValueError where a column is shorter than another."""
    lengths = {len(column) for column in columns.values()}
    if len(lengths) > 1:
        raise ValueError(f"a column is shorter than another: {sorted(lengths)}")
    return lengths.pop() if lengths else 0


def runs(columns: Columns, most: int) -> Iterator[slice]:
    """The rows, at most so many at a time."""
    return (slice(start, start + most) for start in range(0, require_equal_lengths(columns), most))
