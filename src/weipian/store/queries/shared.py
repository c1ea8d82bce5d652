"""Referrals, what was shared, suggestions (plan 二(五), 五(四), 六(一)); plots only where they are in sight."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.actors import About
from weipian.store.queries.about import departments_of
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight
from weipian.terms.acting import State
from weipian.terms.errors import InputError
from weipian.terms.handover import ReferralKind


@dataclass(frozen=True, slots=True)
class PlotNamed:
    """A plot that somebody names: its keys and what an act asks of it."""

    id: int
    number: str
    patch_id: int
    about: About


def among(numbers: Collection[str], known: Mapping[str, PlotNamed]) -> list[PlotNamed]:
    """In order of id. Raises InputError for one that is not among those that were looked up."""
    missing = set(numbers) - known.keys()
    if missing:
        raise InputError("plot_unknown", where=min(missing))
    return sorted((known[number] for number in set(numbers)), key=lambda one: one.id)


def plots_by_number(numbers: Collection[str], sight: Sight) -> dict[str, PlotNamed]:
    """Those that are there and in sight."""
    wanted = sorted(set(numbers))
    columns = ("id", "number", "patch_id", "patch__number", "township", "state")
    rows: list[tuple[Any, ...]] = []
    for at in range(0, len(wanted), AT_ONCE):
        some = models.Plot.objects.filter(seen_in(sight, "patch__number"), number__in=wanted[at : at + AT_ONCE])
        rows += some.exclude(state=State.WITHDRAWN.value).order_by("id").values_list(*columns)
    handed = departments_of(sorted({row[3] for row in rows}))
    return {
        number: PlotNamed(key, number, patch_id, About(township, State(state), handed.get(patch, frozenset())))
        for key, number, patch_id, patch, township, state in sorted(rows)
    }


@dataclass(frozen=True, slots=True)
class Undone:
    """Why a thing does not count any more, since when, by whom. `reason` None where it was erased."""

    day: date
    reason: str | None
    by: str


def _taken_back(of: str) -> dict[int, Undone]:
    """The rows that were taken back whole, by id."""
    rows = models.TakenBack.objects.filter(whole=True).exclude(**{of: None}).order_by("id")
    return {key: Undone(*rest) for key, *rest in rows.values_list(of, "day", "reason", "account__label")}


@dataclass(frozen=True, slots=True)
class ReferralHere:
    """A referral. `plot` empty: none is named, or it is not in sight. `receipt_on` None: no receipt yet."""

    id: int
    kind: ReferralKind
    number: str
    receiver: str
    day: date
    receipt: str
    receipt_on: date | None
    by: str
    plot: str = ""
    plot_id: int | None = None
    patch_id: int | None = None
    about: About | None = None
    undone: Undone | None = None


REFERRAL = (
    "id", "kind", "number", "receiver", "day", "receipt", "receipt_on", "account__label", "plot_id", "patch_id",
)  # fmt: skip


def referrals(sight: Sight, *, withdrawn: bool = False) -> list[ReferralHere]:
    """Those without a receipt first, then by day; or those that were taken back."""
    gone = _taken_back("referral_id")
    rows = _standing(models.Referral, gone, REFERRAL, withdrawn=withdrawn)
    plots = _plots({row[8] for row in rows if row[8] is not None}, sight)
    found = []
    for key, kind, number, receiver, day, receipt, receipt_on, by, plot_id, patch_id in rows:
        plot, about = plots.get(plot_id, ("", None))
        own = (key, ReferralKind(kind), number, receiver, day, receipt or "", receipt_on, by)
        found.append(ReferralHere(*own, plot, plot_id, patch_id, about, gone.get(key)))
    return sorted(found, key=lambda one: (one.receipt_on is not None, one.day, one.id))


def _standing(model: Any, gone: Mapping[int, Undone], columns: Sequence[str], *, withdrawn: bool) -> list[Any]:
    """The current rows, or those that were taken back."""
    wanted = model.objects.order_by("id").values_list(*columns)
    if not withdrawn:
        return list(wanted.filter(current=True))
    keys = sorted(gone)
    return [row for at in range(0, len(keys), AT_ONCE) for row in wanted.filter(id__in=keys[at : at + AT_ONCE])]


def _plots(keys: Collection[int], sight: Sight) -> dict[int | None, tuple[str, About | None]]:
    """Plots in sight: number, and what an act asks of it."""
    wanted = sorted(keys)
    rows: list[tuple[Any, ...]] = []
    for at in range(0, len(wanted), AT_ONCE):
        some = models.Plot.objects.filter(seen_in(sight, "patch__number"), id__in=wanted[at : at + AT_ONCE])
        rows += some.order_by("id").values_list("id", "number", "township", "state")
    return {key: (number, About(township, State(state))) for key, number, township, state in rows}


@dataclass(frozen=True, slots=True)
class SharingHere:
    """What was shared. `answered` None: no answer yet."""

    id: int
    body: str
    what: str
    day: date
    document: str
    by: str
    count: int
    plots: tuple[str, ...] = ()
    abouts: tuple[About, ...] = ()
    answered: date | None = None
    told: str = ""
    answer: int | None = None
    undone: Undone | None = None


def sharings(sight: Sight, *, withdrawn: bool = False) -> list[SharingHere]:
    """Those without an answer first, then by day, or those that were taken back; only the plots in sight are named, all
    are counted."""
    gone = _taken_back("sharing_id")
    columns = ("id", "body", "what", "day", "document", "account__label", "count")
    rows = _standing(models.Sharing, gone, columns, withdrawn=withdrawn)
    named = _named(models.SharingPlot, "sharing_id", sight)
    answers = _answers(models.SharingAnswer, "sharing_id", "told")
    found = []
    for key, body, what, day, document, by, count in rows:
        total, plots, abouts = named.get(key, (0, (), ()))
        answer, answered, told = answers.get(key, (None, None, ""))
        own = (key, body, what or "", day, document or "", by, total if count is None else count)
        found.append(SharingHere(*own, plots, abouts, answered, told or "", answer, gone.get(key)))
    return sorted(found, key=lambda one: (one.answered is not None, one.day, one.id))


@dataclass(frozen=True, slots=True)
class SuggestionHere:
    """检察建议. `due` None: it can't be reckoned yet. `answered` None: no answer yet."""

    id: int
    number: str
    body: str
    matter: str
    received: date
    due: date | None
    by: str
    plots: tuple[str, ...] = ()
    abouts: tuple[About, ...] = ()
    answered: date | None = None
    reply: str = ""
    told: str = ""
    answer: int | None = None
    undone: Undone | None = None


