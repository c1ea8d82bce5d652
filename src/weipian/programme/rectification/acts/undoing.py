"""撤销整改登记: the newest record of a plot, or a whole table of orders; what stood before comes back (plan 二(六))."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from weipian.programme.rectification.plots import ToRight, plot_for, plots_here, plots_named, standings
from weipian.programme.rectification.standing import Follow, restand
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import (
    PuttingRight,
    RectificationOrder,
    RectificationProgress,
    RectifiedPart,
    RightInPlace,
    SelfAcceptance,
    SheetTaken,
    UpperApplication,
    UpperApplicationAnswer,
)
from weipian.store.queries.bulk import BulkHere, brought, bulk_table, events_of, plot_numbers
from weipian.store.queries.rectification import right_values, rights_of, sheet_orders
from weipian.store.queries.rectification_records import Order, Part, Record
from weipian.store.queries.rewriting import former
from weipian.store.queries.sheets import SheetHere, sheets
from weipian.store.writing import Act as Doing
from weipian.store.writing import Model
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable
from weipian.terms.errors import InputError
from weipian.terms.inspection import SheetKind
from weipian.terms.rectification import RecordKind

TABLES: dict[RecordKind, Model] = {
    RecordKind.ORDER: RectificationOrder,
    RecordKind.PROGRESS: RectificationProgress,
    RecordKind.PART: RectifiedPart,
    RecordKind.SELF: SelfAcceptance,
    RecordKind.APPLICATION: UpperApplication,
    RecordKind.ANSWER: UpperApplicationAnswer,
    RecordKind.IN_PLACE: RightInPlace,
}
WORKS = {BulkTable.PROGRESS: RecordKind.PROGRESS, BulkTable.SELF_ACCEPTANCES: RecordKind.SELF}
SHOWN = 20


def undo(desk: Desk, number: str, follow: Follow) -> RecordKind:
    """Which record of the plot was undone: the newest, so that nothing is left standing on it. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.RECTIFICATION_UNDONE)
    with acting(desk, Act.RECTIFICATION_UNDONE, "right") as act:
        plot = plot_for(desk, Act.RECTIFICATION_UNDONE, number, plots_named(desk, [number]))
        newest = plot.records.newest()
        if newest is None:
            raise InputError("right_nothing_to_undo", where=number)
        kind, record = newest
        act.subject = f"{TABLES[kind]._meta.db_table}:{record.id}"
        _undo(act, plot, kind, record)
        restand(act, desk.policy, [plot.standing])
        follow(act, desk.policy, [plot.line.id])
    return kind


def _undo(act: Doing, plot: ToRight, kind: RecordKind, record: Record) -> None:
    if isinstance(record, Order):
        _undo_order(act, plot, record)
    elif isinstance(record, Part):
        back = [former(RectifiedPart, record.replaces)] if record.replaces else []
        act.replace(RectifiedPart, [record.id], back)
    else:
        act.replace(TABLES[kind], [record.id], [])


def _undo_order(act: Doing, plot: ToRight, order: Order) -> None:
    """The order that it replaced stands again; where there was none, the row that stood before any order."""
    if order.replaces:
        act.replace(RectificationOrder, [order.id], [former(RectificationOrder, order.replaces)])
        return
    act.replace(RectificationOrder, [order.id], [])
    rows = [{"plot_id": plot.line.id, **right_values(order.before)}] if order.before else []
    now_id = [one.id for one in rights_of([plot.line.id]).values()]
    act.replace(PuttingRight, now_id, rows)


def undo_works(desk: Desk, number: int | None, follow: Follow) -> BulkHere:
    """A table of progress or of self-acceptances. Raises InputError where something else was written down since."""
    require_may(desk.policy, desk.actor, Act.RECTIFICATION_UNDONE)
    table = bulk_table(tuple(WORKS), number)
    kind = WORKS[table.kind]
    with acting(desk, Act.RECTIFICATION_UNDONE, f"sheet:{table.number}") as act:
        every = {one.line.id: one for one in plots_here(desk).values()}
        rows, events = brought(TABLES[kind], table), events_of(table)
        own = {row["plot_id"]: every.get(row["plot_id"]) for row in rows.values()}
        gone = {row["plot_id"] for row in rows.values() if not row["current"]}
        late = [key for key, plot in own.items() if key in gone or not _is_last(plot, events)]
        if late:
            raise InputError("sheet_built_on", where=str(table.number), plots=_named(plot_numbers(late)))
        act.replace(TABLES[kind], list(rows), [])
        act.change(SheetTaken, table.number, current=False)
        plots = [plot for plot in own.values() if plot is not None]
        restand(act, desk.policy, standings(plots))
        follow(act, desk.policy, {plot.line.id for plot in plots})
    return table


def _is_last(plot: ToRight | None, events: Collection[int]) -> bool:
    newest = plot.records.newest() if plot else None
    return newest is not None and newest[1].event in events


def _named(plots: Sequence[str]) -> str:
    return "、".join(plots[:SHOWN]) + (f" 等 {len(plots)} 个" if len(plots) > SHOWN else "")


def undo_sheet(desk: Desk, number: int | None, follow: Follow) -> SheetHere:
    """A table of orders, the last one where none is named. Raises InputError where something stands on one of them."""
    require_may(desk.policy, desk.actor, Act.RECTIFICATION_UNDONE)
    wanted = _wanted(number)
    with acting(desk, Act.RECTIFICATION_UNDONE, f"sheet:{wanted.number}") as act:
        every = {one.line.id: one for one in plots_here(desk).values()}
        rows = sheet_orders(wanted.number)
        late = [plot for key, plot_id, plot, current in rows if not _is_newest(every.get(plot_id), key, current)]
        if late:
            raise InputError("sheet_built_on", where=str(wanted.number), plots=_named(late))
        own = [every[plot_id] for _, plot_id, _, _ in rows]
        for plot in own:
            assert plot.records.order is not None
            _undo_order(act, plot, plot.records.order)
        act.change(SheetTaken, wanted.number, current=False)
        restand(act, desk.policy, standings(own))
        follow(act, desk.policy, {plot.line.id for plot in own})
    return wanted


def _is_newest(plot: ToRight | None, order: int, current: bool) -> bool:
    newest = plot.records.newest() if plot and current else None
    return newest is not None and newest[0] is RecordKind.ORDER and newest[1].id == order


def _wanted(number: int | None) -> SheetHere:
    own = [one for one in sheets() if one.kind is SheetKind.ORDERS and not one.undone and number in (None, one.number)]
    if not own:
        raise InputError("sheet_unknown", where="" if number is None else str(number))
    return own[-1]
