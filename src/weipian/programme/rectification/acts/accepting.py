"""乡镇自验: a leader of the township accepts what was done, in writing, in person (plan 二(六))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.measures import measure_laws
from weipian.programme.rectification.plots import (
    ToRight,
    needs,
    plot_for,
    plots_named,
    require_open,
    require_order,
    require_proofs,
)
from weipian.programme.rectification.standing import Follow, restand
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import SelfAcceptance
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.words import Measure


@dataclass(frozen=True, slots=True)
class Accepting:
    """`part`: the part's name, "" the whole plot; `accepted_by`: who looked, by name; `scan`: the signed sheet."""

    plot: str
    day: date
    accepted_by: str
    told: str
    scan: int | None
    part: str = ""


def self_accept(desk: Desk, said: Accepting, follow: Follow) -> int:
    """Its id; after a failed check it is accepted anew. Raises InputError."""
    doing = Act.SELF_ACCEPTED
    require_may(desk.policy, desk.actor, doing)
    needs(said.plot, 验收人=said.accepted_by, 自验意见=said.told)
    if said.scan is None:
        raise InputError("right_scan", where=said.plot)
    with acting(desk, doing, "self_acceptance") as act:
        require_past(act, said.day, said.plot)
        plot = plot_for(desk, doing, said.plot, plots_named(desk, [said.plot]))
        require_order(plot, said.day)
        require_open(plot)
        require_works(plot, said.day)
        _require_ours(desk, plot, part_measure(plot, said.part))
        require_proofs(plot, [said.scan])
        key = act.add(
            SelfAcceptance,
            plot_id=plot.line.id,
            patch_id=plot.line.patch_id,
            day=said.day,
            told=said.told.strip(),
            account_id=desk.actor.account,
            part=said.part.strip(),
            accepted_by=said.accepted_by.strip(),
            scan_id=said.scan,
        )
        act.subject = f"self_acceptance:{key}"
        restand(act, desk.policy, [plot.standing])
        follow(act, desk.policy, [plot.line.id])
    return key


def part_measure(plot: ToRight, name: str) -> Measure:
    """Of the part, or of the whole plot. Raises InputError where a part is to be named, or none is so called."""
    parts = {one.name: one for one in plot.records.parts}
    if not name.strip():
        if parts:
            raise InputError("right_name_part", where=plot.line.plot, names="、".join(parts))
        return plot.measure
    if name.strip() not in parts:
        raise InputError("right_part_unknown", where=plot.line.plot, names="、".join(parts) or "还没有分部分")
    return parts[name.strip()].measure


def require_works(plot: ToRight, day: date) -> None:
    """Raises InputError where nothing was done, or something later than what is accepted."""
    done = [one.day for one in plot.records.progress]
    if not done:
        raise InputError("right_nothing_done", where=plot.line.plot)
    if day < min(done):
        raise InputError("right_before_works", where=plot.line.plot, day=day, begun=min(done))


def _require_ours(desk: Desk, plot: ToRight, measure: Measure) -> None:
    law = measure_laws(desk.policy).get(measure)
    if law is not None and law.is_by_approval:
        raise InputError("right_by_approval", where=plot.line.plot)
