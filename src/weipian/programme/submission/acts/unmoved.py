"""Two who move the same return at once: what was looked at must still stand when it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from weipian.policy import Policy
from weipian.programme.submission.acts.loading import Here
from weipian.programme.submission.columns import COLUMNS, prefilled
from weipian.programme.submission.values import kept_text, same
from weipian.store.conflicts import said_of
from weipian.store.models import Submission
from weipian.store.queries.submission import Returned
from weipian.store.queries.takings import chains, current_of, written_by
from weipian.store.writing import RowGone
from weipian.terms.errors import InputError
from weipian.terms.submission import ReturnState

Texts = Mapping[str, str]


def moved(ones: Sequence[Here]) -> dict[str, int]:
    """Plot → the return that somebody has written since these were read; asked inside the act."""
    now = current_of([one.line.id for one in ones])
    found = {}
    for one in ones:
        then, here = one.sub.id if one.sub else None, now.get(one.line.id)
        if here != then:
            found[one.line.plot] = here or then or 0
    return found


def require_unmoved(ones: Sequence[Here]) -> None:
    """Raises RowGone: the act says who was quicker."""
    gone = moved(ones)
    if gone:
        raise RowGone(Submission._meta.db_table, sorted(gone.values()))


def overtaken(found: Mapping[str, int]) -> list[InputError]:
    """Rows of a table that somebody has overtaken, each with who and when."""
    wrote = written_by(found.values())
    return [
        InputError("submission_changed_since", where=plot, **said_of(*wrote[key]))
        for plot, key in found.items()
        if key in wrote
    ]


def stale(
    policy: Policy, every: Mapping[str, Here], wanted: Mapping[str, Texts], stood: Mapping[str, int], account: int
) -> tuple[set[str], list[InputError]]:
    """Rows of a template whose return was written anew since it went out.

    Those that nobody touched in the table are left alone; the others are refused, with who wrote them and when. What
    this account filled itself meanwhile stands in nobody's way, nor does what was undone.
    """
    behind = [every[plot] for plot in wanted if plot in stood and _behind(every.get(plot), stood[plot])]
    rows = chains([one.line.id for one in behind])
    late = [one for one in behind if not _own(rows[one.line.id], stood[one.line.plot], account)]
    untouched = {
        one.line.plot
        for one in late
        if _untouched(_then(policy, one, rows[one.line.id], stood[one.line.plot]), one, wanted[one.line.plot])
    }
    bad = {one.line.plot: one.sub.id for one in late if one.sub and one.line.plot not in untouched}
    return untouched, overtaken(bad)


def _behind(one: Here | None, key: int) -> bool:
    return one is not None and one.sub is not None and one.sub.id != key


def _own(rows: Sequence[Returned], key: int, account: int) -> bool:
    """All that was written since is this account's filling, or says again what stood."""
    then, now = next((row for row in rows if row.id == key), None), rows[-1]
    if then is not None and (then.state, then.entries) == (now.state, now.entries):
        return True
    since: Iterable[Returned] = (row for row in rows if row.id > key)
    return all(row.filled_by_id == account and row.state is ReturnState.FILLED for row in since)


def _then(policy: Policy, one: Here, rows: Sequence[Returned], key: int) -> Texts:
    """What the template said of a return: what stood, else what the books say."""
    return next((row.entries for row in rows if row.id == key), None) or prefilled(one.row, policy)


def _untouched(then: Texts, one: Here, cells: Texts) -> bool:
    """Says the table what stood when it went out, or what stands now."""
    told = [then, one.sub.entries] if one.sub else [then]
    return any(all(_same(key, text, entries) for key, text in cells.items()) for entries in told)


def _same(key: str, text: str, entries: Texts) -> bool:
    column = COLUMNS[key]
    if not column.own:
        return True
    try:
        return same(column.field, kept_text(column.field, text), entries.get(key, ""))
    except InputError:
        return False
