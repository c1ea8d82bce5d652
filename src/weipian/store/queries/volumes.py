"""Volumes of bound dossiers: which editions each holds, from which page to which, what has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from weipian.store import models
from weipian.store.queries.dossiers import Issued, issues
from weipian.store.sight import Sight


@dataclass(frozen=True, slots=True)
class Volume:
    """An edition of a volume with its dossiers in order. `head` "": bound before that was booked; `before`: the day of
    the edition that it replaces."""

    id: int
    township: str
    number: int
    edition: int
    day: date
    head: str
    by: str
    replaces: int | None
    before: date | None
    issues: tuple[Issued, ...]

    @property
    def pages(self) -> int:
        """Without cover, spine and list, which are not counted."""
        return sum(one.pages for one in self.issues)

    @property
    def starts(self) -> dict[str, tuple[int, int]]:
        """Plot → its first and last page."""
        found, at = {}, 1
        for one in self.issues:
            found[one.plot] = (at, at + one.pages - 1)
            at += one.pages
        return found

    @property
    def former(self) -> tuple[str, ...]:
        """Plots of which a newer edition was issued since: the volume has to be bound anew."""
        return tuple(one.plot for one in self.issues if not one.current)


def volumes(sight: Sight, *, former: bool = False) -> list[Volume]:
    """Those with a dossier in sight, of each what is in sight; by township and number, or every edition of them."""
    known = {one.id: one for one in issues(sight, former=True)}
    bound: dict[int, list[Issued]] = {}
    for volume, issue in models.DossierBound.objects.order_by("id").values_list("volume_id", "issue_id"):
        if issue in known:
            bound.setdefault(volume, []).append(known[issue])
    every = list(_rows(bound))
    gone = set() if former else {one.replaces for one in every}
    shown = (one for one in every if one.issues and one.id not in gone)
    return sorted(shown, key=lambda one: (one.township, one.number, one.edition))


def _rows(bound: dict[int, list[Issued]]) -> Iterator[Volume]:
    columns = ("id", "township", "number", "edition", "day", "head", "account__label", "replaces_id", "replaces__day")
    for key, township, number, edition, day, head, by, replaces, before in models.DossierVolume.objects.order_by(
        "id"
    ).values_list(*columns):
        found = tuple(bound.get(key, ()))
        yield Volume(key, township, number, edition or 1, day, head or "", by, replaces, before, found)


def last_editions(township: str) -> dict[int, tuple[int, int, date]]:
    """Number → the newest edition of that volume, its id and day; of one that is no more too."""
    rows = models.DossierVolume.objects.filter(township=township).order_by("id")
    columns = rows.values_list("id", "number", "edition", "day")
    return {number: (edition or 1, key, day) for key, number, edition, day in columns}
