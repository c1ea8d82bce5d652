"""登记整改进展: what was done on the ground, when, with which evidence (plan 二(五)(六))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.plots import (
    Proofs,
    ToRight,
    plot_for,
    plots_named,
    require_open,
    require_order,
    standings,
)
from weipian.programme.rectification.standing import Follow, restand
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.bulk import Source, note_table
from weipian.store.days import require_past
from weipian.store.models import RectificationEvidence, RectificationProgress
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable
from weipian.terms.rectification import Step


@dataclass(frozen=True, slots=True)
class Done:
    """A step on a plot."""

    plot: str
    step: Step
    day: date
    note: str = ""
    evidence: tuple[int, ...] = ()


class Progressing:
    """Checks steps against the books, read once."""

    def __init__(self, desk: Desk, wanted: Sequence[Done]) -> None:
        self.desk, self.plots = desk, plots_named(desk, [one.plot for one in wanted])
        own = [self.plots[one.plot] for one in wanted if one.plot in self.plots]
        self.proofs = Proofs((key for one in wanted for key in one.evidence), own)

    def ready(self, said: Done) -> ToRight:
        """Raises InputError."""
        plot = plot_for(self.desk, Act.RECTIFICATION_PROGRESSED, said.plot, self.plots)
        require_order(plot, said.day)
        require_open(plot)
        self.proofs.require(plot, said.evidence)
        return plot

    def is_new(self, said: Done) -> bool:
        """False where the same was written down already. Raises InputError."""
        own = (said.step, said.day, said.note.strip(), frozenset(said.evidence))
        there = self.ready(said).records.progress
        return all(own != (one.step, one.day, one.told, frozenset(one.evidence)) for one in there)


def progress(desk: Desk, said: Done, follow: Follow) -> int:
    """Its id. Raises InputError."""
    return progress_many(desk, [said], follow)[0][0]


def progress_many(
    desk: Desk, wanted: Sequence[Done], follow: Follow, source: Source | None = None
) -> tuple[list[int], int | None]:
    """Their ids, and the number of the table; all or none, as one act. Raises InputError."""
    doing = Act.RECTIFICATION_PROGRESSED
    require_may(desk.policy, desk.actor, doing)
    with acting(desk, doing, "right_progress") as act:
        for one in wanted:
            require_past(act, one.day, one.plot)
        books = Progressing(desk, wanted)
        pairs = sorted(((books.ready(one), one) for one in wanted), key=lambda pair: pair[0].line.id)
        number = note_table(act, BulkTable.PROGRESS, source, len(pairs)) if source else None
        keys = _write(act, desk, pairs)
        act.subject = act.subject if source else f"right_progress:{keys[0]}"
        plots = list({plot.line.id: plot for plot, _ in pairs}.values())
        restand(act, desk.policy, standings(plots))
        follow(act, desk.policy, [plot.line.id for plot in plots])
    return keys, number


def _write(act: Doing, desk: Desk, pairs: Sequence[tuple[ToRight, Done]]) -> list[int]:
    rows = [
        {
            "plot_id": plot.line.id,
            "patch_id": plot.line.patch_id,
            "day": said.day,
            "told": said.note.strip() or None,
            "account_id": desk.actor.account,
            "step": said.step.value,
        }
        for plot, said in pairs
    ]
    keys = act.add_many(RectificationProgress, rows)
    named = [
        {"progress_id": key, "evidence_id": one}
        for key, (_, said) in zip(keys, pairs, strict=True)
        for one in dict.fromkeys(said.evidence)
    ]
    act.add_many(RectificationEvidence, named)
    return keys
