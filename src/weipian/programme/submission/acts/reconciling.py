"""The platform's list taken in and laid beside ours, both ways (C2); later additions on the second platform (C5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.submission.acts.filling import next_rows
from weipian.programme.submission.acts.loading import Here, here, named
from weipian.programme.submission.comparing import Acting, Difference, Kind, Ours, Theirs, compared
from weipian.programme.submission.steps import states_of
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may, who_can
from weipian.store.models import LaterAddition, PlatformRow, Submission, Taking
from weipian.store.queries.evidence import evidence_of
from weipian.store.queries.submission import OnPlatform, Returned, later_additions, platform_rows
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.submission import LaterKind, Move, PlatformStatus, TakingKind

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


def take_platform(desk: Desk, rows: Sequence[Listed], day: date, *, dry_run: bool = False) -> TakenIn:
    """The newest list takes the place of the one before. What it has accepted as we released it is accepted."""
    require_may(desk.policy, desk.actor, Act.PLATFORM_TAKEN)
    if dry_run:
        return _taken(rows, here(desk.policy, seen(desk)), desk, None)
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
        taken = _taken(rows, every, desk, number)
        accepted = [every[plot] for plot in taken.accepted]
        if accepted:
            act.replace(Submission, *next_rows(accepted, Move.ACCEPT, lambda _: {}))
    return taken


def _taken(rows: Sequence[Listed], every: Mapping[str, Here], desk: Desk, number: int | None) -> TakenIn:
    ready = states_of(desk.policy, Move.ACCEPT)
    ours = {plot: _ours(one) for plot, one in every.items() if one.sub is not None}
    accepted = []
    for row in rows:
        mine = ours.get(row.number)
        if mine is None or row.status is not PlatformStatus.ACCEPTED or mine.state not in ready:
            continue
        if not compared([mine], [Theirs(row.number, True, row.status, row.entries)]):
            accepted.append(row.number)
    return TakenIn(len(rows), sum(row.number not in every for row in rows), tuple(accepted), number)


def _ours(one: Here) -> Ours:
    assert one.sub is not None
    return Ours(one.line.plot, one.line.patch, one.sub.state, one.sub.entries)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The differences, each with who must act; the day of the list, None where none was taken in yet."""

    day: date | None
    differences: tuple[tuple[Difference, str], ...]


def reconcile(desk: Desk) -> Reconciled:
    """Of the plots in sight; numbers that are nobody's here are for who sees everything."""
    sight = seen(desk)
    theirs = platform_rows()
    if not theirs:
        return Reconciled(None, ())
    every = here(desk.policy, sight)
    plots = {one.line.id: plot for plot, one in every.items()}
    whole = sight.everything and not sight.within
    rows = [_theirs(one, plots) for one in theirs if one.plot_id in plots or (whole and one.plot_id is None)]
    found = compared([_ours(one) for one in every.values() if one.sub is not None], rows)
    told = [(_with_patch(one, every), who_can(desk.policy, WHO[one.todo])) for one in found]
    return Reconciled(theirs[0].day, tuple(told))


def differing(plots: Mapping[int, str], subs: Mapping[int, Returned]) -> set[int]:
    """Those of some plots (id → number) that are released and stand on the platform's newest list as something else;
    none where no list was taken in."""
    rows = platform_rows()
    out = [key for key in plots if rows and key in subs and subs[key].state.is_out]
    ours = [Ours(plots[key], "", subs[key].state, subs[key].entries) for key in out]
    wanted = set(out)
    theirs = [_theirs(one, plots) for one in rows if one.plot_id in wanted]
    numbers = {one.plot for one in compared(ours, theirs)}
    return {key for key in out if plots[key] in numbers}


def _theirs(one: OnPlatform, plots: Mapping[int, str]) -> Theirs:
    number = plots.get(one.plot_id) if one.plot_id is not None else None
    return Theirs(number or one.number, number is not None, one.status, one.entries)


def _with_patch(one: Difference, every: Mapping[str, Here]) -> Difference:
    if one.patch or one.kind is Kind.UNKNOWN or one.plot not in every:
        return one
    return Difference(one.plot, every[one.plot].line.patch, one.kind, one.todo, one.key, one.ours, one.theirs)


def add_later(desk: Desk, plot: str, what: LaterKind, day: date, evidence: int, note: str = "") -> int:
    """补录 on the second platform: what, when, by which paper of that plot. Said anew, it takes the former's place."""
    require_may(desk.policy, desk.actor, Act.LATER_ADDED)
    sight = seen(desk)
    one = named(here(desk.policy, sight), [plot])[0]
    require_may(desk.policy, desk.actor, Act.LATER_ADDED, one.about)
    paper = evidence_of(evidence, sight)
    if paper.plot not in (plot, one.line.patch) or not paper.current:
        raise InputError("later_other_plot", where=plot, evidence=evidence)
    with acting(desk, Act.LATER_ADDED, "later", about=one.about) as act:
        old = [each.id for each in later_additions(sight) if each.plot == plot and each.what is what]
        row = {
            "plot_id": one.line.id, "what": what.value, "day": day, "evidence_id": evidence, "note": note or None,
            "account_id": desk.actor.account,
        }  # fmt: skip
        key = act.replace(LaterAddition, old, [row])[0]
        act.subject = f"later:{key}"
    return key
