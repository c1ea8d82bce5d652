"""What the books once said of a plot, as lines of time: determination, outcome, areas, parts, whether it was there."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from weipian.office.ledger.rows import area_written
from weipian.programme.account.history import Change, Was, timeline
from weipian.store.queries.account import Books, Once, PlotOnce
from weipian.terms.account import By
from weipian.terms.area import Area
from weipian.terms.words import Determination, Outcome

Value = TypeVar("Value")
Settled = tuple[Determination, bool]
"""A determination, and whether it is final."""
Part = tuple[Fraction, Outcome]


@dataclass(frozen=True, slots=True)
class Times:
    """Everything of a plot that its rows depend on, each from which day on. Areas in 亩."""

    there: Sequence[Change[bool]]
    determined: Sequence[Change[Settled]]
    outcome: Sequence[Change[Outcome]]
    filed: Sequence[Change[Fraction | None]]
    measured: Sequence[Change[Fraction | None]]
    parts: Mapping[str, Sequence[Change[Part]]] = field(default_factory=dict)


class Reader:
    """Reads a plot's records as lines of time."""

    def __init__(self, books: Books, by: By) -> None:
        self.books, self.by = books, by

    def times(self, plot: PlotOnce) -> Times:
        key = plot.id
        return Times(
            there=self._there(plot),
            determined=self._line("determination", self.books.determined.get(key, ()), self._settled(key)),
            outcome=self._line("rectification", self.books.right.get(key, ()), self._outcome),
            filed=self._areas("filed", self.books.filed.get(key, ()), filed_mu),
            measured=self._areas("measurement", self.books.measured.get(key, ()), measured_mu),
            parts={
                name: self._line("rectified_part", own, self._part)
                for name, own in self.books.parts.get(key, {}).items()
            },
        )

    def _there(self, plot: PlotOnce) -> list[Change[bool]]:
        """By the matter: the plots that are open now, from their patch's issue. By record: as they were cut."""
        if self.by is By.DAY:
            return [] if plot.closed else [(plot.issued, True)]
        days = {self.books.days[plot.made]: True}
        days |= {self.books.days[event]: not closed for event, closed in self.books.closings.get(plot.id, ())}
        return sorted(days.items())

    def _line(
        self, table: str, rows: Sequence[Once], read: Callable[[Once], tuple[date | None, Value]]
    ) -> list[Change[Value]]:
        """Records whose own day is not known stand at the day on which they were written."""
        return timeline([self._was(table, rows, place, *read(one)) for place, one in enumerate(rows)], self.by)

    def _was(self, table: str, rows: Sequence[Once], place: int, day: date | None, value: Value) -> Was[Value]:
        one, days = rows[place], self.books.days
        event = self.books.taken_back.get((table, one.id))
        last = place + 1 == len(rows)
        if event is None and last and not one.current:
            event = one.event  # taken back by an act whose payload is gone: never counted
        replaced = not last and rows[place + 1].event == event
        recorded = days[one.event]
        return Was(day or recorded, recorded, value, None if event is None else days[event], replaced)

    def _areas(
        self, table: str, rows: Sequence[Once], read: Callable[[str], Fraction | None]
    ) -> list[Change[Fraction | None]]:
        """Areas have no day of their own: by the matter they are what they are now."""
        if self.by is By.RECORD:
            return self._line(table, rows, lambda one: (None, read(one.values[0])))
        return [(date.min, read(one.values[0])) for one in rows if one.current]

    def _settled(self, plot: int) -> Callable[[Once], tuple[date | None, Settled]]:
        """A final determination is of its paper's day; one that was written anew keeps the plot's newest paper."""
        papers = self.books.finals.get(plot, ())

        def read(one: Once) -> tuple[date | None, Settled]:
            word, final, reviewed = one.values
            own = [day for key, day in papers if key <= one.id] if final else []
            return (own[-1] if own else reviewed), (Determination(word or Determination.UNDETERMINED), final is True)

        return read

    @staticmethod
    def _outcome(one: Once) -> tuple[date | None, Outcome]:
        """An outcome is of its own day; an order alone changes nothing in the ratio."""
        outcome, outcome_on, ordered = one.values
        return outcome_on or (ordered if not outcome else None), Outcome(outcome)

    @staticmethod
    def _part(one: Once) -> tuple[date | None, Part]:
        cultivated, outcome, outcome_on, day = one.values
        return outcome_on or day, (Fraction(cultivated), Outcome(outcome))


def filed_mu(areas: str) -> Fraction | None:
    """Cultivated land as filed."""
    found: Any = json.loads(areas).get("cultivated", "")
    area = area_written(found)
    return None if area is None else area.mu


def measured_mu(detail: str) -> Fraction | None:
    """Cultivated land as measured."""
    found: Any = json.loads(detail).get("cultivated_um2")
    return None if found is None else Area.of_um2(int(found)).mu
