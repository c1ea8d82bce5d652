"""移交部门: a patch in another department's competence is handed to it, with a record (plan 二(五), requirement D3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.store.acting import Desk, acting
from weipian.store.actors import About, require_may
from weipian.store.days import require_past, written_on
from weipian.store.models import Handover, HandoverGiven, SheetTaken
from weipian.store.queries.about import about_patches
from weipian.store.queries.handed import Handed, newest_patches, standing_pairs
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.handover import HandoverSheet


@dataclass(frozen=True, slots=True)
class Handing:
    """To whom, what for, until when, who answers for it there; by which paper; `day` None: when it is written."""

    department: str
    matter: str = ""
    due: date | None = None
    answerer: str | None = None
    day: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table that several rows came from."""

    name: str
    sha256: str


Pair = tuple[str, Handing]


class Giving:
    """Checks what is asked against the books as they stand; made inside the act, and before it for a rehearsal."""

    def __init__(self, desk: Desk, numbers: Sequence[str]) -> None:
        self.desk = desk
        self.known = desk.policy.value("organisation.bodies").items
        self.abouts = about_patches(numbers)
        self.now = standing_pairs(numbers)

    def is_new(self, number: str, handing: Handing) -> bool:
        """False where it has been handed over on the same terms already. Raises InputError."""
        self._require(number)
        require_department(handing.department, self.known)
        old = self.now.get((number, handing.department))
        return old is None or old.terms != _terms(handing)

    def _require(self, number: str) -> About:
        about = self.abouts.get(number)
        if about is None:
            raise InputError("patch_unknown", where=number)
        require_may(self.desk.policy, self.desk.actor, Act.HANDED_OVER, about)
        return about


def require_department(name: str, known: Sequence[str]) -> None:
    """Raises InputError."""
    if name not in known:
        raise InputError("department_unknown", where=name, names="、".join(known))


def hand_over(desk: Desk, numbers: Sequence[str], handing: Handing) -> list[str]:
    """The patches that were handed over now; who has had one on the same terms already keeps it. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.HANDED_OVER)
    require_department(handing.department, desk.policy.value("organisation.bodies").items)
    wanted = list(dict.fromkeys(numbers))
    with acting(desk, Act.HANDED_OVER, f"handover:{handing.department}") as act:
        books = Giving(desk, wanted)
        fresh = [(number, handing) for number in wanted if books.is_new(number, handing)]
        if not fresh:
            raise InputError("handover_nothing_new", where="、".join(wanted), department=handing.department)
        _write(act, desk, fresh, books.now, None)
    return [number for number, _ in fresh]


@dataclass(frozen=True, slots=True)
class Given:
    """Patches handed over now, those that were so already, and the number of the table."""

    done: list[str]
    same: list[str]
    sheet: int | None


def hand_over_sheet(desk: Desk, wanted: Sequence[Pair], sheet: Sheet) -> Given:
    """The rows of one table as one act; they were looked at before. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.HANDED_OVER)
    with acting(desk, Act.HANDED_OVER, "sheet") as act:
        books = Giving(desk, [number for number, _ in wanted])
        fresh = [pair for pair in wanted if books.is_new(*pair)]
        values = {"name": sheet.name, "sha256": sheet.sha256, "rows": len(wanted)}
        number = act.add(SheetTaken, kind=HandoverSheet.HANDOVERS.value, **values)
        act.subject = f"sheet:{number}"
        _write(act, desk, fresh, books.now, number)
    done = [patch for patch, _ in fresh]
    return Given(done, [patch for patch, _ in wanted if patch not in set(done)], number)


def _write(
    act: Doing, desk: Desk, fresh: Sequence[Pair], now: dict[tuple[str, str], Handed], sheet: int | None
) -> None:
    patches = newest_patches([number for number, _ in fresh])
    own = sorted(fresh, key=lambda pair: patches[pair[0]])  # by id: a number's place tells of it
    days = [handing.day or written_on(act) for _, handing in own]
    for (number, _), day in zip(own, days, strict=True):
        require_past(act, day, number)
    old = [now.get((number, handing.department)) for number, handing in own]
    rows = [{"patch_id": patches[number], **_row(handing)} for number, handing in own]
    keys = act.replace(Handover, [one.id for one in old if one], rows)
    given = [
        {
            "handover_id": key,
            "replaces_id": before.id if before else None,
            "day": day,
            "document": handing.document or None,
            "account_id": desk.actor.account,
            "sheet_id": sheet,
        }
        for key, before, (_, handing), day in zip(keys, old, own, days, strict=True)
    ]
    act.add_many(HandoverGiven, given)


def _row(handing: Handing) -> dict[str, object]:
    return {
        "department": handing.department,
        "matter": handing.matter,
        "due": handing.due,
        "answerer": handing.answerer,
    }


def _terms(handing: Handing) -> tuple[str, date | None, str | None]:
    return handing.matter, handing.due, handing.answerer
