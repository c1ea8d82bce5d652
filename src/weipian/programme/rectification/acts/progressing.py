"""登记整改进展: what was done on the ground, when, with which evidence (plan 二(五)(六))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.plots import plot_for, plots_named, require_open, require_order, require_proofs
from weipian.programme.rectification.standing import Follow, restand
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import RectificationEvidence, RectificationProgress
from weipian.terms.acting import Act
from weipian.terms.rectification import Step


@dataclass(frozen=True, slots=True)
class Done:
    """A step on a plot."""

    plot: str
    step: Step
    day: date
    note: str = ""
    evidence: tuple[int, ...] = ()


def progress(desk: Desk, said: Done, follow: Follow) -> int:
    """Its id. Raises InputError."""
    doing = Act.RECTIFICATION_PROGRESSED
    require_may(desk.policy, desk.actor, doing)
    with acting(desk, doing, "right_progress") as act:
        require_past(act, said.day, said.plot)
        plot = plot_for(desk, doing, said.plot, plots_named(desk, [said.plot]))
        require_order(plot, said.day)
        require_open(plot)
        require_proofs(plot, said.evidence)
        key = act.add(
            RectificationProgress,
            plot_id=plot.line.id,
            patch_id=plot.line.patch_id,
            day=said.day,
            told=said.note.strip() or None,
            account_id=desk.actor.account,
            step=said.step.value,
        )
        named = [{"progress_id": key, "evidence_id": one} for one in dict.fromkeys(said.evidence)]
        act.add_many(RectificationEvidence, named)
        act.subject = f"right_progress:{key}"
        restand(act, desk.policy, [plot.standing])
        follow(act, desk.policy, [plot.line.id])
    return key
