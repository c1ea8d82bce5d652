"""年度内持续变化: what a plot goes on from, so that the same change counts once in the year (plan 四(一), E1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Protocol

from weipian.programme.submission.checking.row import Earlier, Overlap, Row
from weipian.terms.area import Area
from weipian.terms.words import Category, Conclusion


class Pair(Protocol):
    """Two plots that share ground."""

    @property
    def one(self) -> str: ...
    @property
    def other(self) -> str: ...
    @property
    def area(self) -> Area: ...


class Ground(Protocol):
    """What was measured of plots that lie on one another."""

    @property
    def pairs(self) -> Sequence[Pair]: ...
    def in_turn(self, plot: str, others: Sequence[str]) -> list[Area]: ...


@dataclass(frozen=True, slots=True)
class Laid:
    """The rows with what each goes on from, and every pair that shares ground."""

    rows: tuple[Row, ...]
    overlaps: tuple[Overlap, ...]


def laid(rows: Iterable[Row], ground: Ground, over: Fraction) -> Laid:
    """Rows laid on one another. `over`: in 亩, what two drawings of one line may share (the law's)."""
    own = {row.plot: row for row in rows}
    pairs = tuple(Overlap(one.one, one.other, one.area.mu) for one in ground.pairs)
    met = _met(pairs, over)
    return Laid(tuple(_linked(row, met.get(row.plot, ()), own, ground) for row in own.values()), pairs)


def _met(pairs: Iterable[Overlap], over: Fraction) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.shared > over:
            found.setdefault(pair.one, []).append(pair.other)
            found.setdefault(pair.other, []).append(pair.one)
    return found


def _linked(row: Row, others: Sequence[str], own: Mapping[str, Row], ground: Ground) -> Row:
    """Ground that several earlier patches cover is told of one of them, of one that was counted first of all."""
    if row.category is not Category.CONTINUING_CHANGE:
        return row
    before = [own[other] for other in others if other in own and _is_before(own[other], row)]
    before.sort(key=lambda one: (counted(one) is not True, counted(one) is not None, str(one.issued), one.plot))
    if not before:
        return row
    areas = ground.in_turn(row.plot, [one.plot for one in before])
    links = (Earlier(one.patch, area.mu, counted(one)) for one, area in zip(before, areas, strict=True))
    return replace(row, earlier=tuple(links))


def _is_before(other: Row, row: Row) -> bool:
    """Issued earlier, of land, and no part of the same patch."""
    if not other.category.is_land or other.patch == row.patch or other.issued is None or row.issued is None:
        return False
    return other.issued < row.issued


COUNTED = {Conclusion.LAWFUL: True, Conclusion.UNLAWFUL: True, Conclusion.OTHER_USE: False}


def counted(row: Row) -> bool | None:
    """Whether its ground counts as construction of the year already; None while nobody has determined it."""
    return COUNTED.get(row.conclusion) if row.conclusion and row.decided else None
