"""Ground that counts twice: a plot on an earlier patch of the books that is in the ratio itself (四(一), E1).

Nothing is taken off: what of the new part is cultivated people file; until they do it is an open question.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.office.ledger.following import determined
from weipian.programme.account.ratio import total
from weipian.programme.overlay.sharing import shared_ground
from weipian.store.queries.ledger import Line
from weipian.terms.acting import State
from weipian.terms.area import Area
from weipian.terms.words import Category, Conclusion, Determination

COUNTED = frozenset({Determination.LAWFUL_NEW.value, Determination.UNLAWFUL_NEW.value})
MINED = frozenset({Conclusion.LAWFUL.value, Conclusion.UNLAWFUL.value})
"""Of mining, which is in neither sum: that its ground was taken before (ratio.overlap)."""


@dataclass(frozen=True, slots=True)
class Again:
    """What of a plot earlier patches cover, in 亩, each of them by number; together never more than the plot."""

    area: Fraction
    patches: tuple[str, ...]


def taken_again(lines: Collection[Line], over: Fraction) -> dict[str, Again]:
    """Plot → what of it counted before. `over`: 亩 that two drawings of one line may share (the law's)."""
    own = {line.plot: line for line in lines if line.state is not State.WITHDRAWN and _counts(line)}
    asked = [plot for plot, line in own.items() if line.category is not Category.MINING]
    ground = shared_ground(frozenset(asked), own.keys())
    found: dict[str, list[str]] = {}
    for pair in ground.pairs:
        if pair.area.mu > over and own[pair.one].patch != own[pair.other].patch:
            for plot, other in ((pair.one, pair.other), (pair.other, pair.one)):
                if own[plot].category is not Category.MINING and _turn(own[other]) < _turn(own[plot]):
                    found.setdefault(plot, []).append(other)
    return {plot: _again(own, ground.in_turn(plot, others), others) for plot, others in found.items()}


def _again(own: Mapping[str, Line], areas: Sequence[Area], others: Sequence[str]) -> Again:
    patches = dict.fromkeys(own[other].patch for other in others)
    return Again(total(area.mu for area in areas), tuple(patches))


def _counts(line: Line) -> bool:
    return determined(line) in (MINED if line.category is Category.MINING else COUNTED)


def _turn(line: Line) -> tuple[date, str]:
    """Which was issued first; of one day the lower number."""
    return (line.issued, line.plot)
