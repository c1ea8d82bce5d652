"""One owner's general volume as a frozen value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from weipian.office.dossier.general.books import entries, pieces, read_books
from weipian.programme.report.dossier.general.needs import Entry, Held, asked, held
from weipian.store.acting import Desk
from weipian.store.queries.general import IssuedGeneral, Owner, PaperHere, general_issues, papers
from weipian.store.seeing import seen
from weipian.terms.errors import InputError
from weipian.vault.kinds import BY_TYPE
from weipian.vault.places import Places
from weipian.vault.viewing import view_of


@dataclass(frozen=True, slots=True, eq=False)
class General:
    """`pictures`: viewing copies by the hash of the original. `issued`: the edition that stands."""

    owner: Owner
    county: str
    year: int
    notice: str
    papers: tuple[PaperHere, ...]
    entries: tuple[Entry, ...]
    held: Held
    pictures: Mapping[str, bytes]
    issued: IssuedGeneral | None


def gathered(desk: Desk, owner: Owner) -> General:
    """For who sees the owner. Raises InputError."""
    sight = seen(desk)
    found = papers(sight, owner)
    booked, begun = entries(read_books(), owner)
    every = asked(desk.policy)
    by_hand = [(one.stage, one.kind) for one in found]
    return General(
        owner=owner,
        county=desk.policy.place_label,
        year=desk.policy.year,
        notice=desk.policy.notice,
        papers=tuple(found),
        entries=booked,
        held=held(every, owner.whose, by_hand, pieces(booked), begun),
        pictures=pictures_of(desk, found),
        issued=next(iter(general_issues(sight, owner)), None),
    )


def pictures_of(desk: Desk, found: Sequence[PaperHere]) -> dict[str, bytes]:
    """Viewing copies: they hold no place and no device; a paper that is no picture has none."""
    places, pictures = Places(desk.workspace.folder), dict[str, bytes]()
    for one in found:
        if one.media_type in BY_TYPE and BY_TYPE[one.media_type].pillow and one.sha256 not in pictures:
            try:
                pictures[one.sha256] = view_of(places, one.sha256, one.media_type, "view").read_bytes()
            except (InputError, OSError):
                continue
    return pictures
