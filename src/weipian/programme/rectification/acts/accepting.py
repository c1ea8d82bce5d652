"""乡镇自验: a leader of the township accepts what was done, in writing, in person (plan 二(六))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.rectification.measures import measure_laws
from weipian.programme.rectification.plots import (
    Proofs,
    ToRight,
    needs,
    plot_for,
    plots_named,
    require_open,
    require_order,
    standings,
)
from weipian.programme.rectification.progressing import newest_of
from weipian.programme.rectification.standing import Follow, restand
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.bulk import Source, note_table
from weipian.store.days import require_past
from weipian.store.models import SelfAcceptance
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable
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


class SelfAccepting:
    """Checks self-acceptances against the books, read once."""

    def __init__(self, desk: Desk, wanted: Sequence[Accepting]) -> None:
        self.desk, self.plots = desk, plots_named(desk, [one.plot for one in wanted])
        own = [self.plots[one.plot] for one in wanted if one.plot in self.plots]
        self.proofs = Proofs((one.scan for one in wanted if one.scan is not None), own)

    def ready(self, said: Accepting) -> ToRight:
        """Raises InputError."""
        needs(said.plot, 验收人=said.accepted_by, 自验意见=said.told)
        if said.scan is None:
            raise InputError("right_scan", where=said.plot)
        plot = plot_for(self.desk, Act.SELF_ACCEPTED, said.plot, self.plots)
        require_order(plot, said.day)
        require_open(plot)
        require_works(plot, said.day)
        _require_ours(self.desk, plot, part_measure(plot, said.part))
        self.proofs.require(plot, [said.scan])
        return plot

    def is_new(self, said: Accepting) -> bool:
        """False where the same stands already. Raises InputError."""
        last = newest_of(self.ready(said).records.accepted, said.part.strip())
        own = (said.day, said.accepted_by.strip(), said.told.strip(), said.scan)
        return last is None or own != (last.day, last.accepted_by, last.told, last.scan)


def self_accept(desk: Desk, said: Accepting, follow: Follow) -> int:
    """Its id; after a failed check it is accepted anew. Raises InputError."""
    return self_accept_many(desk, [said], follow)[0][0]


def self_accept_many(
    desk: Desk, wanted: Sequence[Accepting], follow: Follow, source: Source | None = None
) -> tuple[list[int], int | None]:
    """Their ids, and the number of the table; all or none, as one act. Raises InputError."""
    doing = Act.SELF_ACCEPTED
    require_may(desk.policy, desk.actor, doing)
    with acting(desk, doing, "self_acceptance") as act:
        books = SelfAccepting(desk, wanted)
        pairs = sorted(((books.ready(one), one) for one in wanted), key=lambda pair: pair[0].line.id)
        for one in wanted:
            require_past(act, one.day, one.plot)
        number = note_table(act, BulkTable.SELF_ACCEPTANCES, source, len(pairs)) if source else None
        keys = act.add_many(SelfAcceptance, [_row(desk, plot, said) for plot, said in pairs])
        act.subject = act.subject if source else f"self_acceptance:{keys[0]}"
        plots = list({plot.line.id: plot for plot, _ in pairs}.values())
        restand(act, desk.policy, standings(plots))
        follow(act, desk.policy, [plot.line.id for plot in plots])
    return keys, number


def _row(desk: Desk, plot: ToRight, said: Accepting) -> dict[str, object]:
    return {
        "plot_id": plot.line.id,
        "patch_id": plot.line.patch_id,
        "day": said.day,
        "told": said.told.strip(),
        "account_id": desk.actor.account,
        "part": said.part.strip(),
        "accepted_by": said.accepted_by.strip(),
        "scan_id": said.scan,
    }


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
