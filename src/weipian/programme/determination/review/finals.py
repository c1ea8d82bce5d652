"""录入上级终判: what the level above determined governs; the county's own stays as history (plan 四(一))."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.programme.determination.review.determining import Follow, row_of
from weipian.programme.determination.review.opening import asked_by_number
from weipian.programme.determination.review.rules import UNDETERMINED, word_for
from weipian.programme.determination.review.written import Step
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.actors import may, require_may
from weipian.store.queries.finals import Paper, final_papers
from weipian.store.queries.reviews import PlotAsked
from weipian.terms.acting import Act
from weipian.terms.errors import InputError, Refusal
from weipian.terms.review import Above


@dataclass(frozen=True, slots=True)
class Final:
    """A final determination: by whom, by which paper, of which day."""

    plot: str
    word: str
    level: Above
    document: str
    on: date
    because: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class TakenIn:
    """`number`: of the import, by which `weipian ledger undo` takes it back; `same`: what stands already."""

    plots: list[str]
    refused: list[Refusal]
    number: int | None
    same: tuple[str, ...] = ()


def take_finals(
    desk: Desk,
    finals: Sequence[Final],
    follow: Follow,
    *,
    name: str = "",
    sha256: str = "",
    dry_run: bool = False,
    step: Step = int,
) -> TakenIn:
    """One batch. Raises InputError where the actor may not, or one that was said by itself is wrong."""
    require_may(desk.policy, desk.actor, Act.FINAL_DETERMINATION_TAKEN)
    good, same, refused = _sorted(desk, finals, step)
    if dry_run or not good:
        return TakenIn([plot.plot for plot, _, _ in good], refused, None, same)
    with acting(desk, Act.FINAL_DETERMINATION_TAKEN, "import") as act:
        good, same, refused = _sorted(desk, finals, step)
        good.sort(key=lambda one: one[0].id)
        rows = [_row(plot, word, final) for plot, word, final in good]
        old = [int(plot.determined["id"]) if plot.determined else None for plot, _, _ in good]
        new = act.replace(models.Determination, [key for key in old if key is not None], rows)
        papers = [
            {"plot_id": plot.id, "determination_id": key, "level": final.level.value, "document": final.document,
             "on": final.on}
            for (plot, _, final), key in zip(good, new, strict=True)
        ]  # fmt: skip
        act.add_many(models.FinalPaper, papers)
        written = [["determination", plot.id, was, key] for (plot, _, _), was, key in zip(good, old, new, strict=True)]
        edits = {"edits": [_edit(plot, word) for plot, word, _ in good], "conflicts": [], "written": written}
        own = {"name": name or None, "sha256": sha256 or None, "rows": len(good), "edits": edits}
        number = act.add(models.LedgerImport, **own)
        follow(act, desk.policy, {plot.id for plot, _, _ in good})
    return TakenIn([plot.plot for plot, _, _ in good], refused, number, same)


Good = tuple[PlotAsked, str, Final]


def _sorted(desk: Desk, finals: Sequence[Final], step: Step) -> tuple[list[Good], tuple[str, ...], list[Refusal]]:
    plots, papers = asked_by_number(desk, [one.plot for one in finals]), final_papers()
    good: dict[str, Good] = {}
    refused = []
    for one in finals:
        step()
        try:
            if one.plot in good:
                raise InputError("ledger_plot_twice", where=one.plot, plot=one.plot, first=good[one.plot][2].row)
            good[one.plot] = (plot := _may(desk, plots, one), word_of(plot, one), one)
        except InputError as error:
            if not one.row:
                raise
            refused.append(Refusal.of(one.row, "图斑（地块）编号", one.plot, error))
    same = tuple(name for name, one in good.items() if _stands(*one, papers.get(one[0].id)))
    return [one for name, one in good.items() if name not in set(same)], same, refused


def _stands(plot: PlotAsked, word: str, final: Final, paper: Paper | None) -> bool:
    """Whether the very same was taken in before."""
    now = plot.determined
    if paper is None or now is None:
        return False
    said = (now["conclusion" if plot.mining else "determination"], now["because"])
    booked = (paper.level, paper.document, paper.on)
    return (*said, *booked) == (word, because_of(final), final.level.value, final.document, final.on)


def because_of(final: Final) -> str:
    """The reason that is kept: the level's own, else its paper."""
    return final.because or f"上级终判（{final.document}）"


def _may(desk: Desk, plots: dict[str, PlotAsked], one: Final) -> PlotAsked:
    if one.plot not in plots:
        raise InputError("ledger_plot_unknown", where=one.plot, plot=one.plot)
    plot = plots[one.plot]
    no = may(desk.policy, desk.actor, Act.FINAL_DETERMINATION_TAKEN, plot.about)
    if no is not None:
        raise no.error(one.plot)
    if not one.document.strip():
        raise InputError("final_document_missing", where=one.plot)
    return plot


def word_of(plot: PlotAsked, one: Final) -> str:
    """Raises InputError for a word that is none, and for 未判定, which is no final determination."""
    word = word_for(plot.mining, one.word)
    if word == UNDETERMINED:
        raise InputError("final_undetermined", where=one.plot)
    return word


def _row(plot: PlotAsked, word: str, final: Final) -> dict[str, Any]:
    """The county's review stays named where it says the same; else it is history, and the paper alone is named."""
    now = plot.determined
    own = plot.proposed["nature"] if plot.proposed and plot.proposal == word else ""
    if now and now["conclusion" if plot.mining else "determination"] == word:
        own = str(now["nature"]) or own
    said = {"nature": own, "because": because_of(final)}
    review, on = (now["review"], now["reviewed"]) if now else ("", None)
    return {**row_of(plot, word, said, review, on), "final": True}


def _edit(plot: PlotAsked, word: str) -> dict[str, object]:
    now = plot.determined
    key = "mining_determination" if plot.mining else "determination"
    old = str(now["conclusion" if plot.mining else "determination"]) if now else ""
    return {"plot": plot.plot, "field": key, "label": "上级终判", "old": old, "new": word}
