"""Cases as they stand, step by step, and the plots that one may be about: of what is in sight."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.actors import About
from weipian.store.queries.about import departments_of
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.sight import seen_by_plot, seen_in
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.cases import Breach, CaseStep, CaseTable
from weipian.terms.words import Category


@dataclass(frozen=True, slots=True)
class PlotInCase:
    """A plot that a case is, or may be, about. `determination`: as the books have it (of mining 违法)."""

    id: int
    number: str
    patch_id: int
    patch: str
    about: About
    category: Category
    determination: str = ""

    @property
    def unlawful(self) -> bool:
        return self.determination.startswith("unlawful") or self.determination == "违法"


PLOT = ("id", "number", "patch_id", "patch__number", "township", "state", "patch__category")


def plots_for_cases(numbers: Collection[str], sight: Sight) -> dict[str, PlotInCase]:
    """The open plots in sight of these numbers."""
    rows: list[tuple[Any, ...]] = []
    for some in _some(list(dict.fromkeys(numbers))):
        wanted = models.Plot.objects.filter(seen_in(sight, "patch__number"), closed=False, number__in=some)
        rows += wanted.exclude(state=State.WITHDRAWN.value).order_by("id").values_list(*PLOT)
    handed = departments_of(sorted({row[3] for row in rows}))
    said = words_of([row[0] for row in rows])
    return {row[1]: placed(row, handed, said) for row in rows}


def placed(row: Sequence[Any], handed: Mapping[str, frozenset[str]], said: Mapping[int, tuple[str, str]]) -> PlotInCase:
    """A plot from its columns."""
    key, number, patch_id, patch, township, state, category = row
    kind = Category(category)
    land, mining = said.get(key, ("", ""))
    about = About(township, State(state), handed.get(patch, frozenset()))
    return PlotInCase(key, number, patch_id, patch, about, kind, mining if kind is Category.MINING else land)


def words_of(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Plot → what it is determined as: land, mining."""
    rows = (
        row
        for some in _some(list(ids))
        for row in models.Determination.objects.filter(current=True, plot_id__in=some)
        .order_by("id")
        .values_list("plot_id", "determination", "conclusion")
    )
    return {plot: (land, mining) for plot, land, mining in rows}


def _some(values: list[Any]) -> Iterator[list[Any]]:
    return (values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE))


@dataclass(frozen=True, slots=True)
class Turn:
    """A step of a case as it was recorded, with its rows (one a plot)."""

    turn: int
    rows: tuple[int, ...]
    event: int
    step: CaseStep
    day: date
    clue: date | None
    number: str
    served: date | None
    service: str | None
    more: Mapping[str, Any]
    reason: str | None
    approver: str | None
    approver_account: str
    approver_paper: str
    by: str
    sheet: int | None
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseHere:
    """A case as far as it is in sight: what it is about, its plots, its steps in order."""

    id: int
    number: str
    breach: Breach
    body: str
    party: str | None
    party_kind: str
    project: str
    plots: tuple[PlotInCase, ...]
    turns: tuple[Turn, ...] = field(default=())

    @property
    def patches(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.patch for one in self.plots))


MOVE = (
    "id", "event", "case_id", "turn", "step", "day", "clue", "number", "served", "service", "breach", "body",
    "party__name", "party__kind", "project__name", "more", "reason", "approver", "approver_account__label",
    "approver_paper", "account__label", "sheet_id",
)  # fmt: skip
PLACED = ("plot_id", "plot__number", "patch_id", "patch__number", "plot__township", "plot__state", "patch__category")


def cases(sight: Sight, numbers: Collection[str] | None = None, *, sheet: int | None = None) -> list[CaseHere]:
    """Every case in sight, or those of these numbers, in the order in which they were opened."""
    wanted = models.CaseMove.objects.filter(seen_by_plot(sight), current=True)
    if numbers is not None or sheet is not None:
        wanted = wanted.filter(case_id__in=_ids(numbers, sheet))
    rows = list(wanted.exclude(plot__state=State.WITHDRAWN.value).order_by("case_id", "turn", "id").values_list(
        *MOVE, *PLACED
    ))  # fmt: skip
    return _cases(rows)


def _ids(numbers: Collection[str] | None, sheet: int | None) -> list[int]:
    found: set[int] = set()
    moves = models.CaseMove.objects.filter(current=True)
    for some in _some(list(numbers or ())):
        opened = moves.filter(step=CaseStep.OPENED.value, number__in=some)
        found |= set(opened.values_list("case_id", flat=True))
    if sheet is not None:
        found |= set(moves.filter(sheet_id=sheet).values_list("case_id", flat=True))
    return sorted(found)


