"""The ratio day by day: what the rows said at each day, added up in one pass (plan 四(一))."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Generic, TypeVar

from weipian.programme.account.figures import is_final
from weipian.programme.account.ledger import LedgerRow
from weipian.programme.account.ratio import NOTHING, Account, Counted, Counts, Line, Sums
from weipian.terms.account import By
from weipian.terms.words import Determination, Outcome

Value = TypeVar("Value")
Change = tuple[date, Value | None]
Rows = tuple[LedgerRow, ...]
Step = tuple[date, str, Rows, Rows]
"""A day, a township, the rows of one of its plots before and after."""


@dataclass(frozen=True, slots=True)
class Was(Generic[Value]):
    """A record that held once, in the order of writing. `day`: its own day; `recorded`: when it was written down;
    `undone`: when it was taken back, whether something stood in its place then or nothing.
    """

    day: date
    recorded: date
    value: Value
    undone: date | None = None
    replaced: bool = False
    """Whether the next record was written when this one went."""


@dataclass(frozen=True, slots=True)
class Story:
    """A plot: from each day on, its rows; none before the first day."""

    plot: str
    township: str
    changes: Sequence[tuple[date, Rows]]


@dataclass(frozen=True, slots=True)
class Point:
    """The account of the county or a township from a day on; `final`: by final determinations alone."""

    day: date
    account: Account
    final: Sums
    not_final: int


def timeline(records: Sequence[Was[Value]], by: By) -> list[Change[Value]]:
    """From which day on which value holds; None: none any more. Days rise.

    By record: as it was written. By the matter's day: of the records of up to a day, the one written last, so that
    the end of the line is always what the books say now; records that were taken back for good are in none of it.
    """
    return _as_recorded(records) if by is By.RECORD else _as_dated(records)


def _as_recorded(records: Sequence[Was[Value]]) -> list[Change[Value]]:
    found: dict[date, Value | None] = {}
    for one in records:
        found[one.recorded] = one.value
        if one.undone is not None and not one.replaced:
            found[one.undone] = None
    return sorted(found.items(), key=lambda pair: pair[0])


def _as_dated(records: Sequence[Was[Value]]) -> list[Change[Value]]:
    if not records or records[-1].undone is not None:
        return []
    found: list[Change[Value]] = []
    bound: date | None = None
    for one in reversed(records):
        if one.undone is None and (bound is None or one.day < bound):
            found.append((one.day, one.value))
            bound = one.day
    return found[::-1]


class Running:
    """The sums of a scope as they stand while the days go by."""

    __slots__ = ("after", "before", "final", "not_final", "undetermined")

    def __init__(self) -> None:
        self.before, self.after, self.final = ([NOTHING, NOTHING] for _ in range(3))
        self.undetermined, self.not_final = NOTHING, 0

    def take(self, row: LedgerRow, counts: Counts, sign: int) -> None:
        """Add a row, or with sign −1 take it out again."""
        area = row.cultivated * sign
        after = counts.of(row)
        _add(self.before, area, counts.of(row, Outcome.NONE))
        _add(self.after, area, after)
        if row.determination is Determination.UNDETERMINED:
            self.undetermined += area
        elif is_final(row):
            _add(self.final, area, after)

    def point(self, day: date, line: Line) -> Point:
        account = Account(Sums(*self.before), Sums(*self.after), line, self.undetermined)
        return Point(day, account, Sums(*self.final), self.not_final)


def _waits(rows: Rows) -> bool:
    """Whether a plot was determined here and waits for the level above; in parts it is one plot all the same."""
    return any(row.determination is not Determination.UNDETERMINED and not is_final(row) for row in rows)


def _add(sums: list[Fraction], area: Fraction, effect: Counted) -> None:
    if effect.numerator:
        sums[0] += area
    if effect.denominator:
        sums[1] += area


@dataclass(frozen=True, slots=True)
class Span:
    """Which days are asked; both included."""

    since: date
    until: date


def history(
    stories: Iterable[Story], counts: Counts, lines: Mapping[str, Line], span: Span, whole: str | None
) -> dict[str, list[Point]]:
    """Scope → its points: the first at the span's first day, then one for each day on which something changed.

    `lines`: every scope that is named with its line; `whole`: the scope that everything belongs to, if it is asked.
    """
    books = Books(counts, lines, whole)
    steps = _steps(stories, span.until)
    first = bisect_right(steps, span.since, key=lambda step: step[0])
    for step in steps[:first]:
        books.turn(step)
    books.note(span.since, lines)
    for day, own in groupby(steps[first:], key=lambda step: step[0]):
        books.note(day, {name for step in own for name in books.turn(step)})
    return books.points


class Books:
    """The running sums of every scope, and the points noted so far."""

    def __init__(self, counts: Counts, lines: Mapping[str, Line], whole: str | None) -> None:
        self.counts, self.lines, self.whole = counts, lines, whole
        self.running = {name: Running() for name in lines}
        self.points: dict[str, list[Point]] = {name: [] for name in lines}

    def turn(self, step: Step) -> list[str]:
        """Put new rows in the place of the old ones; gives the scopes that they belong to."""
        _, township, old, new = step
        names = [name for name in (township, self.whole) if name is not None]
        for name in names:
            running = self.running[name]
            for row in old:
                running.take(row, self.counts, -1)
            for row in new:
                running.take(row, self.counts, 1)
            running.not_final += _waits(new) - _waits(old)
        return names

    def note(self, day: date, names: Iterable[str]) -> None:
        """A point of each of these scopes, where it says something new."""
        for name in names:
            point, own = self.running[name].point(day, self.lines[name]), self.points[name]
            if not own or replace(own[-1], day=day) != point:
                own.append(point)


def _steps(stories: Iterable[Story], until: date) -> list[Step]:
    """Every change of every plot in order of days: the rows before and after."""
    steps: list[Step] = []
    for story in stories:
        old: Rows = ()
        for day, rows in story.changes:
            if day > until:
                break
            steps.append((day, story.township, old, rows))
            old = rows
    return sorted(steps, key=lambda step: step[0])


def rows_at(stories: Iterable[Story], day: date) -> list[LedgerRow]:
    """The ledger as it was at the end of a day."""
    found: list[LedgerRow] = []
    for story in stories:
        held: Rows = ()
        for since, rows in story.changes:
            if since > day:
                break
            held = rows
        found += held
    return found
