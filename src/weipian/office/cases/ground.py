"""The land that plots take, as the ratio counts it: filed, else measured; what nobody knows is not nought."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from weipian.office.ledger.counting import counted_cultivated, touched
from weipian.programme.rectification.cases.crime import Harm
from weipian.programme.rectification.cases.later_approval import Land
from weipian.store.queries.ledger import Line, lines
from weipian.terms.words import LayerKind


def land_of(line: Line) -> Land:
    cultivated = counted_cultivated(line)
    return Land(
        None if cultivated is None else cultivated.mu,
        touched(line, LayerKind.PERMANENT_BASIC_FARMLAND, "farmland"),
        touched(line, LayerKind.ECOLOGICAL_REDLINE, "redline"),
    )


def ground(plots: Collection[int]) -> Mapping[int, Land]:
    """Of plots by id."""
    wanted = set(plots)
    return {line.id: land_of(line) for line in lines(reasons=False, beside=wanted) if line.id in wanted}


def harm_of(plots: Iterable[int], lands: Mapping[int, Land]) -> Harm:
    """Over all plots of a case; not known where one of them is not."""
    own = [lands.get(plot, Land()) for plot in plots]
    return Harm(_sum(one.farmland for one in own), _sum(one.cultivated for one in own))


def _sum(values: Iterable[Fraction | None]) -> Fraction | None:
    total = Fraction(0)
    for value in values:
        if value is None:
            return None
        total += value
    return total