def _cases(rows: Sequence[tuple[Any, ...]]) -> list[CaseHere]:
    named = _evidence([row[0] for row in rows])
    handed = departments_of(sorted({row[len(MOVE) + 3] for row in rows}))
    said = words_of(sorted({row[len(MOVE)] for row in rows}))
    by_case: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        by_case.setdefault(row[2], []).append(row)
    found = (_case(key, own, named, handed, said) for key, own in by_case.items())
    return [one for one in found if one is not None]


def _case(
    key: int,
    rows: Sequence[tuple[Any, ...]],
    named: Mapping[int, list[int]],
    handed: Mapping[str, frozenset[str]],
    said: Mapping[int, tuple[str, str]],
) -> CaseHere | None:
    by_turn: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        by_turn.setdefault(row[3], []).append(row)
    first = by_turn[min(by_turn)][0]
    if first[4] != CaseStep.OPENED.value:
        return None
    plots = {row[len(MOVE)]: placed(row[len(MOVE) :], handed, said) for row in by_turn[min(by_turn)]}
    turns = tuple(_turn(own, named) for _, own in sorted(by_turn.items()))
    kind = Breach(first[10])
    return CaseHere(
        key, first[7] or "", kind, first[11], first[12], first[13] or "", first[14] or "", tuple(plots.values()), turns
    )


def _turn(rows: Sequence[tuple[Any, ...]], named: Mapping[int, list[int]]) -> Turn:
    row = rows[0]
    evidence = tuple(dict.fromkeys(key for one in rows for key in named.get(one[0], ())))
    return Turn(
        turn=row[3],
        rows=tuple(one[0] for one in rows),
        event=row[1],
        step=CaseStep(row[4]),
        day=row[5],
        clue=row[6],
        number=row[7] or "",
        served=row[8],
        service=row[9],
        more=json.loads(row[15]),
        reason=row[16],
        approver=row[17],
        approver_account=row[18] or "",
        approver_paper=row[19] or "",
        by=row[20],
        sheet=row[21],
        evidence=evidence,
    )


def _evidence(moves: Sequence[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for some in _some(list(moves)):
        rows = models.CaseEvidence.objects.filter(move_id__in=some).order_by("id")
        for move, key in rows.values_list("move_id", "evidence_id"):
            found.setdefault(move, []).append(key)
    return found


def cases_on(plots: Collection[int]) -> dict[int, list[CaseHere]]:
    """Plot → the cases about it: whole cases, for what the programme itself works out."""
    ids = {
        key
        for some in _some(sorted(plots))
        for key in models.CaseMove.objects.filter(current=True, plot_id__in=some).values_list("case_id", flat=True)
    }
    rows: list[tuple[Any, ...]] = []
    for part in _some(sorted(ids)):
        moves = models.CaseMove.objects.filter(current=True, case_id__in=part).order_by("case_id", "turn", "id")
        rows += moves.values_list(*MOVE, *PLACED)
    found: dict[int, list[CaseHere]] = {}
    for one in _cases(rows):
        for plot in one.plots:
            found.setdefault(plot.id, []).append(one)
    return found


def on_site(plots: Collection[int], kinds: Iterable[str]) -> frozenset[int]:
    """The plots that somebody inspected on site, or of which evidence of these kinds stands: of them or their patch."""
    ids, found = sorted(plots), set[int]()
    wanted = list(kinds)
    for some in _some(ids):
        visits = models.Inspection.objects.filter(current=True, kind="site", plot_id__in=some)
        found |= set(visits.values_list("plot_id", flat=True))
        kept = models.Evidence.objects.filter(current=True, kind__in=wanted).exclude(sha256=None)
        found |= set(kept.filter(plot_id__in=some).values_list("plot_id", flat=True))
        patches = models.Plot.objects.filter(id__in=some).values("patch_id")
        of_patch = set(kept.filter(plot=None, patch_id__in=patches).values_list("patch_id", flat=True))
        if of_patch:
            found |= set(models.Plot.objects.filter(id__in=some, patch_id__in=of_patch).values_list("id", flat=True))
    return frozenset(found)


def evidence_of(keys: Collection[int]) -> dict[int, tuple[int | None, int | None]]:
    """Evidence that stands → the plot and the patch that it belongs to."""
    rows = (
        row
        for some in _some(sorted(keys))
        for row in models.Evidence.objects.filter(current=True, id__in=some)
        .exclude(sha256=None)
        .values_list("id", "plot_id", "patch_id")
    )
    return {key: (plot, patch) for key, plot, patch in rows}


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """A table of cases that was taken in; `name`, `rows` None once a patch of those days was lawfully erased."""

    number: int
    name: str | None
    rows: int | None
    undone: bool


def case_sheets() -> list[CaseSheet]:
    """Every one, in order."""
    rows = models.SheetTaken.objects.filter(kind=CaseTable.CASES.value).order_by("id")
    return [CaseSheet(key, name, count, not current) for key, name, count, current in rows.values_list(
        "id", "name", "rows", "current"
    )]  # fmt: skip
