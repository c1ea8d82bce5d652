"""General volumes in sight: what each holds and lacks, which edition stands, whether the papers changed since."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.office.dossier.general.books import entries, pieces, read_books, units_in
from weipian.office.inspecting.able import Able, Ables
from weipian.programme.report.dossier.general.keeping import about_owner, not_own, owner_named
from weipian.programme.report.dossier.general.needs import Entry, Held, asked, held
from weipian.store.acting import Desk
from weipian.store.queries.general import IssuedGeneral, Owner, PaperHere, general_issues, papers
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.dossier import Whose

ACTS = (Act.GENERAL_KEPT, Act.GENERAL_ISSUED)


@dataclass(frozen=True, slots=True)
class ListedGeneral:
    owner: Owner
    papers: tuple[PaperHere, ...]
    entries: tuple[Entry, ...]
    held: Held
    issued: IssuedGeneral | None
    ables: tuple[Able, ...]


def owners(desk: Desk) -> list[Owner]:
    """The county's, all townships', units' with papers; of others their own. Raises InputError."""
    sight = seen(desk)
    if not sight.everything:
        found = (Owner(township=sight.township), Owner(unit=sight.department))
        return [one for one in found if one.label]
    named = [owner_named(desk.policy, Whose.OFFICE.label), *(Owner(township=name) for name in desk.policy.townships)]
    known = {one.owner for one in papers(sight)} | {one.owner for one in general_issues(sight)}
    return [*named, *sorted(known - set(named))]


def listing(desk: Desk, only: Owner | None = None) -> list[ListedGeneral]:
    """Of all in sight, or of one of them. Raises InputError for one that is not."""
    sight, asks = seen(desk), asked(desk.policy)
    every = owners(desk)
    chosen = every if only is None else [only]
    if only is not None:
        require_seen(desk, only)
    own: dict[Owner, list[PaperHere]] = {}
    for one in papers(sight):
        own.setdefault(one.owner, []).append(one)
    editions = {one.owner: one for one in general_issues(sight) if one.sha256}
    books, ables, found = read_books(), Ables(desk, ACTS), []
    if only is None and sight.everything:
        chosen += [one for one in map(_unit, units_in(books)) if one not in chosen]
    for owner in chosen:
        kept, (booked, begun) = own.get(owner, []), entries(books, owner)
        whole = held(asks, owner.whose, [(one.stage, one.kind) for one in kept], pieces(booked), begun)
        able = ables.of(about_owner(owner))
        found.append(ListedGeneral(owner, tuple(kept), booked, whole, editions.get(owner), able))
    return found


def _unit(name: str) -> Owner:
    return Owner(unit=name)


def require_seen(desk: Desk, owner: Owner) -> None:
    """Raises InputError for an owner that is not in sight."""
    sight = seen(desk)
    if not (sight.everything or owner in (Owner(township=sight.township), Owner(unit=sight.department))):
        raise not_own(desk, owner)
