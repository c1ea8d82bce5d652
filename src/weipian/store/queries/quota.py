"""Notices with their lines, 市级验收 and 自治区确认, villages: a fixed number of questions however long the lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.actors import About
from weipian.store.queries.about import departments_of
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.sight import seen_by_plot, seen_in
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.quota import NoticeKind, QuotaSheet, QuotaStep


@dataclass(frozen=True, slots=True)
class LineHere:
    """A line as it is written; `plots`: number and township of those that it names."""

    id: int
    notice: int
    township: str
    village: str
    quantity: str
    paddy: str
    capacity: str
    grade: str
    strangers: int
    plots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NoticeHere:
    """A notice that stands; `papers`: its scans, by number of evidence."""

    id: int
    kind: NoticeKind
    number: str
    day: date
    note: str
    by: str
    sheet: int | None
    papers: tuple[int, ...]
    lines: tuple[LineHere, ...]


def notices() -> list[NoticeHere]:
    """By day; what they name is the region's, so whoever shows them narrows by place."""
    columns = ("id", "kind", "number", "day", "note", "account__label", "sheet_id")
    rows = models.QuotaNotice.objects.filter(current=True).order_by("day", "id").values_list(*columns)
    papers, lines = _papers("notice_id"), _lines()
    return [
        NoticeHere(key, NoticeKind(kind), number, day, note or "", by, sheet, tuple(papers[key]), tuple(lines[key]))
        for key, kind, number, day, note, by, sheet in rows
    ]


def _papers(column: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    rows = models.QuotaPaper.objects.exclude(**{column: None}).order_by("id").values_list(column, "evidence_id")
    for key, evidence in rows:
        found[key].append(evidence)
    return found


LINE = ("id", "notice_id", "township", "village", "quantity", "paddy", "capacity", "grade", "strangers")


def _lines() -> dict[int, list[LineHere]]:
    named: dict[int, list[tuple[str, str]]] = defaultdict(list)
    plots = models.QuotaLinePlot.objects.filter(line__notice__current=True).order_by("id")
    for line, plot, township in plots.values_list("line_id", "plot__number", "plot__township"):
        named[line].append((plot, township))
    found: dict[int, list[LineHere]] = defaultdict(list)
    own = models.QuotaLine.objects.filter(notice__current=True).order_by("id")
    for key, notice, township, village, quantity, paddy, capacity, grade, strangers in own.values_list(*LINE):
        place, sizes = (township, village), (quantity, paddy, capacity)
        found[notice].append(LineHere(key, notice, *place, *sizes, grade, strangers, tuple(named[key])))
    return found


@dataclass(frozen=True, slots=True)
class StepHere:
    """市级验收 or 自治区确认 as it stands; `part` "": of the whole plot."""

    id: int
    plot_id: int
    part: str
    step: QuotaStep
    number: str
    day: date
    by: str
    sheet: int | None
    papers: tuple[int, ...]


STEP = ("id", "plot_id", "part", "step", "number", "day", "account__label", "sheet_id")


def steps(sight: Sight) -> dict[int, list[StepHere]]:
    """Plot's id → its steps."""
    papers = _papers("step_id")
    found: dict[int, list[StepHere]] = defaultdict(list)
    rows = models.QuotaStepDone.objects.filter(seen_by_plot(sight), current=True).order_by("id").values_list(*STEP)
    for key, plot, part, step, number, day, by, sheet in rows:
        found[plot].append(StepHere(key, plot, part, QuotaStep(step), number, day, by, sheet, tuple(papers[key])))
    return found


def villages() -> dict[str, str]:
    """Patch number → the village that it is said to lie in."""
    rows = models.Standing.objects.exclude(village=None).order_by("id").values_list("number", "village__name")
    return dict(rows)


@dataclass(frozen=True, slots=True)
class PlotNamed:
    """A plot that somebody names."""

    id: int
    number: str
    patch_id: int
    about: About


def plots_named(numbers: Collection[str], sight: Sight) -> dict[str, PlotNamed]:
    """Those that are there and in sight, by number."""
    rows = [row for some in _some(sorted(set(numbers))) for row in _named(sight, some)]
    handed = departments_of(sorted({row[3] for row in rows}))
    return {
        number: PlotNamed(key, number, patch_id, About(township, State(state), handed.get(patch, frozenset())))
        for key, number, patch_id, patch, township, state in rows
    }


def _named(sight: Sight, numbers: Sequence[str]) -> list[tuple[Any, ...]]:
    wanted = models.Plot.objects.filter(seen_in(sight, "patch__number"), closed=False, number__in=numbers)
    wanted = wanted.exclude(state=State.WITHDRAWN.value).order_by("id")
    return list(wanted.values_list("id", "number", "patch_id", "patch__number", "township", "state"))


def _some(values: list[str]) -> Iterable[list[str]]:
    return (values[at : at + AT_ONCE] for at in range(0, len(values), AT_ONCE))


@dataclass(frozen=True, slots=True)
class QuotaSheetHere:
    """A table of ours as it was taken in; `name`, `rows` None once a patch of those days was lawfully erased."""

    number: int
    kind: QuotaSheet
    name: str | None
    rows: int | None
    undone: bool


def quota_sheets() -> list[QuotaSheetHere]:
    """Every one, in order."""
    wanted = models.SheetTaken.objects.filter(kind__in=[one.value for one in QuotaSheet]).order_by("id")
    rows = wanted.values_list("id", "kind", "name", "rows", "current")
    return [QuotaSheetHere(key, QuotaSheet(kind), name, rows, not current) for key, kind, name, rows, current in rows]


def rows_of_sheet(kind: QuotaSheet, number: int) -> list[tuple[int, bool]]:
    """The rows that a table wrote, and whether each still stands."""
    model = models.QuotaNotice if kind is QuotaSheet.NOTICES else models.QuotaStepDone
    return list(model._default_manager.filter(sheet_id=number).order_by("id").values_list("id", "current"))


@dataclass(frozen=True, slots=True)
class FormerStep:
    """A step that another one replaced: what an undoing writes anew, and its papers."""

    values: Mapping[str, Any]
    papers: tuple[int, ...]


FORMER = ("plot_id", "patch_id", "part", "step", "number", "day", "account_id", "replaces_id", "sheet_id")


def former_steps(keys: Collection[int]) -> dict[tuple[int, str, str], FormerStep]:
    """(plot, part, step) → what these rows replaced, in order of plot."""
    papers = _papers("step_id")
    replaced = models.QuotaStepDone.objects.filter(id__in=sorted(keys)).exclude(replaces=None).values("replaces_id")
    rows = models.QuotaStepDone.objects.filter(id__in=replaced).order_by("plot_id", "id").values("id", *FORMER)
    return {
        (row["plot_id"], row["part"], row["step"]): FormerStep(
            {name: row[name] for name in FORMER}, tuple(papers[row["id"]])
        )
        for row in rows
    }
