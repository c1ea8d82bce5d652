"""Who each patch lies with, due first; what is late, and whose delay it is (plan 三(一), requirements B5, E7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.office.inspecting.able import Able, Ables
from weipian.policy.duties import Duty, duties_of_issue
from weipian.programme.inspection.acts.assigning import own_place
from weipian.programme.inspection.lateness import Late, Span, charged, reminded
from weipian.store.acting import Desk
from weipian.store.queries.assigned import Held, PatchHere, held, inspected_on, patches_here
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.inspection import OFFICE
from weipian.terms.words import Category

ACTS = (Act.INSPECTION_ASSIGNED, Act.INSPECTION_TAKEN_OVER, Act.SITE_INSPECTED, Act.DESK_EVIDENCE_RECORDED)


@dataclass(frozen=True, slots=True)
class Lying:
    """A patch and whom it lies with; `due`: by which it must be verified; `late` None where that is not known.

    `inner_past`: the holder's inner date is past (a reminder, no delay); None: the calendar is not published.
    """

    patch: PatchHere
    held: Held | None
    due: date | None
    inspected: date | None
    late: Late | None
    inner_past: bool | None
    ables: tuple[Able, ...]

    @property
    def holder(self) -> str:
        return self.held.holder if self.held else OFFICE

    @property
    def first(self) -> date:
        """The date that it is listed by: the holder's own, else that of the programme."""
        own = self.held.due if self.held else None
        return min((day for day in (own, self.due) if day), default=date.max)

    @property
    def is_late(self) -> bool:
        return self.late is not None and (self.late.total > 0 or self.late.unsure > 0)


def lying(
    desk: Desk, today: date, township: str | None = None, *, mine: bool = False, late: bool = False, done: bool = False
) -> list[Lying]:
    """Of the patches in sight those that are not inspected (`done`: these too), most urgent first."""
    patches = patches_here(seen(desk, township))
    rows, inspected, dues = held(patches), inspected_on(patches), _Dues(desk)
    ables = Ables(desk, ACTS)
    found = [
        _lying(patch, rows.get(number, []), dues.of(patch), inspected.get(number), today, ables)
        for number, patch in patches.items()
        if done or number not in inspected
    ]
    kept = [one for one in found if (not mine or _is_mine(desk, one)) and (not late or one.is_late)]
    return sorted(kept, key=lambda one: (one.first, one.patch.number))


def _is_mine(desk: Desk, one: Lying) -> bool:
    """Given to me by name, or to my township, department or office and to nobody by name."""
    if one.held is not None and one.held.person_id is not None:
        return one.held.person_id == desk.actor.account
    return one.holder == own_place(desk)


def _lying(
    patch: PatchHere, rows: Sequence[Held], due: date | None, inspected: date | None, today: date, ables: Ables
) -> Lying:
    spans = [Span(one.holder, one.day, one.due, bool(one.township)) for one in rows]
    now = next((one for one in rows if one.current), None)
    late = charged(spans, due, inspected or today) if due else None
    past = reminded(spans[rows.index(now)], today) if now and not inspected else False
    return Lying(patch, now, due, inspected, late, past, ables.of(patch.about))


class _Dues:
    """By when a patch must be verified; a batch's is worked out once."""

    def __init__(self, desk: Desk) -> None:
        self.policy = desk.policy
        self._known: dict[tuple[date, Category, str], date | None] = {}

    def of(self, patch: PatchHere) -> date | None:
        key = (patch.issued, patch.category, patch.period)
        if key not in self._known:
            quarter = patch.period if "Q" in patch.period else None
            owed = duties_of_issue(self.policy, patch.issued, patch.category, quarter=quarter)
            self._known[key] = next(map(_day, filter(_is_verify, owed)), None)
        return self._known[key]


def _is_verify(duty: Duty) -> bool:
    return duty.duty == "verify"


def _day(duty: Duty) -> date | None:
    return duty.effective_due


@dataclass(frozen=True, slots=True)
class Charge:
    """What is charged to one holder: patches and days."""

    holder: str
    patches: int
    days: int


def charges(found: Sequence[Lying]) -> list[Charge]:
    """By holder, most days first."""
    patches: dict[str, int] = {}
    days: dict[str, int] = {}
    for one in found:
        for holder, count in (one.late.days if one.late else {}).items():
            patches[holder] = patches.get(holder, 0) + 1
            days[holder] = days.get(holder, 0) + count
    each = [Charge(holder, patches[holder], count) for holder, count in days.items()]
    return sorted(each, key=lambda one: (-one.days, one.holder))
