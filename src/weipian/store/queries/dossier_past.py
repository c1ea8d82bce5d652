"""What was determined of plots one after the other, for their dossiers: nothing that was put right disappears."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from weipian.store import models
from weipian.store.queries.patches import AT_ONCE
from weipian.terms.determination import Nature
from weipian.terms.words import Conclusion, Determination


@dataclass(frozen=True, slots=True)
class Decided:
    """A determination as it was booked, former ones too; `above`: the paper of the level above that it came from."""

    review: str
    day: date | None
    word: str
    nature: str
    because: str
    above: str
    event: int
    current: bool


COLUMNS = (
    "plot_id", "review", "reviewed", "determination", "conclusion", "nature", "because", "event", "current", "id",
)  # fmt: skip


def decisions_of(plots: Collection[int]) -> dict[int, list[Decided]]:
    """Plot → its determinations in their order. Two questions for each so many plots."""
    found: dict[int, list[Decided]] = {}
    every = sorted(plots)
    for some in (every[at : at + AT_ONCE] for at in range(0, len(every), AT_ONCE)):
        papers = models.FinalPaper.objects.filter(plot_id__in=some).values_list("determination_id", "document", "on")
        above = {key: (document, on) for key, document, on in papers}
        rows = models.Determination.objects.filter(plot_id__in=some).order_by("id")
        for plot, review, reviewed, word, conclusion, nature, because, event, current, key in rows.values_list(
            *COLUMNS
        ):
            said = Determination(word).label if word else Conclusion(conclusion).label if conclusion else ""
            named = Nature(nature).label if nature else ""
            paper, on = above.get(key, ("", reviewed))
            one = Decided(review or "", on, said, named, because or "", paper or "", event, current)
            found.setdefault(plot, []).append(one)
    return found
