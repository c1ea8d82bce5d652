"""Penalties that are in effect: decided and carried out, or closed, with nothing of it contested (requirement E8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.queries.sight import seen_by_plot
from weipian.store.sight import Sight
from weipian.terms.cases import CaseStep

IN_EFFECT = frozenset({CaseStep.EXECUTED, CaseStep.COURT_RULED, CaseStep.COURT_EXECUTED, CaseStep.CLOSED})
NOT_IN_EFFECT = frozenset({CaseStep.WITHDRAWN})
CONTESTED = {
    CaseStep.RECONSIDERED: CaseStep.RECONSIDERATION_ENDED,
    CaseStep.LITIGATED: CaseStep.LITIGATION_ENDED,
}


@dataclass(frozen=True, slots=True)
class InEffect:
    """A decision against a party of the register; the name "" where it was erased."""

    party: int
    name: str
    plot: str
    township: str
    day: date
    paper: str


def in_effect(sight: Sight) -> list[InEffect]:
    """Of plots in sight. What is still contested is left out, and so is what nobody wrote that it was carried out."""
    moves = models.CaseMove.objects.filter(seen_by_plot(sight), current=True).order_by("case", "turn", "id")
    columns = ("case_id", "plot__number", "plot__township", "step", "day", "number", "party_id", "party__name")
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for case, plot, township, step, day, number, party, name in moves.values_list(*columns):
        own = found.setdefault((case, plot), {"steps": set(), "township": township})
        own["steps"].add(CaseStep(step))
        if party is not None:
            own["party"], own["name"] = party, name or ""
        if step == CaseStep.DECIDED.value:
            own["day"], own["paper"] = day, number or ""
    return [
        InEffect(one["party"], one["name"], plot, one["township"], one["day"], one["paper"])
        for (_, plot), one in found.items()
        if "party" in one and "day" in one and _stands(one["steps"])
    ]


def _stands(steps: set[CaseStep]) -> bool:
    contested = any(start in steps and end not in steps for start, end in CONTESTED.items())
    return bool(steps & IN_EFFECT) and not steps & NOT_IN_EFFECT and not contested
