"""Objections with how each stands by the books of now, its clock, what its correction changed, what one may do (D7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from weipian.office.inspecting.able import Able, Ables
from weipian.office.ledger.counting import counting
from weipian.office.objecting.changed import Change, Quota, changes
from weipian.office.objecting.kept import keeping, kept_of
from weipian.programme.report.objection.rules import Clocked, changed, clock, names_the_old, stands
from weipian.store.acting import Desk
from weipian.store.queries.ledger import Line, lines
from weipian.store.queries.objection import ObjectionHere, TookPart, corrects, objections, reported, took_part
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.objection import ObjectionStands, ObjectionStepKind

ACTS = (Act.OBJECTION_ANSWERED, Act.OBJECTION_WITHDRAWN)
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """An objection as it stands. `unnamed`: determined anew, but not by a review that names the old one.

    `restated`: closed periods whose figures of this plot are other ones now.
    """

    objection: ObjectionHere
    stands: ObjectionStands
    clock: Clocked
    late: int
    unnamed: bool
    changes: tuple[Change, ...]
    restated: tuple[Json, ...]
    free: bool
    ables: tuple[Able, ...]


def shown(desk: Desk, today: date, *, only_open: bool = False, quota: Quota | None = None) -> list[Shown]:
    """Those in sight, in order; the books are read once for all of them."""
    found = objections(seen(desk))
    if not found:
        return []
    sight = desk.sight
    every = lines(sight, reasons=False)
    books = _Books(desk, every, sight.everything, quota)
    rows = [books.shown(one, today) for one in found]
    return [one for one in rows if not only_open or one.stands in OPEN]


OPEN = (ObjectionStands.RAISED, ObjectionStands.TAKEN, ObjectionStands.TO_CORRECT)


class _Books:
    def __init__(self, desk: Desk, every: Sequence[Line], whole: bool, quota: Quota | None) -> None:
        self.desk, self.whole, self.quota = desk, whole, quota
        self.keep, self.rows = keeping(every), counting(every)
        self.lines = {line.plot: line for line in every}
        self.corrects, self.ables = corrects(), Ables(desk, ACTS)
        self.frozen: Mapping[int, Sequence[Json]] = reported()
        self.took = took_part()

    def shown(self, one: ObjectionHere, today: date) -> Shown:
        answered = one.step(ObjectionStepKind.ANSWERED)
        was = (answered.kept or {}) if answered else {}
        now = self.keep(one.plot)
        other = bool(was) and changed(one.about, was, now)
        named = names_the_old(one.about, was, now, self.corrects) if other else True
        runs = clock(self.desk.policy, one.day, one.steps)
        late = (today - runs.due).days if runs.due and today > runs.due else 0
        how = stands(one.steps, other and named)
        told = how is ObjectionStands.CORRECTED
        found = (
            changes(was, [one.plot], self.rows, self.desk.policy, county=self.whole, quota=self.quota) if told else []
        )
        old = self._restated(one) if told else ()
        actor, took = self.desk.actor, self.took.get(one.plot_id, TookPart())
        free = actor.account != one.account and not took.holds(actor.account, actor.name)
        return Shown(one, how, runs, late, other and not named, tuple(found), old, free, self._ables(one, how, free))

    def _ables(self, one: ObjectionHere, how: ObjectionStands, free: bool) -> tuple[Able, ...]:
        """Nothing once it is over; who took part is told why not."""
        if how not in OPEN[:2]:
            return ()
        took = InputError("objection_took_part", where=str(one.id), who=self.desk.actor.label).message
        return tuple(
            replace(able, why=took) if able.act is Act.OBJECTION_ANSWERED and not (able.why or free) else able
            for able in self.ables.of(one.about_plot)
        )

    def _restated(self, one: ObjectionHere) -> tuple[Json, ...]:
        line = self.lines.get(one.plot)
        if line is None:
            return ()
        now = kept_of(line)
        names = {"township": "township", "determination": "determination", "outcome": "outcome",
                 "cultivated_filed": "cultivated"}  # fmt: skip
        return tuple(
            {"kind": row["kind"], "key": row["key"], "version": row["version"], "field": name,
             "was": row[name], "now": now[mine]}
            for row in self.frozen.get(one.plot_id, ())
            for name, mine in names.items()
            if (row[name] or "") != (now[mine] or "")
        )  # fmt: skip
