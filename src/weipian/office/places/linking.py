"""A clue put to its patch: the one that was named, or the only one that lies on it."""

from __future__ import annotations

from datetime import date

from weipian.office.places.clues import proposed
from weipian.programme.intake.acts.clues import link
from weipian.store.acting import Desk
from weipian.store.actors import require_may
from weipian.store.queries.clues import clue_here
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.places import LinkKind


def link_clue(desk: Desk, number: int, patch: str | None, day: date) -> tuple[str, LinkKind]:
    """The patch, and how it was found. Raises InputError where none or several lie there and none is named."""
    require_may(desk.policy, desk.actor, Act.CLUE_LINKED)
    found = clue_here(number, seen(desk))
    there = proposed(desk, [found]).get(number, ()) if found.wkb is not None else ()
    if patch is None:
        if len(there) != 1:
            raise InputError("clue_which", where=str(number), count=len(there), names="、".join(there) or "无")
        patch = there[0]
    how = LinkKind.BY_OVERLAP if patch in there else LinkKind.BY_HAND
    link(desk, number, patch, how, day)
    return patch, how
