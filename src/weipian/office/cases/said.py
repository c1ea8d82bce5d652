"""What a person should look at after an opening: a crime's threshold, a house that may be another body's."""

from __future__ import annotations

from weipian.office.cases.ground import ground, harm_of
from weipian.programme.rectification.cases.crime import hints
from weipian.store.acting import Desk
from weipian.store.queries.cases import cases
from weipian.store.queries.inspected import plots_to_inspect
from weipian.store.seeing import seen
from weipian.terms.cases import Breach
from weipian.terms.inspection import Mark
from weipian.terms.messages import sentence

HOUSING = (Mark.HOUSING.value, Mark.UNLAWFUL_HOUSING.value)


def said_of_opening(desk: Desk, number: str) -> list[str]:
    """Sentences; hints, never verdicts."""
    (case,) = cases(seen(desk), [number])
    ids = [plot.id for plot in case.plots]
    told = hints(desk.policy, harm_of(ids, ground(ids)), mining=case.breach.is_mining)
    found = [sentence("said_case_hint", {"case": number, "hint": one.text}) for one in told if one.reached]
    if case.breach is not Breach.VILLAGERS_HOUSE and not case.breach.is_mining:
        known = plots_to_inspect([plot.number for plot in case.plots], seen(desk))
        houses = [plot for plot, one in known.items() if any(one.marks.get(mark) for mark in HOUSING)]
        if houses:
            params = {"plots": "、".join(houses), "breach": case.breach.label}
            found.append(sentence("said_case_housing", params))
    return found
