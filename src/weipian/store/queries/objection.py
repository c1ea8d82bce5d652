"""Objections with their steps, of the plots in sight; who took part in a plot's determination."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.actors import About
from weipian.store.queries.about import departments_of
from weipian.store.queries.sight import seen_by_plot
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.errors import InputError
from weipian.terms.objection import ObjectedTo, ObjectionResult, ObjectionStepKind, Objector


@dataclass(frozen=True, slots=True)
class StepHere:
    """A step that stands. `kept`: the plot's records at the answer; `event`: with which it was written."""

    id: int
    kind: ObjectionStepKind
    result: ObjectionResult | None
    reason: str
    paper: str
    kept: Mapping[str, Any] | None
    day: date
    by: str
    event: int


@dataclass(frozen=True, slots=True)
class ObjectionHere:
    """An objection and its steps, in order."""

    id: int
    plot: str
    plot_id: int
    patch: str
    closed: bool
    about_plot: About
    about: ObjectedTo
    objector: Objector
    township: str
    party: str
    reason: str
    day: date
    evidence: int | None
    account: int
    by: str
    steps: tuple[StepHere, ...] = ()

    def step(self, *kinds: ObjectionStepKind) -> StepHere | None:
        """The last step of one of these kinds."""
        return next((one for one in reversed(self.steps) if one.kind in kinds), None)

    @property
    def who(self) -> str:
        return self.township if self.objector is Objector.TOWNSHIP else self.party


COLUMNS = (
    "id", "plot__number", "plot_id", "patch__number", "plot__closed", "plot__township", "plot__state", "about",
    "objector", "township", "party", "reason", "day", "evidence_id", "account_id", "account__label",
)  # fmt: skip


def objections(sight: Sight, plots: Collection[int] | None = None) -> list[ObjectionHere]:
    """In the order in which they were raised; of some plots, a few, or of all."""
    wanted = models.Objection.objects.filter(seen_by_plot(sight), current=True)
    if plots is not None:
        wanted = wanted.filter(plot_id__in=list(plots))
    rows = list(wanted.exclude(plot__state=State.WITHDRAWN.value).order_by("id").values_list(*COLUMNS))
    handed, steps = departments_of(list({row[3] for row in rows})), _steps()
    return [_here(row, handed.get(row[3], frozenset()), steps.get(row[0], ())) for row in rows]


def _steps() -> dict[int, list[StepHere]]:
    found: dict[int, list[StepHere]] = {}
    columns = ("objection_id", "id", "kind", "result", "reason", "paper", "kept", "day", "account__label", "event")
    for of, key, kind, result, reason, paper, kept, day, by, event in (
        models.ObjectionStep.objects.filter(current=True).order_by("id").values_list(*columns)
    ):
        word = ObjectionResult(result) if result else None
        said = (reason or "", paper or "", json.loads(kept) if kept else None)
        found.setdefault(of, []).append(StepHere(key, ObjectionStepKind(kind), word, *said, day, by, event))
    return found


def _here(row: tuple[Any, ...], handed: frozenset[str], steps: Sequence[StepHere]) -> ObjectionHere:
    key, plot, plot_id, patch, closed, township, state, about, objector, own, party, *rest = row
    reason, day, evidence, account, by = rest
    where = About(township, State(state), handed)
    words = (ObjectedTo(about), Objector(objector), own, party or "", reason or "")
    return ObjectionHere(key, plot, plot_id, patch, closed, where, *words, day, evidence, account, by, tuple(steps))


def objection_here(number: int, sight: Sight) -> ObjectionHere:
    """Raises InputError, also for one that is not in sight."""
    found = next((one for one in objections(sight) if one.id == number), None)
    if found is None:
        raise InputError("objection_unknown", where=str(number))
    return found


@dataclass(frozen=True, slots=True)
class TookPart:
    """Who had a hand in a plot's determination: accounts in its reviews, actors who wrote its determinations."""

    accounts: frozenset[int] = frozenset()
    actors: tuple[str, ...] = ()

    def holds(self, account: int, name: str) -> bool:
        """Whether somebody is among them; the log names an actor as 「label(name)」."""
        return account in self.accounts or any(f"({name})" in actor for actor in self.actors)


def took_part() -> dict[int, TookPart]:
    """Every plot that is objected to → who took part."""
    plots = models.Objection.objects.filter(current=True).values("plot_id")
    reviews: dict[int, set[int]] = {}
    for key, *rest in models.Review.objects.order_by("id").values_list("id", "account_id", "confirmed_by", "locked_by"):
        reviews[key] = {one for one in rest if one is not None}
    accounts: dict[int, set[int]] = {}
    for model in (models.Decision, models.Opinion):
        rows = model.objects.filter(plot__in=plots).order_by("id")
        for plot, account, review in rows.values_list("plot_id", "account_id", "review_id"):
            accounts.setdefault(plot, set()).update({account}, reviews[review])
    actors: dict[int, list[str]] = {}
    pairs = models.Determination.objects.filter(plot__in=plots).order_by("id").values_list("plot_id", "event")
    names = dict(models.Event.objects.filter(seq__in=_events(plots)).values_list("seq", "actor"))
    for plot, event in pairs:
        actors.setdefault(plot, []).append(names[event])
    return {
        plot: TookPart(frozenset(accounts.get(plot, ())), tuple(actors.get(plot, ()))) for plot in {*accounts, *actors}
    }


def _events(plots: Any) -> Any:
    return models.Determination.objects.filter(plot__in=plots).values("event")


def corrects() -> dict[str, str]:
    """Review → the number of the one that it puts right; "" for none."""
    rows = models.Review.objects.order_by("id").values_list("number", "corrects__number")
    return {number: old or "" for number, old in rows}


def reported() -> dict[int, list[Mapping[str, Any]]]:
    """Plot that is objected to → what closed periods that stand have frozen of it."""
    plots = models.Objection.objects.filter(current=True).values("plot_id")
    columns = ("close__kind", "close__key", "close__version", "township", "determination", "outcome",
               "cultivated_filed")  # fmt: skip
    rows = models.PeriodPlot.objects.filter(plot__in=plots, close__current=True).order_by("id")
    found: dict[int, list[Mapping[str, Any]]] = {}
    for plot, *values in rows.values_list("plot_id", *columns):
        found.setdefault(plot, []).append(dict(zip(("kind", "key", "version", *columns[3:]), values, strict=True)))
    return found
