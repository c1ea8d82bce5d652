"""The table of returns that goes out to be filled and comes in again."""

from __future__ import annotations

from pathlib import Path

from weipian.office.submitting.reading import STOOD
from weipian.office.submitting.writing import write_table
from weipian.programme.submission.acts.loading import cannot, here, with_rows
from weipian.programme.submission.columns import COLUMNS, headers, prefilled, shown
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import note_copy
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError
from weipian.terms.submission import Move
from weipian.terms.words import Category
from weipian.workbook.tables import whole


def template(desk: Desk, target: Path) -> int:
    """All returns that this person may fill now, as they stand or as the books fill them, each with which return that
    is (in a hidden column), so that what others write meanwhile is noticed; how many. Raises InputError.
    """
    require_may(desk.policy, desk.actor, Act.SUBMISSION_EXPORTED)
    if target.suffix.lower() != ".xlsx":
        raise InputError("output_suffix", where=target.name, suffixes=".xlsx")
    every = here(desk.policy, seen(desk)).values()
    ready = with_rows(one for one in every if cannot(desk.policy, desk, Move.FILL, one) is None)
    keys = list(dict.fromkeys(one.column.key for kind in Category for one in headers(desk.policy, kind)))
    rows = []
    for one in ready:
        entries = {**prefilled(one.row, desk.policy), **(one.sub.entries if one.sub else {})}
        cells = [shown(key, entries.get(key, "")) for key in keys]
        rows.append([one.line.plot, *cells, str(one.sub.id if one.sub else 0)])
    columns = [("plot", "地块编号"), *((key, COLUMNS[key].field.label) for key in keys), (STOOD.key, STOOD.label)]
    with whole(target) as partial:
        write_table(partial, "填报", columns, rows, hidden=frozenset({STOOD.key}))
        with acting(desk, Act.SUBMISSION_EXPORTED, "copy") as act:
            note_copy(act, CopyKind.SUBMISSION, target.name, None)
    return len(rows)
