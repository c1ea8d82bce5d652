"""单独标识 handed out: the plots with a mark as a table, logged before it is in its place (plan 二(二))."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from weipian.office.inspecting.tables import write_table
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import hash_of_file, note_copy
from weipian.store.queries.inspected import MarkHere, marks
from weipian.store.seeing import seen
from weipian.terms.acting import STAMP, Act
from weipian.terms.erasure import CopyKind
from weipian.terms.inspection import APART, Mark
from weipian.terms.words import Category

HEADER = ("图斑编号", "地块编号", "乡镇", "图斑类别", "标识", "依据", "标识日期", "标识人")
LEDGER = "台账填写"


def marked(desk: Desk, wanted: Sequence[Mark] = APART) -> list[MarkHere]:
    """The plots in sight that have one of the marks, by mark and number."""
    found = [one for one in marks(seen(desk)) if one.value and one.mark in {mark.value for mark in wanted}]
    return sorted(found, key=lambda one: (list(Mark).index(Mark(one.mark)), one.plot))


def export_marked(desk: Desk, target: Path, wanted: Sequence[Mark] = APART) -> list[MarkHere]:
    """As CSV or workbook, by the suffix. Raises InputError, UsageError."""
    require_may(desk.policy, desk.actor, Act.LEDGER_EXPORTED)
    found = marked(desk, wanted)

    def note(partial: Path) -> None:
        with acting(desk, Act.LEDGER_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.LEDGER, target.name, hash_of_file(partial))

    write_table(target, "单独标识", HEADER, [_cells(one) for one in found], note, foot=STAMP)
    return found


def _cells(one: MarkHere) -> tuple[str, ...]:
    why, day, by = (one.why, str(one.day), one.by) if one.day else (LEDGER, "", "")
    return (one.patch, one.plot, one.township, Category(one.category).label, Mark(one.mark).label, why, day, by)
