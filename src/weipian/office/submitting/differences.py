"""The day's differences between ours and the platform's list as a workbook to be worked off."""

from __future__ import annotations

from pathlib import Path

from weipian.office.submitting.writing import write_table
from weipian.programme.submission.acts.reconciling import Reconciled
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import note_copy
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError
from weipian.workbook.tables import whole

HEADERS = ("图斑编号", "地块编号", "乡镇", "差在哪里", "栏", "本县上报", "平台", "怎么办", "由谁办", "平台清单日期")


def export_differences(desk: Desk, found: Reconciled, target: Path) -> int:
    """How many. The copy is logged. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.SUBMISSION_EXPORTED)
    if target.suffix.lower() != ".xlsx":
        raise InputError("output_suffix", where=target.name, suffixes=".xlsx")
    day = found.day.isoformat() if found.day else ""
    rows = [
        [one.patch, one.plot, found.townships.get(one.plot, ""), one.kind.label, one.field, one.ours, one.theirs,
         one.todo.label, who, day]
        for one, who in found.differences
    ]  # fmt: skip
    with whole(target) as partial:
        write_table(partial, "对账", [("", header) for header in HEADERS], rows, keyed=False)
        with acting(desk, Act.SUBMISSION_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.SUBMISSION, target.name, None)
    return len(rows)
