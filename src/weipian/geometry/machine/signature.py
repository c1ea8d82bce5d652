"""What an entry is given, and how it crosses to C: an array as its address and lengths, a number as it is.

`f8[:]` is an array that is only read, `f8[:]!` one that is written; `i8`, `f8`, `b1` are numbers. A group is a named
tuple of arrays. Arrays have to be C-ordered and of exactly that kind: nothing is converted on the way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Words = list[int | float]
KINDS = {"f8", "f4", "i8", "u8", "u1", "b1"}
NUMBERS: dict[str, Callable[[Any], int | float]] = {"i8": int, "f8": float, "b1": int}


@dataclass(frozen=True, slots=True)
class Array:
    """An array parameter."""

    kind: str
    dtype: np.dtype[Any]
    dimensions: int
    written: bool

    def into(self, words: Words, value: NDArray[Any]) -> None:
        """Address and lengths. Raises TypeError where the array is not as declared: C would not notice."""
        address, locked = value.__array_interface__["data"]
        if (
            value.dtype != self.dtype
            or value.ndim != self.dimensions
            or not value.flags.c_contiguous
            or (locked and self.written)
        ):
            raise TypeError(f"{value.dtype}[{value.ndim}] for {self}")
        words.append(address)
        words.extend(value.shape)


@dataclass(frozen=True, slots=True)
class Number:
    """A number parameter."""

    kind: str

    def into(self, words: Words, value: Any) -> None:
        words.append(NUMBERS[self.kind](value))


@dataclass(frozen=True, slots=True)
class Group:
    """A named tuple of arrays as one parameter."""

    maker: type[tuple[Any, ...]]
    members: tuple[Array, ...]

    def into(self, words: Words, value: Sequence[NDArray[Any]]) -> None:
        for member, array in zip(self.members, value, strict=True):
            member.into(words, array)


Part = Array | Number | Group


@dataclass(frozen=True)
class Signature:
    """All parameters, and the number that is given back, if any."""

    parts: tuple[Part, ...]
    result: str | None

    def at(self, address: int) -> Callable[[Words], Any]:
        """The function at an address, called with words."""
        native = self._prototype(address)
        return lambda words: native(*words)

    @cached_property
    def _prototype(self) -> Any:
        import ctypes

        number: dict[str, Any] = {"i8": ctypes.c_int64, "f8": ctypes.c_double, "b1": ctypes.c_int64}
        given: list[Any] = []
        for part in self.flat():
            if isinstance(part, Number):
                given.append(number[part.kind])
            else:
                given += [ctypes.c_void_p, *[ctypes.c_int64] * part.dimensions]
        return ctypes.CFUNCTYPE(number[self.result] if self.result else None, *given)

    def flat(self) -> Iterator[Array | Number]:
        """Arrays and numbers one by one, those of groups too."""
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.members
            else:
                yield part


def signature_of(given: Sequence[str | Group]) -> Signature:
    """Read a declaration."""
    parts: list[Part] = []
    result = None
    for one in given:
        if isinstance(one, Group):
            parts.append(one)
            continue
        listed, _, last = one.partition("->")
        parts += [_part(text) for text in listed.split()]
        result = last.strip() or result
    return Signature(tuple(parts), result)


def group(maker: type[tuple[Any, ...]], members: str) -> Group:
    """A named tuple and the kinds of its arrays."""
    arrays = [part for part in map(_part, members.split()) if isinstance(part, Array)]
    return Group(maker, tuple(arrays))


def _part(text: str) -> Array | Number:
    kind = text[:2]
    if kind not in KINDS or (len(text) == 2 and kind not in NUMBERS):
        raise TypeError(text)
    if len(text) == 2:
        return Number(kind)
    return Array(kind, np.dtype(kind), text.count(":"), text.endswith("!"))


def words_of(signature: Signature, given: Sequence[Any]) -> Words:
    """The parameters as words for C. Raises TypeError where one is not as declared."""
    words: Words = []
    for part, value in zip(signature.parts, given, strict=True):
        part.into(words, value)
    return words
