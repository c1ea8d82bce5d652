"""What hangs on plots that are to be cut or put together, as rows; who inherits what hangs on a plot that was."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from weipian.store import models
from weipian.store.queries.cases import cases_on
from weipian.terms.cases import CaseStep

Rows = dict[int, list[dict[str, Any]]]
"""Plot → rows as they are stored."""
BEGUN: tuple[tuple[Any, str], ...] = (
    (models.RectificationProgress, "整改进展"),
    (models.RectifiedPart, "分部分整改"),
    (models.SelfAcceptance, "乡镇自验"),
    (models.RightInPlace, "整改到位"),
    (models.LaterApproval, "补办用地手续"),
)
"""What says which land it is about."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """`moves`: the steps of cases that were not withdrawn; `cases`: number and body of each; `rows` by table."""

    moves: Rows
    cases: tuple[tuple[str, str], ...]
    rows: Mapping[type[Any], Rows]
    patches: tuple[str, ...]


def hanging_on(plots: Sequence[int]) -> Hanging:
    """The same number of questions however many plots."""
    kept = {one.id: one for some in cases_on(plots).values() for one in some}
    kept = {key: one for key, one in kept.items() if one.turns[-1].step is not CaseStep.WITHDRAWN}
    moves = _current(models.CaseMove, plots)
    tables: tuple[Any, ...] = (models.StopOrder, models.CaseLess, models.RectificationOrder, models.PuttingRight)
    return Hanging(
        {key: [row for row in some if row["case_id"] in kept] for key, some in moves.items()},
        tuple((one.number, one.body) for _, one in sorted(kept.items())),
        {model: _current(model, plots) for model in tables},
        tuple(
            models.Plot.objects.filter(id__in=list(plots))
            .order_by("patch__number")
            .values_list("patch__number", flat=True)
            .distinct()
        ),
    )


def _current(model: Any, plots: Sequence[int]) -> Rows:
    names = [one.attname for one in model._meta.concrete_fields if one.attname != "current"]
    found: Rows = {key: [] for key in plots}
    for row in model._default_manager.filter(current=True, plot_id__in=list(plots)).order_by("id").values(*names):
        found[row["plot_id"]].append(row)
    return found


def begun_on(plots: Sequence[int]) -> list[str]:
    """What was recorded of works and approvals, in words."""
    return [
        label for model, label in BEGUN if model._default_manager.filter(current=True, plot_id__in=list(plots)).exists()
    ]


def numbers_of(plots: Sequence[int]) -> dict[int, str]:
    return dict(models.Plot.objects.filter(id__in=list(plots)).values_list("id", "number"))


def evidence_links(moves: Sequence[int]) -> dict[int, list[int]]:
    """Step → the evidence that it names."""
    found: dict[int, list[int]] = {}
    rows = models.CaseEvidence.objects.filter(move_id__in=list(moves)).order_by("id")
    for move, key in rows.values_list("move_id", "evidence_id"):
        found.setdefault(move, []).append(key)
    return found


def formers_of(rows: Sequence[Mapping[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    """Stop order → what it replaced, oldest first."""
    plots = sorted({row["plot_id"] for row in rows})
    every = {row["id"]: row for row in models.StopOrder.objects.filter(plot_id__in=plots).order_by("id").values()}
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        chain, at = [], row["replaces_id"]
        while at is not None:
            chain.append(every[at])
            at = every[at]["replaces_id"]
        found[row["id"]] = chain[::-1]
    return found


@dataclass(frozen=True, slots=True)
class Tree:
    """Plots of some patches: which was cut from which, and which are open."""

    parents: Mapping[int, int | None]
    open_now: frozenset[int]

    def heirs(self, plot: int) -> frozenset[int]:
        """The open plots that what hangs on a plot is about now: itself; its parts; else those of what it came from."""
        for at in self.above(plot):
            below = frozenset(one for one in self.open_now if at in self.above(one))
            if below:
                return below
        return frozenset()

    def above(self, plot: int) -> list[int]:
        """A plot and all that it was cut from."""
        found: list[int] = []
        at: int | None = plot
        while at is not None:
            found.append(at)
            at = self.parents.get(at)
        return found


def tree_of(patches: Collection[int]) -> Tree:
    rows = list(models.Plot.objects.filter(patch_id__in=sorted(patches)).values_list("id", "parent_id", "closed"))
    return Tree({key: parent for key, parent, _ in rows}, frozenset(key for key, _, closed in rows if not closed))
