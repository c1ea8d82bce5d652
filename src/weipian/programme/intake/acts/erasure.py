"""依规移出: asked by one person, done by another; the act is the same whatever is taken out (requirements B12, F1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.erasing import erase, tidy
from weipian.store.models import Erasure
from weipian.store.queries import erasure as books
from weipian.store.queries.erasure import CopyHere, Request
from weipian.store.queries.evidence import kept_hashes
from weipian.terms.acting import Act
from weipian.terms.erasure import Asked, Ground
from weipian.terms.errors import InputError
from weipian.vault.keeping import taken_away
from weipian.vault.places import HASH, Places

PARTY = "party"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was done: the request, copies that were given out before, whether the file was tidied."""

    number: int
    copies: tuple[CopyHere, ...]
    tidied: bool


def ask_patches(desk: Desk, numbers: Sequence[str], ground: Ground) -> int:
    """Ask for patches to be taken out with all that hangs on them; the request's number. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.ERASURE_ASKED)
    missing = books.unknown_patches(numbers)
    if missing:
        raise InputError("patch_unknown", where="、".join(missing))
    return _ask(desk, {"patches": sorted(set(numbers)), "columns": {}}, ground)


def ask_party(desk: Desk, name: str, columns: Sequence[str], ground: Ground) -> int:
    """Ask for some columns of a party to be emptied, in its former records too. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.ERASURE_ASKED)
    rows, able = books.party_rows(name), books.emptiable(PARTY)
    if not rows:
        raise InputError("record_unknown", where=name, kind="责任主体")
    for column in columns:
        if column not in able:
            raise InputError("erasure_column", where=column, columns="、".join(able))
    names = sorted(set(columns))
    return _ask(desk, {"patches": [], "columns": {PARTY: {str(key): names for key in rows}}}, ground)


def _ask(desk: Desk, wanted: dict[str, object], ground: Ground) -> int:
    with acting(desk, Act.ERASURE_ASKED, "erasure") as act:
        return act.add(
            Erasure, ground=ground.value, state=Asked.ASKED.value, asked_by=desk.actor.account, wanted=wanted
        )


def take_back(desk: Desk, number: int) -> None:
    """The request counts no more. Raises InputError where it was answered already."""
    with acting(desk, Act.ERASURE_TAKEN_BACK, f"erasure:{number}") as act:
        waiting(number)
        act.change(Erasure, number, state=Asked.TAKEN_BACK.value, answered_by=desk.actor.account, answered=act.seq)


def confirm(desk: Desk, number: int) -> Confirmed:
    """Do what another person asked for. Raises InputError; nothing is done then."""
    with acting(desk, Act.ERASED, f"erasure:{number}") as act:
        request = waiting(number)
        if request.account == desk.actor.account:
            raise InputError("erasure_same_person", where=desk.actor.label)
        copies = books.copies(books.since_of(request))
        files = erase(act, books.doomed_by(request))
        done = {"state": Asked.DONE.value, "answered_by": desk.actor.account, "answered": act.seq}
        act.change(Erasure, number, **done)
    places = Places(desk.workspace.folder)
    for sha256 in sorted(files):
        taken_away(places, sha256)
    return Confirmed(number, tuple(copies), tidy())


def destroy_unnamed(desk: Desk) -> int:
    """Kept files that no row names, left by an erasure or an adding that was cut off; how many. Raises InputError."""
    places = Places(desk.workspace.folder)
    named = kept_hashes()
    with acting(desk, Act.ERASED, "files"):
        unnamed = [path.name for path in places.originals() if HASH.fullmatch(path.name) and path.name not in named]
    for sha256 in unnamed:
        taken_away(places, sha256)
    return len(unnamed)


def waiting(number: int) -> Request:
    """A request that nobody has answered. Raises InputError."""
    found = next((one for one in books.requests() if one.number == number), None)
    if found is None:
        raise InputError("erasure_unknown", number=number)
    if found.state != Asked.ASKED.value:
        raise InputError("erasure_answered", where=str(number), state=Asked(found.state).label)
    return found
