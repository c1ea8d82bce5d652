"""认定整改到位: in person, when self-accepted and every gate that fires is passed (plan 二(五))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.inspection.opined import basis
from weipian.programme.rectification.acts.accepting import part_measure
from weipian.programme.rectification.asking import AskNow, asked_of, evidence_asked
from weipian.programme.rectification.evidence import Found
from weipian.programme.rectification.in_place import Asked, Stop, stops
from weipian.programme.rectification.measures import MeasureLaw, measure_laws
from weipian.programme.rectification.plots import ToRight, plot_for, plots_named, require_open, require_order
from weipian.programme.rectification.progressing import newest_of
from weipian.programme.rectification.standing import Follow, restand
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may, who_can
from weipian.store.days import require_past
from weipian.store.models import RightInPlace
from weipian.store.queries.evidence import listed
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.words import GateName


@dataclass(frozen=True, slots=True)
class Confirming:
    """`part`: the part's name, "" the whole plot."""

    plot: str
    day: date
    part: str = ""
    note: str = ""


def confirm(desk: Desk, said: Confirming, ask: AskNow, follow: Follow) -> int:
    """Its id. Raises InputError with everything that stands in the way, and who can mend it."""
    doing = Act.RECTIFIED
    require_may(desk.policy, desk.actor, doing)
    with acting(desk, doing, "right_in_place") as act:
        require_past(act, said.day, said.plot)
        plot = plot_for(desk, doing, said.plot, plots_named(desk, [said.plot]))
        require_order(plot, said.day)
        law = _law(desk, plot, said.part)
        require_open(plot)
        if newest_of(plot.records.in_place, said.part.strip()) is not None:
            raise InputError("right_settled", where=said.plot, outcome=law.outcome.label)
        asked = asked_of(plot.line.patch, ask)
        evidence = evidence_asked(desk.policy, law, plot, listed(seen(desk)))
        _require_clear(desk, plot, said, stops_of(desk, plot, said.part, asked, evidence))
        key = act.add(
            RightInPlace,
            plot_id=plot.line.id,
            patch_id=plot.line.patch_id,
            day=said.day,
            told=said.note.strip() or None,
            account_id=desk.actor.account,
            part=said.part.strip(),
            basis=_basis(asked, evidence),
        )
        act.subject = f"right_in_place:{key}"
        restand(act, desk.policy, [plot.standing])
        follow(act, desk.policy, [plot.line.id])
    return key


def _law(desk: Desk, plot: ToRight, part: str) -> MeasureLaw:
    """Raises InputError for a measure that is not accepted here."""
    law = measure_laws(desk.policy).get(part_measure(plot, part))
    if law is None:
        raise InputError("right_no_order", where=plot.line.plot)
    if law.is_by_approval:
        raise InputError("right_by_approval", where=plot.line.plot)
    return law


def stops_of(desk: Desk, plot: ToRight, part: str, asked: Asked, evidence: Sequence[Found]) -> list[Stop]:
    """All that still stands in the way of a plot or a part of it."""
    accepted = newest_of(plot.records.accepted, part.strip()) is not None
    bars = desk.policy.value("rectification.evidence_bars").flag
    return stops(plot.records, asked, accepted, evidence, evidence_bars=bars)


def _require_clear(desk: Desk, plot: ToRight, said: Confirming, found: Sequence[Stop]) -> None:
    accepted = newest_of(plot.records.accepted, said.part.strip())
    if found:
        told = "；".join(f"{one.why}（由{who_can(desk.policy, one.act, plot.about)}办）" for one in found)
        raise InputError("right_not_in_place", where=said.plot, why=told)
    if accepted is not None and said.day < accepted.day:
        raise InputError("right_check_early", where=said.plot, day=said.day, before=accepted.day)


def _basis(asked: Asked, evidence: Sequence[Found]) -> dict[str, object]:
    """On what it was said: the gates that were asked with their areas, and how the evidence stood."""
    gates = {name.value: basis(gate) for name in (GateName.B, GateName.C) if (gate := asked.of(name)) is not None}
    return {"gates": gates, "evidence": {one.wanted.value: one.shown.value for one in evidence}}