def suggestions(sight: Sight, *, withdrawn: bool = False) -> list[SuggestionHere]:
    """Those without an answer first, by their due day; or those that were taken back."""
    gone = _taken_back("suggestion_id")
    columns = ("id", "number", "body", "matter", "received", "due", "account__label")
    rows = _standing(models.Suggestion, gone, columns, withdrawn=withdrawn)
    named = _named(models.SuggestionPlot, "suggestion_id", sight)
    answers = _answers(models.SuggestionAnswer, "suggestion_id", "told", "number")
    found = []
    for key, number, body, matter, received, due, by in rows:
        _, plots, abouts = named.get(key, (0, (), ()))
        answer, answered, told, reply = answers.get(key, (None, None, "", ""))
        own = (key, number, body, matter or "", received, due, by, plots, abouts)
        found.append(SuggestionHere(*own, answered, reply or "", told or "", answer, gone.get(key)))
    return sorted(found, key=lambda one: (one.answered is not None, one.due or date.max, one.id))


def _named(model: Any, of: str, sight: Sight) -> dict[int, tuple[int, tuple[str, ...], tuple[About, ...]]]:
    """How many plots, the numbers of those in sight, and what an act asks of them."""
    links = list(model.objects.order_by("id").values_list(of, "plot_id"))
    plots = _plots({plot for _, plot in links}, sight)
    found: dict[int, list[int]] = {}
    for key, plot in links:
        found.setdefault(key, []).append(plot)
    return {
        key: (
            len(some),
            tuple(plots[plot][0] for plot in some if plot in plots),
            tuple(about for plot in some if plot in plots and (about := plots[plot][1]) is not None),
        )
        for key, some in found.items()
    }


def _answers(model: Any, of: str, *columns: str) -> dict[int, tuple[Any, ...]]:
    rows = model.objects.filter(current=True).order_by("id").values_list(of, "id", "day", *columns)
    return {row[0]: row[1:] for row in rows}


def answered_of(model: Any, keys: Collection[int]) -> set[int]:
    """Of what was shared or suggested, that which has an answer that stands."""
    answers: dict[Any, tuple[Any, str]] = {
        models.Sharing: (models.SharingAnswer, "sharing_id"),
        models.Suggestion: (models.SuggestionAnswer, "suggestion_id"),
    }
    if model not in answers:
        return set()
    answer, of = answers[model]
    return set(answer.objects.filter(current=True).values_list(of, flat=True)) & set(keys)
