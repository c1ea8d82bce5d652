"""The open problems as a table to be answered."""

from __future__ import annotations

from pathlib import Path

from weipian.office.submitting.writing import write_table
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import note_copy
from weipian.store.queries.submission import problems
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError
from weipian.terms.submission import ProblemState
from weipian.workbook.tables import whole

COLUMNS = (
    ("problem", "问题编号"), ("level", "级别"), ("number", "图斑编号"), ("matter", "问题"), ("due", "整改期限"),
    ("answer", "答复"),
)  # fmt: skip


def export_problems(desk: Desk, target: Path) -> int:
    """How many. The copy is logged. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.SUBMISSION_EXPORTED)
    if target.suffix.lower() != ".xlsx":
        raise InputError("output_suffix", where=target.name, suffixes=".xlsx")
    found = [one for one in problems(seen(desk)) if one.state is not ProblemState.ANSWERED]
    rows = [[str(one.number), one.level.label, one.named, one.matter, one.due.isoformat(), one.answer] for one in found]
    with whole(target) as partial:
        write_table(partial, "答复", COLUMNS, rows)
        with acting(desk, Act.SUBMISSION_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.SUBMISSION, target.name, None)
    return len(rows)
