"""The bureau's ledger of cases: openings and later steps of many cases as one act that can be undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from weipian.programme.rectification.cases.acts.bringing import moves_of
from weipian.programme.rectification.cases.acts.opening import Books, Opening, books_of, ready, write_openings
from weipian.programme.rectification.cases.acts.stepping import Elsewhere, StepSaid, nowhere, require_step, rows_of
from weipian.programme.rectification.cases.flow import Move, fold, in_order
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import CaseMove, SheetTaken
from weipian.store.queries.cases import CaseHere, PlotInCase, cases, on_site, plots_for_cases
from weipian.store.seeing import seen
from weipian.store.sight import EVERYTHING
from weipian.terms.acting import Act
from weipian.terms.cases import CaseStep, CaseTable, Child
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class RowSaid:
    """A row: the case's number, its plots as written, its opening where it says one, steps with their days."""

    number: str
    plots: tuple[str, ...]
    opening: Opening | None
    steps: tuple[StepSaid, ...]


@dataclass(frozen=True, slots=True)
class Ready:
    """What will be written for a row: a case to be opened or one that there is, and its steps in order."""

    number: str
    case: CaseHere | None
    opening: Opening | None
    plots: tuple[PlotInCase, ...]
    steps: tuple[StepSaid, ...]


class Reading:
    """Rows against the books as they stand; the same number of questions however many rows."""

    def __init__(self, desk: Desk, rows: Sequence[RowSaid], elsewhere: Elsewhere = nowhere) -> None:
        self.desk = desk
        self.there = {one.number: one for one in cases(EVERYTHING, [row.number for row in rows])}
        self.seen = {one.number for one in cases(seen(desk), list(self.there))} if self.there else set()
        named = {plot for row in rows for plot in row.plots}
        self.plots = plots_for_cases(named, seen(desk))
        ids = {one.id for one in self.plots.values()} | {p.id for case in self.there.values() for p in case.plots}
        self.books: Books = books_of([row.opening for row in rows if row.opening], ids)
        self.on_site = on_site(ids, desk.policy.value("cases.site_evidence").items)
        self.hanging: Mapping[int, Collection[Child]] = elsewhere(ids)
        self.taken: set[int] = set()

    def ready(self, row: RowSaid) -> Ready | None:
        """None where the row says nothing new. Raises InputError."""
        case = self.there.get(row.number)
        if case is not None:
            return self._further(row, case)
        if row.opening is None:
            raise InputError("case_row_unopened", where=row.number)
        plots = ready(self.desk, row.opening, self.plots, self.books)
        again = [one.number for one in plots if one.id in self.taken]
        if again:
            raise InputError("case_plot_taken", where=again[0], case=row.number)
        own = row.opening
        body = own.body or self.desk.actor.department or self.desk.policy.value("cases.own_body").text
        fresh = CaseHere(0, row.number, own.breach, body, own.party, "", own.project, tuple(plots))
        opened = Move(CaseStep.OPENED, own.day, None, own.clue, row.number)
        steps = self._steps(fresh, [opened], list(row.steps))
        self.taken |= {one.id for one in plots}
        return Ready(row.number, None, own, tuple(plots), steps)

    def _further(self, row: RowSaid, case: CaseHere) -> Ready | None:
        if row.number not in self.seen:
            raise InputError("case_unknown", where=row.number)
        if row.plots and set(row.plots) != {one.number for one in case.plots}:
            raise InputError("case_row_plots", where=row.number, plots="、".join(one.number for one in case.plots))
        there = {turn.step: turn.day for turn in case.turns}
        if row.opening is not None and row.opening.day != case.turns[0].day:
            raise _changed(row.number, CaseStep.OPENED, case.turns[0].day, row.opening.day)
        for said in row.steps:
            if said.step in there and there[said.step] != said.day:
                raise _changed(row.number, said.step, there[said.step], said.day)
        fresh = [said for said in row.steps if said.step not in there]
        if not fresh:
            return None
        return Ready(row.number, case, None, case.plots, self._steps(case, moves_of(case), fresh))

    def _steps(self, case: CaseHere, moves: list[Move], wanted: list[StepSaid]) -> tuple[StepSaid, ...]:
        """In order, each checked on top of the ones before it."""
        by_move = {said.move: said for said in wanted}
        order = [by_move[move] for move in in_order(list(by_move))]
        for said in order:
            now = fold(moves, self.desk.policy)
            hanging = {one.id: self.hanging.get(one.id, ()) for one in case.plots}
            require_step(self.desk, case, now, said, hanging, self.on_site)
            moves = [*moves, said.move]
        return tuple(order)


def _changed(number: str, step: CaseStep, day: object, said: object) -> InputError:
    return InputError("case_row_gone", where=number, step=step.label, day=day, said=said)


def take_cases(desk: Desk, rows: Sequence[RowSaid], name: str, sha256: str, elsewhere: Elsewhere = nowhere) -> int:
    """The table's number; its rows were looked at before, and are again. Raises InputError."""
    opens = any(row.opening is not None for row in rows)
    wanted = Act.CASE_OPENED if opens else Act.CASE_ADVANCED
    require_may(desk.policy, desk.actor, wanted)
    with acting(desk, wanted, "sheet") as act:
        reading = Reading(desk, rows, elsewhere)
        every = [one for one in map(reading.ready, rows) if one is not None]
        for one in every:
            days = [said.served or said.day for said in one.steps] + ([one.opening.day] if one.opening else [])
            require_past(act, max(days), one.number)
        number = act.add(SheetTaken, kind=CaseTable.CASES.value, name=name, sha256=sha256, rows=len(rows))
        act.subject = f"sheet:{number}"
        fresh = [(one.opening, one.plots) for one in every if one.opening is not None]
        keys = iter(write_openings(act, desk, fresh, reading.books, number) if fresh else ())
        moves: list[dict[str, object]] = []
        for one in every:
            key, after = (next(keys), 1) if one.case is None else (one.case.id, one.case.turns[-1].turn)
            moves += rows_of(desk, key, one.plots, one.steps, number, after)
        act.add_many(CaseMove, moves)
    return number
