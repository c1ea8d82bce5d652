"""What was registered by mistake is taken back: a notice, a step of some plots, a whole table; all stays as history."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from weipian.programme.account.quota.acts.stepping import Steps
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import QuotaNotice, QuotaPaper, QuotaStepDone, SheetTaken
from weipian.store.queries.quota import (
    NoticeHere,
    QuotaSheetHere,
    former_steps,
    notices,
    quota_sheets,
    rows_of_sheet,
)
from weipian.store.subjects import plots_subject
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.quota import QuotaSheet, QuotaStep


def undo_notice(desk: Desk, number: int) -> NoticeHere:
    """By its own number (not the paper's). Raises InputError."""
    require_may(desk.policy, desk.actor, Act.QUOTA_NOTICE_UNDONE)
    with acting(desk, Act.QUOTA_NOTICE_UNDONE, f"quota_notice:{number}") as act:
        found = next((one for one in notices() if one.id == number), None)
        if found is None:
            raise InputError("quota_notice_unknown", where=str(number))
        act.replace(QuotaNotice, [number], [])
    return found


def undo_steps(desk: Desk, step: QuotaStep, numbers: Sequence[str], part: str = "") -> list[str]:
    """All or none; what a row replaced stands again. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.QUOTA_STEP_UNDONE)
    wanted = list(dict.fromkeys(numbers))
    with acting(desk, Act.QUOTA_STEP_UNDONE, "quota_steps") as act:
        books = Steps(desk, step, wanted)
        keys = [_row(books, number, part) for number in wanted]
        _require_bare(books, keys, "、".join(wanted))
        act.subject = plots_subject([one.id for one in books.plots.values()])
        _back(act, keys)
    return wanted


def _row(books: Steps, number: str, part: str) -> int:
    plot = books.plots.get(number)
    old = books.now.get((plot.id, part, books.step)) if plot else None
    if plot is None or old is None:
        raise InputError("quota_step_unknown", where=number, step=books.step.label)
    require_may(books.desk.policy, books.desk.actor, Act.QUOTA_STEP_UNDONE, plot.about)
    return old.id


def _require_bare(books: Steps, keys: Collection[int], where: str) -> None:
    """No confirmation may be left without the acceptance that it stands on."""
    if books.step is not QuotaStep.ACCEPTED:
        return
    gone = {key[:2] for key, one in books.now.items() if one.id in set(keys)}
    back = {(plot, part) for plot, part, _ in former_steps(keys)}
    left = {key[:2] for key in books.now if key[2] is QuotaStep.ACCEPTED} - gone | back
    for plot, part, step in books.now:
        if step is QuotaStep.CONFIRMED and not {(plot, part), (plot, "")} & left:
            raise InputError("quota_step_built_on", where=where)


def _back(act: Doing, keys: Collection[int]) -> None:
    """The rows go; those that they replaced come back as new rows, with their papers."""
    found = former_steps(keys)
    made = act.replace(QuotaStepDone, sorted(keys), [one.values for one in found.values()])
    papers = [(key, paper) for key, one in zip(made, found.values(), strict=True) for paper in one.papers]
    act.add_many(QuotaPaper, [{"notice_id": None, "step_id": key, "evidence_id": paper} for key, paper in papers])


def undo_table(desk: Desk, number: int | None) -> QuotaSheetHere:
    """A whole table, the last one where none is named. Raises InputError where something stands on top of it."""
    wanted = _wanted(desk, number)
    with acting(desk, _act(wanted), f"sheet:{wanted.number}") as act:
        rows = rows_of_sheet(wanted.kind, wanted.number)
        standing = [key for key, current in rows if current]
        if wanted.kind is QuotaSheet.NOTICES:
            act.replace(QuotaNotice, standing, [])
        else:
            if len(standing) != len(rows):
                raise InputError("quota_sheet_built_on", where=str(wanted.number))
            step = next(one for one in QuotaStep if one.sheet is wanted.kind)
            _require_bare(Steps(desk, step, ()), standing, str(wanted.number))
            _back(act, standing)
        act.change(SheetTaken, wanted.number, current=False)
    return wanted


def _act(sheet: QuotaSheetHere) -> Act:
    return Act.QUOTA_NOTICE_UNDONE if sheet.kind is QuotaSheet.NOTICES else Act.QUOTA_STEP_UNDONE


def _wanted(desk: Desk, number: int | None) -> QuotaSheetHere:
    """Who may undo steps may look for a table; a table of notices then asks for more."""
    require_may(desk.policy, desk.actor, Act.QUOTA_STEP_UNDONE)
    found = [one for one in quota_sheets() if not one.undone and number in (None, one.number)]
    if not found:
        raise InputError("sheet_unknown", where="" if number is None else str(number))
    require_may(desk.policy, desk.actor, _act(found[-1]))
    return found[-1]
