"""The platform's list taken in, taken back, and laid beside ours, both ways (C4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from weipian.programme.submission.acts.filling import next_rows
from weipian.programme.submission.acts.loading import Here, here
from weipian.programme.submission.acts.tables import former
from weipian.programme.submission.comparing import Acting, Difference, Ours, Theirs, compared
from weipian.programme.submission.steps import states_of
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may, who_can
from weipian.store.models import PlatformRow, Submission, Taking
from weipian.store.queries.submission import OnPlatform, Returned, platform_rows
from weipian.store.queries.takings import (
    current_ids,
    platform_values,
    plot_numbers,
    returns_of,
    taking_before,
    taking_of,
)
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.submission import Move, PlatformStatus, TakingKind
from weipian.work.progress import Step, unwatched

WHO: Mapping[Acting, Act] = {
    Acting.UPLOAD: Act.SUBMISSION_EXPORTED,
    Acting.RELEASE: Act.SUBMISSION_FILLED,
    Acting.LOOK: Act.PLATFORM_TAKEN,
    Acting.SEND_BACK: Act.SUBMISSION_RETURNED,
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the platform's list as it was read."""

    number: str
    status: PlatformStatus
    entries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many rows, how many of them are nobody's here, which returns the platform has accepted; the number."""

    rows: int
    unknown: int
    accepted: tuple[str, ...]
    number: int | None


def take_platform(
    desk: Desk, rows: Sequence[Listed], day: date, *, dry_run: bool = False, step: Step = unwatched
) -> TakenIn:
    """The newest list takes the place of the one before. What it has accepted as we released it is accepted."""
    require_may(desk.policy, desk.actor, Act.PLATFORM_TAKEN)
    if not rows:
        raise InputError("platform_empty")
    if dry_run:
        return _taken(rows, here(desk.policy, seen(desk)), desk, None, step)
    with acting(desk, Act.PLATFORM_TAKEN, "taking") as act:
        every = here(desk.policy, seen(desk))
        number = act.add(Taking, kind=TakingKind.PLATFORM.value, day=day)
        act.subject = f"taking:{number}"
        new = [
            {
                "taking_id": number,
                "plot_id": every[one.number].line.id if one.number in every else None,
                "number": None if one.number in every else one.number,
                "status": one.status.value,
                "entries": dict(one.entries),
            }
            for one in rows
        ]
        act.replace(PlatformRow, [one.id for one in platform_rows()], new)
        taken = _taken(rows, every, desk, number, step)
        accepted = [every[plot] for plot in taken.accepted]
        if accepted:
            act.replace(Submission, *next_rows(accepted, Move.ACCEPT, lambda _: {"taking_id": number}))
    return taken


def _taken(rows: Sequence[Listed], every: Mapping[str, Here], desk: Desk, number: int | None, step: Step) -> TakenIn:
    ready = states_of(desk.policy, Move.ACCEPT)
    ours = {plot: _ours(one) for plot, one in every.items() if one.sub is not None}
    accepted = []
    for row in rows:
        step()
        mine = ours.get(row.number)
        if mine is None or row.status is not PlatformStatus.ACCEPTED or mine.state not in ready:
            continue
        if not compared([mine], [Theirs(row.number, True, row.status, row.entries)]):
            accepted.append(row.number)
    return TakenIn(len(rows), sum(row.number not in every for row in rows), tuple(accepted), number)


def undo_platform(desk: Desk, number: int | None) -> tuple[int, int]:
    """The newest list taken back: the one before stands again, and what it had accepted is released again.

    Raises InputError where another list came later, or where one of those returns has gone on since.
    """
    require_may(desk.policy, desk.actor, Act.IMPORT_UNDONE)
    kinds = [TakingKind.PLATFORM.value]
    with acting(desk, Act.IMPORT_UNDONE, "taking") as act:
        found, newest = taking_of(number, kinds), taking_of(None, kinds)
        if found is None:
            raise InputError("taking_unknown", where=str(number or ""))
        if found != newest:
            raise InputError("platform_newer", where=str(found[0]), newest=newest[0] if newest else "")
        accepted = returns_of(found[0])
        gone = {one.id for one in accepted} - current_ids(found[0])
        if gone:
            names = plot_numbers([one.plot_id for one in accepted if one.id in gone])
            raise InputError("platform_built_on", where=str(found[0]), plots="、".join(names))
        before, rows = taking_before(found[0], kinds[0]), platform_rows()
        act.replace(PlatformRow, [one.id for one in rows], platform_values(before) if before else [])
        act.replace(Submission, [one.id for one in accepted], former(accepted))
        act.change(Taking, found[0], current=False)
        act.subject = f"taking:{found[0]}"
    return found[0], len(rows)


def _ours(one: Here) -> Ours:
    assert one.sub is not None
    return Ours(one.line.plot, one.line.patch, one.sub.state, one.sub.entries)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The differences, each with who must act; the day of the list, None where none was taken in yet; where the plots
    lie.
    """

    day: date | None
    differences: tuple[tuple[Difference, str], ...]
    townships: Mapping[str, str] = field(default_factory=dict)


def reconcile(desk: Desk) -> Reconciled:
    """Of the plots in sight; numbers that are nobody's here are for who sees everything."""
    sight = seen(desk)
    theirs = platform_rows()
    if not theirs:
        return Reconciled(None, ())
    every = here(desk.policy, sight)
    plots = {one.line.id: plot for plot, one in every.items()}
    whole = sight.everything and not sight.within
    rows = [_theirs(one, plots, every) for one in theirs if whole or one.plot_id in plots or one.number in every]
    found = compared([_ours(one) for one in every.values() if one.sub is not None], rows)
    told = [(_with_patch(one, every), who_can(desk.policy, WHO[one.todo])) for one in found]
    return Reconciled(theirs[0].day, tuple(told), {plot: one.line.township for plot, one in every.items()})


def differing(plots: Mapping[int, str], subs: Mapping[int, Returned]) -> set[int]:
    """Those of some plots (id → number) that are released and stand on the platform's newest list as something else;
    none where no list was taken in."""
    rows = platform_rows()
    out = [key for key in plots if rows and key in subs and subs[key].state.is_out]
    ours = [Ours(plots[key], "", subs[key].state, subs[key].entries) for key in out]
    known = {plots[key] for key in out}
    theirs = [_theirs(one, plots, known) for one in rows if one.plot_id in set(out) or one.number in known]
    numbers = {one.plot for one in compared(ours, theirs)}
    return {key for key in out if plots[key] in numbers}


def _theirs(one: OnPlatform, plots: Mapping[int, str], every: Collection[str]) -> Theirs:
    """A number that was nobody's when the list came may be somebody's by now; a plot may be split or merged by now."""
    number = plots.get(one.plot_id, one.number) if one.plot_id is not None else one.number
    return Theirs(number, number in every, one.status, one.entries, parted=one.plot_id is not None)


def _with_patch(one: Difference, every: Mapping[str, Here]) -> Difference:
    if one.patch or one.plot not in every:
        return one
    return Difference(one.plot, every[one.plot].line.patch, one.kind, one.todo, one.key, one.ours, one.theirs)
