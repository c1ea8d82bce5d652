"""Where a plot's cultivated land counts, as one text: letters for the whole plot, or an area and letters for each part.

n numerator, d denominator, u undetermined; "" nowhere. `nd` is a whole plot; `2.5=d,1.2=nd` one that is put right in
parts, each with its own 亩 (requirement D1: each part counts for itself).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from weipian.programme.account.ratio import Sums, total

Piece = tuple[str, Fraction]


def written(parts: Sequence[Piece]) -> str:
    """One part is the whole plot: only letters."""
    if len(parts) == 1:
        return parts[0][0]
    return ",".join(f"{area}={letters}" for letters, area in parts)


def pieces(text: str, whole: Fraction) -> list[Piece]:
    """The letters and the area in 亩 that each stands for."""
    if "=" not in text:
        return [(text, whole)]
    found = (part.split("=") for part in text.split(","))
    return [(letters, Fraction(area)) for area, letters in found]


def in_pieces(found: Iterable[tuple[str, Fraction]]) -> list[Piece]:
    """Of texts with the plots' whole areas."""
    return [piece for text, whole in found for piece in pieces(text, whole)]


def sums(found: Iterable[Piece]) -> Sums:
    every = list(found)
    return Sums(_of(every, "n"), _of(every, "d"))


def undetermined(found: Iterable[Piece]) -> Fraction:
    return _of(found, "u")


def _of(every: Iterable[Piece], letter: str) -> Fraction:
    return total(area for letters, area in every if letter in letters)
