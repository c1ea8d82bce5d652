"""逐一填报 (C2): a plot's return filled from the books, then by a person; its self-check."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from weipian.programme.submission.acts.loading import Here, cannot, findings, here, named, require_role, with_rows
from weipian.programme.submission.acts.unmoved import require_unmoved
from weipian.programme.submission.checking.finding import Finding
from weipian.programme.submission.columns import COLUMNS, prefilled, stale, written
from weipian.programme.submission.steps import LEADS_TO
from weipian.store.acting import Desk, acting
from weipian.store.models import LookedAt, Submission
from weipian.store.queries.takings import row_values
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.submission import Move, ReturnState
from weipian.work.progress import Step, unwatched

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Done:
    """The plots that went on, those that did not with why; `number` of the table where one was taken in."""

    plots: tuple[str, ...]
    refused: tuple[InputError, ...] = ()
    findings: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    number: int | None = None


def fill(desk: Desk, plots: Sequence[str], cells: Texts, day: date, step: Step = unwatched) -> Done:
    """Returns filled from the books; `cells` (our column → text) are what the person writes. Raises InputError."""
    require_role(desk, Move.FILL)
    wanted, rows = with_rows(named(here(desk.policy, seen(desk)), plots)), list[dict[str, Any]]()
    for one in wanted:
        rows.append(filled(desk, one, cells, day))
        step()
    with acting(desk, Act.SUBMISSION_FILLED, "submissions") as act:
        require_unmoved(wanted)
        keys = act.replace(Submission, [row["replaces_id"] for row in rows if row["replaces_id"]], rows)
        act.subject = subject_of(keys)
    return Done(tuple(dict.fromkeys(plots)))


def filled(desk: Desk, one: Here, cells: Texts, day: date) -> dict[str, Any]:
    """The row of a return. What a person wrote before stays; what follows the books is taken from them anew.

    Raises InputError.
    """
    refused = cannot(desk.policy, desk, Move.FILL, one)
    if refused is not None:
        raise refused
    now = prefilled(one.row, desk.policy)
    before = one.sub.entries if one.sub else {}
    kept = {key: before[key] for key in now if key in before and COLUMNS[key].own}
    return {
        "plot_id": one.line.id,
        "patch_id": one.line.patch_id,
        "state": ReturnState.FILLED.value,
        "entries": {**now, **kept, **written(one.row, desk.policy, cells)},
        "filled_by_id": desk.actor.account,
        "filled_on": day,
        "first_released_on": one.sub.first_released_on if one.sub else None,
        "reason": one.sub.reason or None if one.sub else None,
        "replaces_id": one.sub.id if one.sub else None,
    }


def self_check(desk: Desk, plots: Sequence[str], looked: Texts, day: date, step: Step = unwatched) -> Done:
    """The self-check of returns: what blocks keeps a plot back; what asks must be looked at and said so.

    `looked`: check → what the person says of it. Plots that pass go on, the others are told. Raises InputError.
    """
    require_role(desk, Move.SELF_CHECK)
    every = here(desk.policy, seen(desk))
    wanted = named(every, plots)
    told, refused = findings(desk.policy, every, [one.line.plot for one in wanted]), list[InputError]()
    for one in wanted:
        refused += _held_back(desk, one, told[one.line.plot], looked)
        step()
    bad = {error.where for error in refused}
    good = [one for one in wanted if one.line.plot not in bad]
    if good:
        with acting(desk, Act.SUBMISSION_FILLED, "submissions") as act:
            require_unmoved(good)
            keys = act.replace(Submission, *next_rows(good, Move.SELF_CHECK, lambda _: {"self_checked_on": day}))
            act.subject = subject_of(keys)
            said = [
                {"submission_id": key, "code": code, "said": looked[code], "account_id": desk.actor.account}
                for key, one in zip(keys, good, strict=True)
                for code in dict.fromkeys(finding.code for finding in told[one.line.plot] if not finding.blocks)
            ]
            act.add_many(LookedAt, said)
    return Done(tuple(one.line.plot for one in good), tuple(refused), told)


def _held_back(desk: Desk, one: Here, told: Sequence[Finding], looked: Texts) -> list[InputError]:
    """Why a return does not pass; one sentence of each kind."""
    refused = cannot(desk.policy, desk, Move.SELF_CHECK, one)
    if refused is not None:
        return [refused]
    return [*changed_since(desk, one), *blocked(one, told, frozenset(code for code, said in looked.items() if said))]


def changed_since(desk: Desk, one: Here) -> list[InputError]:
    """Where the books have changed since it was filled in."""
    cells = stale(one.row, desk.policy, one.sub.entries) if one.sub else ()
    return [InputError("submission_books_changed", where=one.line.plot, cells="、".join(cells))] if cells else []


def blocked(one: Here, told: Sequence[Finding], looked: frozenset[str]) -> list[InputError]:
    """What the self-check holds against it."""
    blocks = [finding for finding in told if finding.blocks]
    asks = list(dict.fromkeys(finding.code for finding in told if not finding.blocks and finding.code not in looked))
    found = []
    if blocks:
        what = "；".join(f"{finding.message}（{finding.code}）" for finding in blocks)
        found.append(InputError("submission_blocked", where=one.line.plot, what=what))
    if asks:
        found.append(InputError("submission_not_looked_at", where=one.line.plot, codes="、".join(asks)))
    return found


def next_rows(
    ones: Sequence[Here], move: Move, new: Callable[[Here], Mapping[str, Any]]
) -> tuple[list[int], list[dict[str, Any]]]:
    """The returns as they stand, one step further: which rows are replaced, and by what."""
    old = [one.sub.id for one in ones if one.sub]
    before, step = row_values(old), {"state": LEADS_TO[move].value, "taking_id": None}
    rows = [{**before[one.sub.id], **step, "replaces_id": one.sub.id, **new(one)} for one in ones if one.sub]
    return old, rows


def subject_of(keys: Sequence[int]) -> str:
    """`submission:<id>` or `submissions`."""
    return f"submission:{keys[0]}" if len(keys) == 1 else "submissions"
