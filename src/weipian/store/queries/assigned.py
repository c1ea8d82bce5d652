"""Who patches lie with, and since when; of the patches in sight."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store.actors import About
from weipian.store.models import Assignment, Plot, SiteFacts, Standing
from weipian.store.queries.about import departments_of
from weipian.store.queries.in_turns import in_turns
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.inspection import OFFICE
from weipian.terms.words import Category


@dataclass(frozen=True, slots=True)
class PatchHere:
    """A patch as an assignment asks it; `patch_id` its newest version."""

    patch_id: int
    number: str
    category: Category
    issued: date
    period: str
    about: About


@dataclass(frozen=True, slots=True)
class Held:
    """A patch lay with somebody from `day` on; `township`, `department` both empty: the county office."""

    id: int
    patch: str
    township: str
    department: str
    person: str
    person_name: str
    person_id: int | None
    day: date
    due: date | None
    note: str
    taken: bool
    by: str
    current: bool
    sheet: int | None
    replaces: int | None

    @property
    def holder(self) -> str:
        return self.township or self.department or OFFICE

    @property
    def terms(self) -> tuple[object, ...]:
        """What makes the same assignment once more."""
        return self.township, self.department, self.person_id, self.due, self.note


COLUMNS = ("number", "patch_id", "category", "township", "issued", "state", "patch__batch__period")
HELD = (
    "id", "patch__number", "township", "department", "person__label", "person__name", "person_id", "day", "due", "note",
    "taken", "by__label", "current", "sheet_id", "replaces_id",
)  # fmt: skip


def patches_here(sight: Sight, numbers: Sequence[str] | None = None) -> dict[str, PatchHere]:
    """The patches in sight, by number; what was taken out is not there. None: all."""
    found: dict[str, PatchHere] = {}
    for rows in _standing(sight, numbers):
        handed = departments_of([row[0] for row in rows])
        for number, key, category, township, issued, state, period in rows:
            about = About(township, State(state), handed.get(number, frozenset()))
            found[number] = PatchHere(key, number, Category(category), issued, period, about)
    return found


def _standing(sight: Sight, numbers: Sequence[str] | None) -> Iterator[list[tuple[Any, ...]]]:
    wanted = Standing.objects.filter(seen_in(sight, "number")).exclude(state=State.WITHDRAWN.value)
    if numbers is None:
        yield list(in_turns(wanted, "id", *COLUMNS))
        return
    for at in range(0, len(numbers), AT_ONCE):
        yield list(wanted.order_by("id").filter(number__in=numbers[at : at + AT_ONCE]).values_list(*COLUMNS))


def held(patches: Collection[str], **only: bool) -> dict[str, list[Held]]:
    """Patch → with whom it lay, in order; undone rows are left out: what replaced them says the same again."""
    found: dict[str, list[Held]] = {}
    wanted = Assignment.objects.exclude(sheet__current=False).filter(**only)
    if len(patches) <= AT_ONCE:
        wanted = wanted.filter(patch__number__in=list(patches))
    for row in wanted.order_by("id").values_list(*HELD):
        one = _held(row)
        if one.patch in patches:
            found.setdefault(one.patch, []).append(one)
    return found


def _held(row: tuple[Any, ...]) -> Held:
    """A row of HELD; person and note are texts where nothing stands."""
    key, patch, township, department, person, name, person_id, day, due, note, *rest = row
    taken, by, current, sheet, replaces = rest
    whom = (township, department, person or "", name or "", person_id)
    return Held(key, patch, *whom, day, due, note or "", taken, by, current, sheet, replaces)


def standing_with(patches: Collection[str]) -> dict[str, Held]:
    """Patch → whom it lies with now, where it was assigned."""
    return {patch: one for patch, rows in held(patches, current=True).items() for one in rows}


def given_by_name(account: int) -> bool:
    """Whether anything was ever given to this person by name."""
    return bool(Assignment.objects.filter(person_id=account).exists())


def inspected_on(patches: Collection[str]) -> dict[str, date]:
    """Patch → the day on which the last of its open plots was inspected on site; only where all were."""
    open_plots: dict[str, set[int]] = {}
    plots = Plot.objects.filter(closed=False).exclude(state=State.WITHDRAWN.value)
    for key, number in in_turns(plots, "id", "id", "patch__number"):
        if number in patches:
            open_plots.setdefault(number, set()).add(key)
    days = {
        plot: str(json.loads(facts).get("inspected") or "")
        for plot, facts in in_turns(SiteFacts.objects.filter(current=True), "id", "plot_id", "facts")
    }
    found: dict[str, date] = {}
    for number, keys in open_plots.items():
        each = [days.get(key, "") for key in keys]
        if all(each):
            found[number] = max(map(date.fromisoformat, each))
    return found
