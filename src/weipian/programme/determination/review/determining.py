"""判定: what a locked review decided becomes the determination, by the county level, and by nothing else (C1, C3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from weipian.policy import Policy
from weipian.programme.determination.review.deciding import require_free, waits
from weipian.programme.determination.review.opening import asked_by_number, opened
from weipian.programme.determination.review.rules import UNDETERMINED
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.queries.reviews import PlotAsked, ReviewHere, Said, said_in
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.words import Conclusion, Determination

Follow = Callable[[Doing, Policy, Iterable[int]], None]
"""States and dates that follow from the records: a later stage's work, handed in."""
CONCLUSION = {
    Determination.LAWFUL_NEW.value: Conclusion.LAWFUL.value,
    Determination.UNLAWFUL_NEW.value: Conclusion.UNLAWFUL.value,
    Determination.UNLAWFUL_EXISTING.value: Conclusion.UNLAWFUL.value,
    Determination.UNLAWFUL_FARMING.value: Conclusion.UNLAWFUL.value,
    Determination.OTHER_USE.value: Conclusion.OTHER_USE.value,
}


@dataclass(frozen=True, slots=True)
class Determined:
    """`refused`: plots that this review can't determine now, each with why."""

    plots: tuple[str, ...]
    same: tuple[str, ...]
    refused: tuple[InputError, ...]


def determine(desk: Desk, number: str, follow: Follow) -> Determined:
    """Raises InputError where the actor may not, or the review is not locked."""
    review = opened(desk, Act.DETERMINED, number)
    with acting(desk, Act.DETERMINED, f"review:{review.id}") as act:
        found, rows, old = planned(desk, review)
        if rows:
            act.replace(models.Determination, old, [rows[key] for key in sorted(rows)])
            follow(act, desk.policy, set(rows))
        elif not found.same and found.refused:
            raise found.refused[0]
    return found


def planned(desk: Desk, review: ReviewHere) -> tuple[Determined, Mapping[int, dict[str, Any]], list[int]]:
    """What would come of it; its rows, and the rows that they take the place of."""
    decisions = {str(one["plot"]): one for one in said_in(models.Decision, review.id)}
    plots, waiting = asked_by_number(desk, decisions), waits(desk)
    done, same, refused, rows, old = [], [], [], {}, []
    for name, decision in decisions.items():
        plot = plots.get(name)
        try:
            if plot is None:
                raise InputError("ledger_plot_unknown", where=name, plot=name)
            if _stands(plot, review, decision) or (plot.mining and decision["word"] == UNDETERMINED):
                same.append(name)
                continue
            require_may(desk.policy, desk.actor, Act.DETERMINED, plot.about)
            require_free(plot, waiting)
        except InputError as error:
            refused.append(InputError(error.code, where=name, **error.params))
            continue
        rows[plot.id] = row_of(plot, str(decision["word"]), decision.values, review.number, review.on)
        done.append(name)
        if plot.determined:
            old.append(int(plot.determined["id"]))
    return Determined(tuple(done), tuple(same), tuple(refused)), rows, old


def _stands(plot: PlotAsked, review: ReviewHere, decision: Said) -> bool:
    now = plot.determined
    word = now["conclusion" if plot.mining else "determination"] if now else None
    return now is not None and now["review"] == review.number and word == decision["word"]


def row_of(plot: PlotAsked, word: str, said: Mapping[str, Any], review: str, on: Any) -> dict[str, Any]:
    """A determination as its table keeps it; a mining plot's word is its conclusion."""
    return {
        "plot_id": plot.id,
        "review": review,
        "reviewed": on,
        "determination": "" if plot.mining else word,
        "conclusion": word if plot.mining else CONCLUSION.get(word, ""),
        "nature": said.get("nature", ""),
        "because": said["because"],
        "final": None,
    }
