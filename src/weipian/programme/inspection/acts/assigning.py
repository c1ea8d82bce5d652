"""交办、接手: a patch is given to a township or a department, or taken by its people (plan 二(二), 三(一))."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.policy.clocks import after
from weipian.store.acting import Desk, acting
from weipian.store.actors import Actor, place_of, require_may, sight_of
from weipian.store.days import require_past
from weipian.store.models import Assignment, SheetTaken
from weipian.store.queries.assigned import Held, PatchHere, patches_here, standing_with
from weipian.store.queries.people import accounts
from weipian.store.seeing import seen
from weipian.store.writing import Act as Doing
from weipian.terms import acting as words
from weipian.terms.errors import InputError
from weipian.terms.inspection import OFFICE, SheetKind


@dataclass(frozen=True, slots=True)
class Giving:
    """One patch to whom: a township, a department or the county office; `due` None: the policy's inner date."""

    patch: str
    holder: str
    person: str = ""
    due: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """What will be written for one patch, and the row that it replaces."""

    patch: PatchHere
    row: Mapping[str, object]
    old: Held | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table that several rows came from."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """Patches that were assigned now, those that lay so already, and the number of the table."""

    done: list[str]
    same: list[str]
    sheet: int | None = None


class Assigning:
    """Checks what is asked against the books as they stand; made inside the act, and before it for a rehearsal."""

    def __init__(self, desk: Desk, act: words.Act, numbers: Sequence[str]) -> None:
        self.desk, self.act = desk, act
        self.patches = patches_here(seen(desk), numbers)
        self.now = standing_with(self.patches)
        self.people = {one.person.name: one.person for one in accounts() if one.active}
        self.bodies = desk.policy.value("organisation.bodies").items

    def ready(self, one: Giving, day: date, *, taken: bool = False) -> Ready | None:
        """None where it lies so already. Raises InputError."""
        patch = self.patches.get(one.patch)
        if patch is None:
            raise InputError("patch_unknown", where=one.patch)
        require_may(self.desk.policy, self.desk.actor, self.act, patch.about)
        township, department = self._holder(patch, one.holder)
        person = self.desk.actor if taken else self._person(patch, one, township, department)
        due = one.due or self._due(patch, township, department)
        row = {
            "patch_id": patch.patch_id,
            "township": township,
            "department": department,
            "person_id": person.account if person else None,
            "day": day,
            "due": due,
            "note": one.note or None,
            "taken": taken,
            "by_id": self.desk.actor.account,
        }
        old = self.now.get(one.patch)
        terms = (township, department, row["person_id"], due, one.note)
        if old is not None and old.terms == terms:
            return None
        return Ready(patch, {**row, "replaces_id": old.id if old else None}, old)

    def _holder(self, patch: PatchHere, holder: str) -> tuple[str, str]:
        """Township and department. Raises InputError for nobody known, and for who would not see the patch."""
        if holder == OFFICE:
            return "", ""
        if holder in self.desk.policy.townships:
            if holder != patch.about.township:
                own = patch.about.township or "乡镇未定"
                raise InputError("assignment_not_theirs", where=patch.number, township=holder, own=own)
            return holder, ""
        if holder not in self.bodies:
            names = "、".join((OFFICE, *self.desk.policy.townships, *self.bodies))
            raise InputError("assignment_holder", where=holder, names=names)
        if holder not in patch.about.departments:
            raise InputError("assignment_not_handed", where=patch.number, department=holder)
        return "", holder

    def _person(self, patch: PatchHere, one: Giving, township: str, department: str) -> Actor | None:
        if not one.person:
            return None
        person = self.people.get(one.person)
        sight = sight_of(self.desk.policy, person) if person else None
        if person is None or sight is None or not sight.shows(patch.about.township, patch.about.departments):
            raise InputError("assignment_person", where=one.person, holder=one.holder)
        belongs = sight.everything if not (township or department) else township in ("", person.township)
        if not belongs or department not in ("", person.department):
            raise InputError("assignment_person", where=one.person, holder=one.holder)
        return person

    def _due(self, patch: PatchHere, township: str, department: str) -> date | None:
        """A township's inner date; for the others the date by which the patch must be verified."""
        key = "periods.verify_township" if township else "periods.verify"
        return after(patch.issued, self.desk.policy.value(key).period)


def assign(desk: Desk, wanted: Sequence[Giving], day: date) -> Assigned:
    """All or none. Raises InputError."""
    require_may(desk.policy, desk.actor, words.Act.INSPECTION_ASSIGNED)
    return _give(desk, words.Act.INSPECTION_ASSIGNED, wanted, day)


def take(desk: Desk, numbers: Sequence[str], day: date, note: str = "") -> Assigned:
    """Patches taken by who is at the desk, for their own township, department or the office. Raises InputError."""
    require_may(desk.policy, desk.actor, words.Act.INSPECTION_TAKEN_OVER)
    holder = own_place(desk)
    wanted = [Giving(number, holder, note=note) for number in dict.fromkeys(numbers)]
    return _give(desk, words.Act.INSPECTION_TAKEN_OVER, wanted, day, taken=True)


def own_place(desk: Desk) -> str:
    """For whom somebody takes a patch: by the role that may."""
    township, department = place_of(desk.policy, desk.actor, words.Act.INSPECTION_TAKEN_OVER)
    return township or department or OFFICE


def _give(desk: Desk, act_of: words.Act, wanted: Sequence[Giving], day: date, *, taken: bool = False) -> Assigned:
    unique = {one.patch: one for one in wanted}
    with acting(desk, act_of, "assignments") as act:
        require_past(act, day, "交办日期")
        books = Assigning(desk, act_of, list(unique))
        each = [(one.patch, books.ready(one, day, taken=taken)) for one in unique.values()]
        ready = [one for _, one in each if one is not None]
        if not ready:
            raise InputError("assignment_nothing_new", where="、".join(unique))
        keys = _write(act, ready, None)
        if len(keys) == 1:
            act.subject = f"assignment:{keys[0]}"
    return Assigned([one.patch.number for one in ready], [number for number, one in each if one is None])


def _write(act: Doing, ready: Sequence[Ready], sheet: int | None) -> list[int]:
    own = sorted(ready, key=lambda one: one.patch.patch_id)  # by id: a number's place tells of it
    rows = [{**one.row, "sheet_id": sheet} for one in own]
    return act.replace(Assignment, [one.old.id for one in own if one.old], rows)


def assign_sheet(desk: Desk, wanted: Sequence[Giving], day: date, sheet: Sheet) -> Assigned:
    """The rows of one table as one act; they were looked at before. Raises InputError."""
    require_may(desk.policy, desk.actor, words.Act.INSPECTION_ASSIGNED)
    with acting(desk, words.Act.INSPECTION_ASSIGNED, "sheet") as act:
        require_past(act, day, "交办日期")
        books = Assigning(desk, words.Act.INSPECTION_ASSIGNED, [one.patch for one in wanted])
        each = [(one.patch, books.ready(one, day)) for one in wanted]
        ready = [one for _, one in each if one is not None]
        values = {"name": sheet.name, "sha256": sheet.sha256, "rows": len(wanted)}
        number = act.add(SheetTaken, kind=SheetKind.ASSIGNMENTS.value, **values)
        act.subject = f"sheet:{number}"
        _write(act, ready, number)
    return Assigned([one.patch.number for one in ready], [number for number, one in each if one is None], number)
