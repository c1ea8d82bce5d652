"""Which days patches name for their images."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from weipian.store import models
from weipian.store.queries.patches import AT_ONCE
from weipian.terms.images import Moment


@dataclass(frozen=True, slots=True)
class Days:
    """What a patch says: its two images' days where it names them, and the day on which it was issued."""

    earlier: date | None
    later: date | None
    issued: date

    def asked(self, moment: Moment) -> date | None:
        return self.earlier if moment is Moment.BEFORE else self.later


def days_of(patches: Collection[int]) -> dict[int, Days]:
    """By the patch's id."""
    every, found = sorted(patches), dict[int, Days]()
    for at in range(0, len(every), AT_ONCE):
        rows = models.Patch.objects.filter(id__in=every[at : at + AT_ONCE])
        found |= {
            key: Days(earlier, later, issued)
            for key, earlier, later, issued in rows.values_list("id", "earlier_image", "later_image", "issued")
        }
    return found
