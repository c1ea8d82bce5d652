"""What the books know of unlawful plots, as pieces of the expected book (requirement D4).

What other stages alone know is handed in: `Sources.penalties` from the cases, `Sources.parts` from rectification.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import TypeVar

from weipian.geometry.cultivated import LandClass
from weipian.office.ledger.counting import counted_cultivated
from weipian.office.ledger.following import day_in, determined
from weipian.programme.account.quota.expected import Penalty, Piece
from weipian.programme.account.quota.law import QuotaLaw
from weipian.store.queries.ledger import Line, lines
from weipian.store.queries.quota import StepHere, steps, villages
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.errors import InputError
from weipian.terms.quota import QuotaStep
from weipian.terms.words import LayerKind, Outcome

Fact = TypeVar("Fact")
OfPlots = Callable[[Collection[int]], Mapping[int, Fact]]


@dataclass(frozen=True, slots=True)
class PartKnown:
    """A part of a plot that is put right for itself; its cultivated land in 亩, None where nobody wrote it."""

    name: str
    cultivated: Fraction | None
    outcome: Outcome
    outcome_on: date | None


def nothing(_plots: Collection[int]) -> Mapping[int, Fact]:
    """Nobody keeps it."""
    return {}


@dataclass(frozen=True, slots=True)
class Sources:
    """Asked once for all plots, by id; a plot that is not in an answer is one of which nobody has kept anything."""

    penalties: OfPlots[Penalty] = nothing
    parts: OfPlots[Sequence[PartKnown]] = nothing


@dataclass(frozen=True, slots=True)
class OfPlot:
    """A piece with the plot that it belongs to."""

    line: Line
    piece: Piece


def unlawful(sight: Sight, law: QuotaLaw) -> list[Line]:
    """The plots in sight whose determination freezes quota, by number."""
    found = [line for line in lines(sight, reasons=False) if determined(line) in law.determinations]
    return [line for line in found if line.category.is_land and line.state is not State.WITHDRAWN]


def unknown_land(found: Iterable[Line]) -> list[str]:
    """Plots of which nobody knows how much cultivated land they take: that is not nought, and in no book."""
    return [line.plot for line in found if counted_cultivated(line) is None]


def pieces(found: Iterable[Line], sight: Sight, law: QuotaLaw, sources: Sources) -> list[OfPlot]:
    """Of unlawful plots with cultivated land; parts after one another, then what is left of the plot."""
    wanted = [line for line in found if (area := counted_cultivated(line)) is not None and area.m2 > 0]
    keys = [line.id for line in wanted]
    penalties, parts = sources.penalties(keys), sources.parts(keys)
    done, places = steps(sight), villages()
    made: list[OfPlot] = []
    for line in wanted:
        whole = _whole(line, law, places.get(line.patch, ""), penalties.get(line.id))
        own = _split(whole, parts.get(line.id, ()))
        made += [OfPlot(line, _stepped(piece, done.get(line.id, ()))) for piece in own]
    return made


def _whole(line: Line, law: QuotaLaw, village: str, penalty: Penalty | None) -> Piece:
    area = counted_cultivated(line)
    assert area is not None
    assert line.determined is not None
    right = line.right.values if line.right else {}
    return Piece(
        plot=line.plot,
        part="",
        township=line.township,
        village=village,
        quantity=area.mu,
        paddy=_paddy(line, law, area.mu),
        determined=day_in(line.determined.values, "reviewed"),
        outcome=Outcome(right.get("outcome", "")),
        outcome_on=day_in(right, "outcome_on"),
        penalty=penalty,
    )


def _paddy(line: Line, law: QuotaLaw, whole: Fraction) -> Fraction | None:
    """All of it or nothing, where the survey says so; of mixed land the net paddy is not known."""
    laid = line.laid.get(LayerKind.LAND_USE)
    rows = laid.detail.get("classes") if laid else None
    if not rows or laid is None or laid.detail.get("cultivated_um2") is None:
        return None
    try:
        found = {read.code for row in rows if (read := LandClass.read(str(row["class"]))).is_cultivated}
    except InputError:
        return None
    if not found:
        return None
    return whole if found <= law.paddy else None if found & law.paddy else Fraction(0)


def _split(whole: Piece, parts: Iterable[PartKnown]) -> list[Piece]:
    """Each part for itself, then what is left of the plot, which nobody has put right; nothing left is no piece."""
    found = [_part(whole, one) for one in parts if one.cultivated is not None]
    if not found:
        return [whole]
    left = whole.quantity - sum((one.quantity for one in found), Fraction(0))
    paddy = None if whole.paddy is None else left if whole.paddy else Fraction(0)
    rest = replace(whole, quantity=left, paddy=paddy, outcome=Outcome.NONE, outcome_on=None)
    return [*found, rest] if left > 0 else found


def _part(whole: Piece, one: PartKnown) -> Piece:
    assert one.cultivated is not None
    paddy = None if whole.paddy is None else one.cultivated if whole.paddy else Fraction(0)
    return replace(
        whole, part=one.name, quantity=one.cultivated, paddy=paddy, outcome=one.outcome, outcome_on=one.outcome_on
    )


def _stepped(piece: Piece, rows: Iterable[StepHere]) -> Piece:
    """A part's own step, else that of the whole plot."""
    days = {(one.step, one.part): one.day for one in rows}
    accepted, confirmed = (
        days.get((step, piece.part), days.get((step, ""))) for step in (QuotaStep.ACCEPTED, QuotaStep.CONFIRMED)
    )
    return replace(piece, accepted=accepted, confirmed=confirmed)
