"""The last thing recorded of a case, or of a plot outside of cases, is taken back; all stays as history."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.programme.inspection.acts.recording import Follow
from weipian.programme.rectification.cases.acts.bringing import plots_of
from weipian.programme.rectification.cases.acts.stepping import case_numbered
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Case, CaseLess, CaseMove, LaterApproval, PuttingRight, SheetTaken, StopOrder
from weipian.store.queries.beside_cases import Said, newest_said, right_of, row_of
from weipian.store.queries.bulk import BulkHere, brought, bulk_table, plot_numbers, replaced
from weipian.store.queries.cases import case_sheets, cases
from weipian.store.queries.rectification import rights_of
from weipian.store.sight import EVERYTHING
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.bulk import BulkTable
from weipian.terms.cases import CaseStep
from weipian.terms.errors import InputError

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, in words."""

    what: str
    left: int = 0


def undo_step(desk: Desk, number: str) -> Undone:
    """The last step of a case; of one that was only opened, the case. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.CASE_UNDONE)
    with acting(desk, Act.CASE_UNDONE, "case") as act:
        case = case_numbered(desk, number)
        for plot in case.plots:
            require_may(desk.policy, desk.actor, Act.CASE_UNDONE, plot.about)
        last = case.turns[-1]
        if last.step is CaseStep.DECIDED or last.step is CaseStep.OPENED:
            _require_no_approval([one.id for one in case.plots], number)
        act.replace(CaseMove, last.rows, [])
        if last.step is CaseStep.OPENED:
            act.change(Case, case.id, current=False)
        act.subject = f"case:{case.id}"
    return Undone(last.step.label, len(case.turns) - 1)


def _require_no_approval(plots: list[int], number: str) -> None:
    """A retrospective approval stands on the decision: it goes first. Raises InputError."""
    if newest_said("later_approval", plots):
        raise InputError("case_approval_on_it", where=number)


def undo_said(desk: Desk, table: str, number: str, follow: Follow) -> Undone:
    """What stands of a plot in one of the tables outside of cases; what stood before comes back. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.CASE_UNDONE)
    with acting(desk, Act.CASE_UNDONE, table) as act:
        (plot,) = plots_of(desk, Act.CASE_UNDONE, [number])
        said = newest_said(table, [plot.id]).get(plot.id)
        if said is None:
            raise InputError("case_nothing_to_undo", where=number)
        if table == "later_approval":
            _undo_right(act, desk, said, follow)
        model = {"stop_order": StopOrder, "case_less": CaseLess, "later_approval": LaterApproval}[table]
        former = said.values.get("replaces_id")
        rows = [row_of(model, former)] if former else []
        act.replace(model, [said.id], rows)
        act.subject = f"{table}:{said.id}"
    return Undone(number)


def _undo_right(act: Doing, desk: Desk, said: Said, follow: Follow) -> None:
    """The rectification that an approval wrote goes, where nothing was written since. Raises InputError."""
    wrote = said.values["right_id"]
    if wrote is None:
        return
    now = right_of(said.plot.id)
    if now is None or now.id != wrote:
        raise InputError("case_right_since", where=said.plot.number)
    before = said.values["before_id"]
    act.replace(PuttingRight, [wrote], [row_of(PuttingRight, before)] if before else [])
    follow(act, desk.policy, [said.plot.id])


def undo_table(desk: Desk, number: int | None) -> tuple[int, int]:
    """The last table of cases, or a named one: number and how many cases. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.CASE_UNDONE)
    found = [one for one in case_sheets() if not one.undone and number in (None, one.number)]
    if not found:
        raise InputError("sheet_unknown", where="" if number is None else str(number))
    sheet = found[-1].number
    with acting(desk, Act.CASE_UNDONE, f"sheet:{sheet}") as act:
        own = cases(EVERYTHING, sheet=sheet)
        late = [case.number for case in own if case.turns[-1].sheet != sheet]
        if late:
            raise InputError("case_sheet_built_on", where=str(sheet), cases="、".join(late[:SHOWN]))
        rows = sorted(key for case in own for turn in case.turns if turn.sheet == sheet for key in turn.rows)
        act.replace(CaseMove, rows, [])
        gone = sorted(case.id for case in own if case.turns[0].sheet == sheet)
        if gone:
            act.change_many(Case, {key: {"current": False} for key in gone})
        act.change(SheetTaken, sheet, current=False)
    return sheet, len(own)


APPROVALS = (BulkTable.APPLICATIONS, BulkTable.APPROVALS)


def undo_approvals(desk: Desk, number: int | None, follow: Follow) -> BulkHere:
    """A table of applications or of their answers; what stood before comes back. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.CASE_UNDONE)
    table = bulk_table(APPROVALS, number)
    with acting(desk, Act.CASE_UNDONE, f"sheet:{table.number}") as act:
        rows = brought(LaterApproval, table)
        late = [row["plot_id"] for row in rows.values() if not row["current"]]
        wrote = {row["plot_id"]: row["right_id"] for row in rows.values() if row["right_id"] is not None}
        now = rights_of(wrote.keys())
        late += [plot for plot, key in wrote.items() if plot not in now or now[plot].id != key]
        if late:
            raise InputError("sheet_built_on", where=str(table.number), plots="、".join(plot_numbers(late)[:SHOWN]))
        act.replace(LaterApproval, list(rows), replaced(LaterApproval, table))
        act.replace(PuttingRight, sorted(wrote.values()), replaced(PuttingRight, table))
        act.change(SheetTaken, table.number, current=False)
        if wrote:
            follow(act, desk.policy, list(wrote))
    return table
