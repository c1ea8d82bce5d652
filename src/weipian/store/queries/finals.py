"""By which paper of the level above each plot's determination is final."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store.models import Determination, FinalPaper, Plot
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.words import Category
from weipian.terms.words import Determination as WrittenAs


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper, its level and day."""

    level: str
    document: str
    on: date


@dataclass(frozen=True, slots=True)
class DeterminedPlot:
    """A plot with what is determined of it; `own`: what the county said where the level above governs."""

    plot_id: int
    plot: str
    patch: str
    township: str
    state: State
    mining: bool
    review: str
    word: str
    own: str
    because: str
    final: bool


ROW = (
    "plot_id", "plot__number", "plot__patch__number", "plot__township", "plot__state", "plot__patch__category",
    "review", "determination", "conclusion", "because", "final",
)  # fmt: skip


def determined_plots(sight: Sight, final: bool | None, start: int, stop: int) -> tuple[int, list[DeterminedPlot]]:
    """How many there are, and some of them by number; `final`: only those that wait for the level above, or not."""
    plots = Plot.objects.filter(seen_in(sight, "patch__number"), closed=False).exclude(state=State.WITHDRAWN.value)
    wanted = Determination.objects.filter(current=True, plot_id__in=plots.values("id"))
    wanted = wanted.exclude(determination__in=("", UNDETERMINED), conclusion="")
    if final is not None:
        wanted = wanted.filter(final=True) if final else wanted.exclude(final=True)
    rows = list(wanted.order_by("plot__number").values_list(*ROW)[start:stop])
    own = _own([row[0] for row in rows if row[-1]])
    return wanted.count(), [_determined(row, own) for row in rows]


UNDETERMINED = WrittenAs.UNDETERMINED.value


def _own(plots: list[int]) -> dict[int, tuple[str, str]]:
    """Plot → what the county said last."""
    rows = Determination.objects.filter(plot_id__in=plots).exclude(final=True).order_by("id")
    return {plot: (word, conclusion) for plot, word, conclusion in
            rows.values_list("plot_id", "determination", "conclusion")}  # fmt: skip


def _determined(row: tuple[Any, ...], own: dict[int, tuple[str, str]]) -> DeterminedPlot:
    key, plot, patch, township, state, category, review, word, conclusion, because, final = row
    mining = category == Category.MINING.value
    said = own.get(key, ("", ""))[int(mining)]
    now = conclusion if mining else word
    return DeterminedPlot(key, plot, patch, township, State(state), mining, review, now, said, because, bool(final))


SAID = ("plot_id", "determination", "conclusion", "because", "final")


def final_papers() -> dict[int, Paper]:
    """Plot → the newest paper that made it say what it says now: after an undoing that is the one before."""
    now = set(Determination.objects.filter(current=True, final=True).values_list(*SAID))
    made = [f"determination__{name}" for name in SAID]
    rows = FinalPaper.objects.order_by("id").values_list("level", "document", "on", *made)
    return {said[0]: Paper(*paper) for *paper, said in _pairs(rows) if said in now}


def _pairs(rows: Any) -> list[tuple[Any, ...]]:
    return [(*row[:3], tuple(row[3:])) for row in rows]
