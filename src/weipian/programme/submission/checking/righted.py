"""How much of a plot was to be put right and was, by the rectification in the books (plan 二(五)(六), D1).

Of cultivated land, the only area that the books keep of every part. A plot without order or outcome says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Protocol

from weipian.programme.submission.checking.row import Righted, Row
from weipian.terms.words import Outcome


class Part(Protocol):
    """A part that is put right for itself; its cultivated land in 亩."""

    @property
    def cultivated(self) -> Fraction: ...
    @property
    def outcome(self) -> Outcome: ...


Pieces = Sequence[tuple[Fraction, Outcome]]


def righted(row: Row, parts: Iterable[Part]) -> Righted:
    """What the books make of it; an area is None where it can't be told. `row`: with its order and outcome."""
    total = row.filed.cultivated if row.filed.cultivated is not None else row.measured.cultivated
    if total is None or not row.category.is_land or (row.ordered is None and not row.outcome.is_settled):
        return Righted()
    pieces = [(one.cultivated, one.outcome) for one in parts] or [(total, row.outcome)]
    done = _sum(pieces, *(one for one in Outcome if one.is_settled))
    otherwise = any(outcome is Outcome.SETTLED_OTHERWISE for _, outcome in pieces)
    return Righted(
        total=total,
        done=done,
        left=total - done,
        demolished=None if otherwise else _sum(pieces, Outcome.RECULTIVATED),
        approved=None if otherwise else _sum(pieces, Outcome.RETROSPECTIVE_APPROVAL),
    )


def _sum(pieces: Pieces, *wanted: Outcome) -> Fraction:
    return sum((area for area, outcome in pieces if outcome in wanted), Fraction(0))
