"""线索: the county's own early finds, until the platform issues a patch there; then put to it (plan 一, 二(一)).

A clue says that somebody saw something; it is neither a patch nor a finding, and counts in no ratio.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.intake.placing import place_of
from weipian.store.acting import Desk, acting
from weipian.store.actors import place_of as belongs
from weipian.store.actors import require_may
from weipian.store.models import Clue, ClueLink, SheetTaken
from weipian.store.past import require_past
from weipian.store.queries.about import about_patches
from weipian.store.queries.clues import ClueHere, clue_here, links_of, of_sheet, outlines
from weipian.store.queries.sheets import SheetHere, sheets
from weipian.store.seeing import require_township, seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.inspection import SheetKind
from weipian.terms.places import ClueDone, ClueSource, LinkKind


@dataclass(frozen=True, slots=True)
class Finding:
    """What was seen: where, on which day, from whom it is known, who saw it, what was done at once."""

    township: str
    day: date
    source: ClueSource
    place: str
    epsg: int | None = None
    finder: str = ""
    told: str = ""
    done: ClueDone = ClueDone.NONE
    done_on: date | None = None
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table that several came from."""

    name: str
    sha256: str


def ready(desk: Desk, said: Finding) -> dict[str, object]:
    """A clue's row. Raises InputError."""
    own, _ = belongs(desk.policy, desk.actor, Act.CLUE_KEPT)
    township = said.township.strip() or own
    where = township or "线索"
    if not township:
        raise InputError("clue_township", where=where)
    require_township(desk, township)
    require_may(desk.policy, desk.actor, Act.CLUE_KEPT, township)
    if not said.told.strip():
        raise InputError("clue_needs", where=where)
    if said.done is not ClueDone.NONE and said.done_on is None:
        raise InputError("clue_done_day", where=where, done=said.done.label)
    if said.done_on is not None and said.done_on < said.day:
        raise InputError("clue_early", where=where, done=said.done_on, day=said.day)
    crs, wkb = place_of(said.place, said.epsg, where)
    return {
        "township": township,
        "day": said.day,
        "source": said.source.value,
        "finder": said.finder.strip() or None,
        "told": said.told.strip(),
        "done": said.done.value,
        "done_on": said.done_on,
        "paper": said.paper.strip() or None,
        "crs": crs,
        "wkb": wkb,
        "account_id": desk.actor.account,
    }


def keep_clues(desk: Desk, said: Sequence[Finding], sheet: Sheet | None = None) -> tuple[list[int], int | None]:
    """Their numbers, and that of the table; all or none, as one act. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.CLUE_KEPT)
    with acting(desk, Act.CLUE_KEPT, "clues") as act:
        rows = [ready(desk, one) for one in said]
        for one in said:
            require_past(act, max(one.day, one.done_on or one.day), one.township)
        number = None
        if sheet is not None:
            values = {"name": sheet.name, "sha256": sheet.sha256, "rows": len(said)}
            number = act.add(SheetTaken, kind=SheetKind.CLUES.value, **values)
        keys = act.add_many(Clue, [{**row, "sheet_id": number} for row in rows])
        act.subject = f"sheet:{number}" if number else f"clue:{keys[0]}" if len(keys) == 1 else act.subject
    return keys, number


def handle_clue(desk: Desk, number: int, done: ClueDone, day: date, paper: str = "") -> None:
    """What was done with it since, written into the row itself: what takes the place away one day takes all of it;
    what stood there is in the log. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.CLUE_KEPT)
    with acting(desk, Act.CLUE_KEPT, f"clue:{number}") as act:
        found = _own(desk, number, Act.CLUE_KEPT)
        require_past(act, day, str(number))
        if found.patch:
            raise InputError("clue_linked", where=str(number))
        if day < found.day:
            raise InputError("clue_early", where=str(number), done=day, day=found.day)
        new = {"done": done.value, "done_on": day, "paper": paper.strip() or None}
        act.change(Clue, number, **new, account_id=desk.actor.account)


def drop_clue(desk: Desk, number: int) -> None:
    """Written down wrongly: it goes, and stays as history. Raises InputError where it was put to a patch."""
    require_may(desk.policy, desk.actor, Act.CLUE_KEPT)
    with acting(desk, Act.CLUE_KEPT, f"clue:{number}") as act:
        if _own(desk, number, Act.CLUE_KEPT).patch:
            raise InputError("clue_linked", where=str(number))
        act.replace(Clue, [number], [])


def _own(desk: Desk, number: int, act_of: Act) -> ClueHere:
    found = clue_here(number, seen(desk))
    require_may(desk.policy, desk.actor, act_of, found.township)
    return found


def link(desk: Desk, number: int, patch: str, how: LinkKind, day: date) -> None:
    """Put a clue to the patch that was issued there. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.CLUE_LINKED)
    with acting(desk, Act.CLUE_LINKED, f"clue:{number}") as act:
        found = _own(desk, number, Act.CLUE_LINKED)
        require_past(act, day, str(number))
        if found.patch:
            raise InputError("clue_linked", where=str(number))
        outline = next(iter(outlines(seen(desk), [patch])), None)
        if outline is None:
            raise InputError("patch_unknown", where=patch)
        require_may(desk.policy, desk.actor, Act.CLUE_LINKED, about_patches([patch])[patch])
        row = {"how": how.value, "day": day, "account_id": desk.actor.account}
        act.change(Clue, number, patch_id=outline.patch_id)
        act.add(ClueLink, clue_id=number, patch_id=outline.patch_id, **row)


def unlink(desk: Desk, number: int) -> None:
    """Put to the wrong patch: taken off again. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.CLUE_LINKED)
    with acting(desk, Act.CLUE_LINKED, f"clue:{number}") as act:
        found = _own(desk, number, Act.CLUE_LINKED)
        if not found.patch:
            raise InputError("clue_not_linked", where=str(number))
        act.replace(ClueLink, links_of(number), [])
        act.change(Clue, number, patch_id=None)


def undo_clues(desk: Desk, number: int | None) -> SheetHere:
    """A table of clues is undone; the last one where none is named. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.CLUE_LINKED)
    known = [one for one in sheets() if one.kind is SheetKind.CLUES and not one.undone]
    wanted = next((one for one in reversed(known) if number in (None, one.number)), None)
    if wanted is None:
        raise InputError("sheet_unknown", where="" if number is None else str(number))
    with acting(desk, Act.CLUE_LINKED, f"sheet:{wanted.number}") as act:
        keys, late = of_sheet(wanted.number)
        if late:
            raise InputError("clues_built_on", where=str(wanted.number), names="、".join(map(str, late[:20])))
        act.replace(Clue, keys, [])
        act.change(SheetTaken, wanted.number, current=False)
    return wanted
