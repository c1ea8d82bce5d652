"""Clues of the county's own, as far as somebody sees them; outlines of patches to find which one a clue has become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.queries.boxes import meeting
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.errors import InputError
from weipian.terms.places import ClueDone, ClueSource


@dataclass(frozen=True, slots=True)
class ClueHere:
    """A clue; `wkb` None once it was lawfully erased. `patch`: the number that it has got, or ""."""

    id: int
    township: str
    day: date
    source: ClueSource
    finder: str
    told: str
    done: ClueDone
    done_on: date | None
    paper: str
    crs: str
    wkb: bytes | None
    patch: str
    by: str
    sheet: int | None

    @property
    def is_open(self) -> bool:
        """Not yet a patch, and not found to be nothing."""
        return not self.patch and self.done is not ClueDone.UNFOUNDED


COLUMNS = (
    "id", "township", "day", "source", "finder", "told", "done", "done_on", "paper", "crs", "wkb", "patch__number",
    "account__label", "sheet_id",
)  # fmt: skip


def clues(sight: Sight) -> list[ClueHere]:
    """In the order in which they were kept."""
    rows = models.Clue.objects.filter(seen_in(sight, "patch__number"), current=True).order_by("id")
    return [_clue(row) for row in rows.values_list(*COLUMNS)]


def _clue(row: tuple[Any, ...]) -> ClueHere:
    key, township, day, source, finder, told, done, done_on, paper, crs, wkb, patch, by, sheet = row
    said = (ClueSource(source), finder or "", told or "", ClueDone(done), done_on, paper or "")
    return ClueHere(key, township, day, *said, crs, bytes(wkb) if wkb is not None else None, patch or "", by, sheet)


def clue_here(number: int, sight: Sight) -> ClueHere:
    """Raises InputError, also for one that is not in sight."""
    found = next((one for one in clues(sight) if one.id == number), None)
    if found is None:
        raise InputError("clue_unknown", where=str(number))
    return found


def links_of(clue: int) -> list[int]:
    """The links of a clue that stand."""
    return list(models.ClueLink.objects.filter(clue_id=clue, current=True).order_by("id").values_list("id", flat=True))


def of_sheet(sheet: int) -> tuple[list[int], list[int]]:
    """The clues of a table, and those of them that are another thing by now: linked, or written anew."""
    rows = list(models.Clue.objects.filter(sheet_id=sheet).order_by("id").values_list("id", "current", "patch_id"))
    return [row[0] for row in rows], [row[0] for row in rows if not row[1] or row[2] is not None]


@dataclass(frozen=True, slots=True)
class Outline:
    """The newest outline of a patch that is there."""

    patch_id: int
    number: str
    township: str
    village: str
    category: str
    issued: date
    batch: str
    crs: str
    wkb: bytes
    area_um2: int
    determination: str


OUTLINE = (
    "patch_id", "number", "township", "village__name", "category", "issued", "batch__name", "patch__crs", "patch__wkb",
    "area_um2", "determination",
)  # fmt: skip


def outlines(sight: Sight, numbers: Sequence[str] | None = None) -> list[Outline]:
    """Of the patches in sight, by number; one that was taken out is not there."""
    wanted = models.Standing.objects.filter(seen_in(sight, "number")).exclude(state=State.WITHDRAWN.value)
    if numbers is not None:
        wanted = wanted.filter(number__in=list(numbers))
    return [_outline(row) for row in wanted.order_by("number").values_list(*OUTLINE)]


def _outline(row: tuple[Any, ...]) -> Outline:
    key, number, township, village, category, issued, batch, crs, wkb, area, determination = row
    place = (crs, bytes(wkb), area, determination)
    return Outline(key, number, township, village or "", category, issued, batch, *place)


def outlines_near(sight: Sight, patch: int) -> list[Outline]:
    """Of the patches in sight those whose box meets that of a patch, itself too."""
    box = models.Patch.objects.values_list("west", "south", "east", "north").get(id=patch)
    wanted = models.Standing.objects.filter(seen_in(sight, "number"), meeting(box, "patch"))
    wanted = wanted.exclude(state=State.WITHDRAWN.value)
    return [_outline(row) for row in wanted.order_by("number").values_list(*OUTLINE)]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a plot of a patch was determined to be; `current`: whether that stands."""

    plot: str
    determination: str
    conclusion: str
    review: str
    day: date | None
    current: bool


def judged(patches: Sequence[str], sight: Sight) -> dict[str, list[Judged]]:
    """Patch → every determination of its plots, in the order in which they were made."""
    plots = models.Plot.objects.filter(seen_in(sight, "patch__number"))
    if len(patches) <= AT_ONCE:  # by their ids: else the database reads every determination in its order
        own = list(plots.filter(patch__number__in=list(patches)).order_by("id").values_list("id", flat=True))
        wanted = models.Determination.objects.filter(plot_id__in=own)
    else:
        wanted = models.Determination.objects.filter(plot__in=plots.values("id"))
    columns = ("plot__patch__number", "plot__number", "determination", "conclusion", "review", "reviewed", "current")
    named, found = set(patches), dict[str, list[Judged]]()
    for patch, *rest in wanted.order_by("id").values_list(*columns).iterator():
        if patch in named:
            found.setdefault(patch, []).append(Judged(*rest))
    return found
