"""What letters and proposals were reckoned from, as it is booked."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from weipian.store import models
from weipian.terms.acting import Act
from weipian.terms.reckoned import PlotFact

QUIET = frozenset(
    each.value
    for each in (
        Act.MECHANISM_PROPOSED, Act.MECHANISM_DECIDED, Act.MECHANISM_STEPPED, Act.MECHANISM_LIFTED, Act.LETTER_DRAFTED,
        Act.LETTER_CHECKED, Act.LETTER_SIGNED, Act.LETTER_SENT, Act.LETTER_RECEIVED, Act.LETTER_REPLIED,
        Act.LETTER_UNDONE, Act.TOWNSHIP_INTERVIEW_HELD, Act.ACCOUNTABILITY_STARTED, Act.PAPERS_SENT,
    )
)  # fmt: skip
"""Acts that change nothing of any plot."""
SHARED = (
    "township", "mining", "determination", "settled", "inspected", "area_filed", "cultivated_filed", "area_um2",
    "cultivated_um2", "farmland_um2", "before", "after", "overdue",
)  # fmt: skip
"""Columns of a reckoned plot that are kept as they are."""


def reckoning_alike(close: int | None, day: date) -> int | None:
    """A reckoning that would be the same: of that close; or of today, with nothing done to any plot since."""
    rows = models.Reckoning.objects.filter(close_id=close).order_by("-id")
    if close is not None:
        same: int | None = rows.values_list("id", flat=True).first()
        return same
    found = rows.filter(day=day).values_list("id", "event").first()
    if found is None:
        return None
    since = models.Event.objects.filter(seq__gt=found[1]).exclude(act__in=QUIET)
    return None if since.exists() else int(found[0])


def reckoned(keys: Collection[int]) -> dict[int, list[PlotFact]]:
    """Reckoning → its plots, by number; of everybody, since figures are sums over all of them."""
    wanted = models.ReckonedPlot.objects.filter(reckoning_id__in=sorted(keys), belongs=True)
    rows = wanted.order_by("plot__number").values("reckoning_id", "plot_id", "plot__number", "late", "handed", *SHARED)
    found: dict[int, list[PlotFact]] = {key: [] for key in keys}
    for row in rows.iterator():
        found[row["reckoning_id"]].append(
            PlotFact(
                plot_id=row["plot_id"],
                plot=row["plot__number"],
                late=json.loads(row["late"]),
                handed=tuple(json.loads(row["handed"])),
                **{name: row[name] for name in SHARED},
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class ReckoningHere:
    """From what a letter or a proposal was reckoned: a close's kind and key, or "" where by the books of the day."""

    id: int
    day: date
    kind: str
    key: str


def reckonings(keys: Collection[int]) -> dict[int, ReckoningHere]:
    rows = models.Reckoning.objects.filter(id__in=sorted(keys)).values_list("id", "day", "close__kind", "close__key")
    return {row[0]: ReckoningHere(row[0], row[1], row[2] or "", row[3] or "") for row in rows}
