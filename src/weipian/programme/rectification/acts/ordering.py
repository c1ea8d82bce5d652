"""下达整改通知: with the measure, the township and the person who answer for it, and until when (plan 二(五)(六))."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.programme.rectification.measures import MeasureLaw, duty_of, fitting, measure_laws
from weipian.programme.rectification.plots import (
    ToRight,
    needs,
    plot_for,
    plots_here,
    plots_named,
    require_open,
    require_proofs,
)
from weipian.programme.rectification.standing import Follow, restand
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import RectificationOrder, SheetTaken
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.inspection import SheetKind
from weipian.terms.words import Category, Conclusion, Determination, Measure


@dataclass(frozen=True, slots=True)
class Ordering:
    """An order for a plot. `also`: further measures; `due`: where it says so itself; `township` "": the plot's own."""

    plot: str
    measure: Measure
    number: str
    day: date
    person: str
    township: str = ""
    due: date | None = None
    also: tuple[Measure, ...] = ()
    note: str = ""
    scan: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The table that orders came with."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Ordered:
    """Ids of the orders; the number of the table that they came with."""

    ids: list[int]
    sheet: int | None


class Books:
    """Checks orders against the books as they stand; made inside the act, and before it for a rehearsal."""

    def __init__(self, desk: Desk, numbers: Sequence[str] | None = None) -> None:
        """`numbers`: the plots that will be asked of; None: any."""
        self.desk, self.laws = desk, measure_laws(desk.policy)
        self.plots = plots_here(desk) if numbers is None else plots_named(desk, numbers)

    def ready(self, said: Ordering) -> ToRight | None:
        """None where the same was ordered already. Raises InputError."""
        plot = plot_for(self.desk, Act.RECTIFICATION_ORDERED, said.plot, self.plots)
        needs(said.plot, 整改通知文号=said.number, 责任人=said.person)
        for measure in (said.measure, *said.also):
            self._require_fitting(plot, measure)
        if said.township not in ("", plot.line.township):
            raise InputError("right_other_township", where=said.plot, own=plot.line.township)
        self._require_due(said)
        require_open(plot)
        if any(one.part == "" for one in plot.records.accepted):
            raise InputError("right_accepted_already", where=said.plot)
        require_proofs(plot, [] if said.scan is None else [said.scan])
        return None if _is_same(plot, said) else plot

    def _require_fitting(self, plot: ToRight, measure: Measure) -> None:
        if not plot.nature:
            raise InputError("right_not_unlawful", where=plot.line.plot)
        if measure not in self.laws or plot.nature not in self.laws[measure].on:
            names = "、".join(one.label for one in fitting(self.laws, plot.nature))
            word = Conclusion.UNLAWFUL if plot.line.category is Category.MINING else Determination(plot.nature)
            raise InputError(
                "right_measure_not_for", where=plot.line.plot, measure=measure.label, word=word.label, names=names
            )

    def _require_due(self, said: Ordering) -> None:
        """Where the plan has a period an order may only be shorter; where it has none, the order says until when."""
        latest = period_ends(self.desk, self.laws[said.measure], said.day)
        if said.due is None and latest is None:
            raise InputError("right_due_needed", where=said.plot, measure=said.measure.label)
        if said.due is not None and (said.due < said.day or (latest is not None and said.due > latest)):
            raise InputError("right_due_wrong", where=said.plot, due=said.due, day=said.day, latest=latest or "不限")


def period_ends(desk: Desk, law: MeasureLaw, day: date) -> date | None:
    """The last day of the law's own period, from an order of that day; None where it has none."""
    duty = duty_of(desk.policy, law, day)
    return duty.due if duty else None


def _is_same(plot: ToRight, said: Ordering) -> bool:
    old = plot.records.order
    if old is None:
        return False
    before = (old.number, old.measure, old.also, old.day, old.person, old.due, old.told, old.scan)
    return before == (said.number, said.measure, said.also, said.day, said.person, said.due, said.note, said.scan)


def order(desk: Desk, wanted: Sequence[Ordering], follow: Follow, table: Table | None = None) -> Ordered:
    """All or none, as one act; a later order takes the place of an earlier one. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.RECTIFICATION_ORDERED)
    if len({one.plot for one in wanted}) != len(wanted):
        raise InputError("right_twice", where="、".join(one.plot for one in wanted))
    with acting(desk, Act.RECTIFICATION_ORDERED, "right_orders") as act:
        books = Books(desk, [one.plot for one in wanted])
        pairs = [(plot, one) for one in wanted if (plot := books.ready(one)) is not None]
        if not pairs:
            raise InputError("right_order_same", where="、".join(one.plot for one in wanted))
        for _, one in pairs:
            require_past(act, one.day, one.plot)
        pairs.sort(key=lambda pair: pair[0].line.id)
        sheet = _sheet(act, table, len(pairs)) if table else None
        ids = _write(act, desk, pairs, sheet)
        act.subject = f"sheet:{sheet}" if sheet else f"right_order:{ids[0]}" if len(ids) == 1 else act.subject
        restand(act, desk.policy, [plot.standing for plot, _ in pairs])
        follow(act, desk.policy, {plot.line.id for plot, _ in pairs})
    return Ordered(ids, sheet)


def _sheet(act: Doing, table: Table, rows: int) -> int:
    return act.add(SheetTaken, kind=SheetKind.ORDERS.value, name=table.name, sha256=table.sha256, rows=rows)


def _write(act: Doing, desk: Desk, pairs: Sequence[tuple[ToRight, Ordering]], sheet: int | None) -> list[int]:
    old = [plot.records.order.id for plot, _ in pairs if plot.records.order]
    return act.replace(RectificationOrder, old, [_row(desk, plot, one, sheet) for plot, one in pairs])


def _row(desk: Desk, plot: ToRight, said: Ordering, sheet: int | None) -> Mapping[str, Any]:
    old = plot.records.order
    before = plot.line.right.id if plot.line.right else None
    return {
        "plot_id": plot.line.id,
        "patch_id": plot.line.patch_id,
        "day": said.day,
        "told": said.note.strip() or None,
        "account_id": desk.actor.account,
        "number": said.number.strip(),
        "measure": said.measure.value,
        "also": ",".join(one.value for one in said.also),
        "township": plot.line.township,
        "person": said.person.strip(),
        "due": said.due,
        "scan_id": said.scan,
        "before_id": old.before if old else before,
        "sheet_id": sheet,
        "replaces_id": old.id if old else None,
    }
