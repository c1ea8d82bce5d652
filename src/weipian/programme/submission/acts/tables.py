"""A table's worth of returns filled as one batch, and the batch undone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from weipian.programme.submission.acts.filling import Done, Texts, filled
from weipian.programme.submission.acts.loading import Here, here, named, require_role, with_rows
from weipian.programme.submission.acts.unmoved import moved, overtaken, stale
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Submission, Taking
from weipian.store.queries.submission import Returned
from weipian.store.queries.takings import current_ids, returns_of, row_values, taking_of
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.submission import Move, ReturnState, TakingKind
from weipian.work.progress import Step, unwatched

Rows = dict[str, dict[str, Any]]
NEVER: Mapping[str, int] = {}


def fill_table(
    desk: Desk,
    wanted: Mapping[str, Texts],
    day: date,
    *,
    stood: Mapping[str, int] = NEVER,
    dry_run: bool = False,
    step: Step = unwatched,
) -> Done:
    """The rows of a table, plot → cells: good rows go on, one batch that can be undone. Raises InputError.

    `stood`: plot → the return that stood when the table went out as a template, 0 for none. Where somebody else wrote
    it since, or writes it while this is worked out, the row is refused with who and when.
    """
    require_role(desk, Move.FILL)
    every = here(desk.policy, seen(desk))
    with_rows(every[plot] for plot in wanted if plot in every)
    rows, refused = _planned(desk, every, wanted, stood, day, step)
    if dry_run or (refused and not rows):
        return Done(tuple(rows), tuple(refused))
    with acting(desk, Act.SUBMISSION_FILLED, "taking") as act:
        gone = moved([every[plot] for plot in rows])
        refused += overtaken(gone)
        good = {plot: row for plot, row in rows.items() if plot not in gone}
        if not good:
            raise refused[0] if refused else InputError("submission_nothing_new")
        number = act.add(Taking, kind=TakingKind.RETURNS.value, day=day)
        act.subject = f"taking:{number}"
        old = [row["replaces_id"] for row in good.values() if row["replaces_id"]]
        act.replace(Submission, old, [{**row, "taking_id": number} for row in good.values()])
    return Done(tuple(good), tuple(refused), number=number)


def _planned(
    desk: Desk,
    every: Mapping[str, Here],
    wanted: Mapping[str, Texts],
    stood: Mapping[str, int],
    day: date,
    step: Step,
) -> tuple[Rows, list[InputError]]:
    """What would be written; a row that says what stands already is no news."""
    untouched, refused = stale(desk.policy, every, wanted, stood, desk.actor.account)
    left, rows = untouched | {error.where for error in refused}, Rows()
    for plot, cells in wanted.items():
        step()
        if plot in left:
            continue
        try:
            one = named(every, [plot])[0]
            row = filled(desk, one, cells, day)
        except InputError as error:
            refused.append(error)
            continue
        if one.sub is None or row["entries"] != one.sub.entries:
            rows[plot] = row
    return rows, refused


def undo_table(desk: Desk, number: int | None) -> tuple[int, int]:
    """A table of returns undone: the former ones come back. Raises InputError where one has gone on since."""
    require_may(desk.policy, desk.actor, Act.IMPORT_UNDONE)
    with acting(desk, Act.IMPORT_UNDONE, "taking") as act:
        found = taking_of(number, [TakingKind.RETURNS.value])
        if found is None:
            raise InputError("taking_unknown", where=str(number or ""))
        rows = returns_of(found[0])
        if {one.id for one in rows} - current_ids(found[0]):
            raise InputError("taking_built_on", where=str(found[0]))
        act.replace(Submission, [one.id for one in rows], former(rows))
        act.change(Taking, found[0], current=False)
        act.subject = f"taking:{found[0]}"
    return found[0], len(rows)


def former(rows: list[Returned]) -> list[dict[str, Any]]:
    """What stood before returns, to be written anew. One that had passed the self-check names the row in which it did:
    what was looked at then is kept with that row.
    """
    before = row_values([one.replaces for one in rows if one.replaces])
    checked = ReturnState.SELF_CHECKED.value
    return [{**row, "replaces_id": key} if row["state"] == checked else row for key, row in before.items()]
