"""An import undone: the former records come back as new ones, and everything stays in the history."""

from __future__ import annotations

from weipian.office.ledger.following import follow
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import LedgerImport
from weipian.store.queries.imports import TABLES, Import, Written, built_on, current_of, imports, values_of
from weipian.store.writing import Act
from weipian.terms import acting as words
from weipian.terms.errors import InputError

SHOWN = 20


def undo(desk: Desk, number: int | None) -> Import:
    """Undo an import, the last one where none is named. Raises InputError where later edits stand on top of it."""
    require_may(desk.policy, desk.actor, words.Act.IMPORT_UNDONE)
    wanted = wanted_import(number)
    with acting(desk, words.Act.IMPORT_UNDONE, f"import:{wanted.number}") as act:
        late = built_on(wanted)
        if late:
            more = f" 等 {len(late)} 个" if len(late) > SHOWN else ""
            raise InputError(
                "ledger_import_built_on", where=wanted.name or str(wanted.number), plots="、".join(late[:SHOWN]) + more
            )
        for table in TABLES:
            restore(act, table, [one for one in wanted.written if one.table == table])
        act.change(LedgerImport, wanted.number, current=False)
        follow(act, desk.policy, {one.plot for one in wanted.written})
    return wanted


def wanted_import(number: int | None) -> Import:
    """Raises InputError where there is none, or it is undone already."""
    found = [one for one in imports() if not one.undone and (one.number == number or (number is None and one.written))]
    if not found:
        raise InputError("ledger_no_import", where="" if number is None else str(number))
    return found[-1]


def restore(act: Act, table: str, written: list[Written]) -> None:
    """What the import took the place of, as new records; where there was nothing, there is nothing again."""
    if not written:
        return
    model, now = TABLES[table], current_of(table)
    former = values_of(table, [one.old for one in written if one.old is not None])
    act.replace(model, [now[one.plot] for one in written], list(former.values()))
