"""A table taken in is undone as one act: what stood before comes back as new rows, and all stays as history."""

from __future__ import annotations

from weipian.programme.inspection.acts.recording import Follow
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Assignment, Inspection, SheetTaken, SiteFacts
from weipian.store.queries.sheets import SheetHere, later, sheets, values_of
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.inspection import SheetKind

SHOWN = 20
OURS = (SheetKind.ASSIGNMENTS, SheetKind.INSPECTIONS, SheetKind.DESK)
"""Tables of inspection; those of other stages are undone there."""


def undo_sheet(desk: Desk, number: int | None, follow: Follow) -> SheetHere:
    """The last one where none is named. Raises InputError where something stands on top of it."""
    require_may(desk.policy, desk.actor, Act.IMPORT_UNDONE)
    wanted = _wanted(number)
    with acting(desk, Act.IMPORT_UNDONE, f"sheet:{wanted.number}") as act:
        late = later(wanted)
        if late:
            more = f" 等 {len(late)} 个" if len(late) > SHOWN else ""
            raise InputError("sheet_built_on", where=str(wanted.number), plots="、".join(late[:SHOWN]) + more)
        if wanted.kind is SheetKind.ASSIGNMENTS:
            _undo_assignments(act, wanted)
        else:
            follow(act, desk.policy, _undo_inspections(act, wanted))
        act.change(SheetTaken, wanted.number, current=False)
    return wanted


def _wanted(number: int | None) -> SheetHere:
    found = [one for one in sheets() if one.kind in OURS and not one.undone and number in (None, one.number)]
    if not found:
        raise InputError("sheet_unknown", where="" if number is None else str(number))
    return found[-1]


def _undo_assignments(act: Doing, wanted: SheetHere) -> None:
    rows = list(Assignment.objects.filter(sheet_id=wanted.number).order_by("id").values_list("id", "replaces_id"))
    former = values_of(Assignment, [old for _, old in rows if old is not None])
    act.replace(Assignment, [key for key, _ in rows], list(former.values()))


def _undo_inspections(act: Doing, wanted: SheetHere) -> set[int]:
    rows = list(
        Inspection.objects.filter(sheet_id=wanted.number)
        .order_by("id")
        .values_list("id", "plot_id", "site_id", "before_id")
    )
    former = values_of(SiteFacts, [row[3] for row in rows if row[3] is not None])
    act.replace(SiteFacts, [row[2] for row in rows if row[2] is not None], list(former.values()))
    act.replace(Inspection, [row[0] for row in rows], [])
    return {row[1] for row in rows}
