"""What is booked of dossiers, and what reviews said of plots: a handful of questions, however many plots."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.sight import seen_by_plot
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.acting import State
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True)
class Worded:
    """An account that somebody made their own."""

    id: int
    text: str
    made: str
    day: date
    by: str


@dataclass(frozen=True, slots=True)
class Issued:
    """An edition of a plot's dossier."""

    id: int
    plot_id: int
    plot: str
    patch: str
    township: str
    edition: int
    evidence: int
    sha256: str
    size: int
    says: str
    pages: int
    gaps: int
    head: str
    day: date
    by: str
    current: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """What a review said of a plot. Opinions and decision as they are booked, `minutes` as they were confirmed."""

    review: str
    form: str
    on: date
    chair: str
    state: str
    why: str
    opinions: tuple[Mapping[str, Any], ...]
    away: tuple[Mapping[str, Any], ...]
    decision: Mapping[str, Any] | None
    minutes: str
    came: tuple[Mapping[str, Any], ...]
    scan: int | None


def _some(values: Collection[Any]) -> Iterator[list[Any]]:
    every = sorted(values)
    return (every[at : at + AT_ONCE] for at in range(0, len(every), AT_ONCE))


def worded(plots: Collection[int]) -> dict[int, Worded]:
    """Plot → the account that stands, where somebody worded one."""
    found = {}
    for some in _some(plots):
        rows = models.DossierAccount.objects.filter(current=True, plot_id__in=some).exclude(text=None)
        for plot, key, text, made, day, by in rows.order_by("id").values_list(
            "plot_id", "id", "text", "made", "day", "account__label"
        ):
            found[plot] = Worded(key, text, made or "", day, by)
    return found


ISSUED = (
    "id", "plot_id", "plot__number", "patch__number", "plot__township", "edition", "evidence_id", "evidence__sha256",
    "evidence__size", "says", "pages", "gaps", "head", "day", "account__label", "current",
)  # fmt: skip


def issues(sight: Sight = EVERYTHING, plots: Collection[int] | None = None, *, former: bool = False) -> list[Issued]:
    """Editions of the plots in sight by plot, the newest last; `former`: those that were replaced too."""
    wanted = models.DossierIssue.objects.filter(seen_by_plot(sight)).exclude(plot__state=State.WITHDRAWN.value)
    wanted = wanted if former else wanted.filter(current=True)
    if plots is None:
        return [_issued(row) for row in wanted.order_by("plot__number", "edition").values_list(*ISSUED)]
    found: list[Issued] = []
    for some in _some(plots):
        rows = wanted.filter(plot_id__in=some).order_by("plot__number", "edition")
        found += [_issued(row) for row in rows.values_list(*ISSUED)]
    return found


def _issued(row: tuple[Any, ...]) -> Issued:
    said = dict(zip(Issued.__slots__, row, strict=True))
    return Issued(**{**said, "sha256": said["sha256"] or "", "size": said["size"] or 0})


def issue_numbered(key: int, sight: Sight) -> Issued:
    """Raises InputError `dossier_unknown`, also for one that is not in sight."""
    wanted = models.DossierIssue.objects.filter(seen_by_plot(sight), id=key)
    row = wanted.exclude(plot__state=State.WITHDRAWN.value).values_list(*ISSUED).first()
    if row is None:
        raise InputError("dossier_unknown", where=str(key))
    return _issued(row)


def issue_with(sha256: str, sight: Sight) -> Issued | None:
    """The edition of which these are the bytes, of those in sight."""
    row = models.DossierIssue.objects.filter(seen_by_plot(sight), evidence__sha256=sha256).values_list(*ISSUED).first()
    return _issued(row) if row else None


def _by_plot(model: Any, plots: Collection[int], *columns: str) -> dict[tuple[int, int], list[dict[str, Any]]]:
    """(plot, review) → rows."""
    found: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for some in _some(plots):
        rows = model.objects.filter(current=True, plot_id__in=some).order_by("id")
        for plot, review, *values in rows.values_list("plot_id", "review_id", *columns):
            found.setdefault((plot, review), []).append(dict(zip(columns, values, strict=True)))
    return found


def heard(plots: Collection[int]) -> dict[int, list[Heard]]:
    """Plot → what each review said of it, in order."""
    agenda = _by_plot(models.AgendaItem, plots, "why")
    opinions = _by_plot(models.Opinion, plots, "department", "person", "word", "because")
    away = _by_plot(models.ConflictOfInterest, plots, "department", "person", "reason")
    decisions = _by_plot(models.Decision, plots, "word", "nature", "because")
    minutes = _by_plot(models.MinutesPart, plots, "text")
    keys = sorted({*agenda, *opinions, *decisions}, key=lambda key: (key[1], key[0]))
    reviews, came = _reviews({review for _, review in keys}), _came({review for _, review in keys})
    found: dict[int, list[Heard]] = {}
    for plot, review in keys:
        number, form, on, chair, state, scan = reviews[review]
        key = (plot, review)
        found.setdefault(plot, []).append(
            Heard(
                review=number,
                form=form,
                on=on,
                chair=chair or "",
                state=state,
                why=",".join(one["why"] for one in agenda.get(key, ())),
                opinions=tuple(opinions.get(key, ())),
                away=tuple(away.get(key, ())),
                decision=next(iter(decisions.get(key, ())), None),
                minutes="\n".join(one["text"] for one in minutes.get(key, ())),
                came=tuple(came.get(review, ())),
                scan=scan,
            )
        )
    return found


def _reviews(keys: set[int]) -> dict[int, tuple[Any, ...]]:
    columns = ("id", "number", "form", "on", "chair", "state", "scan")
    rows = (row for some in _some(keys) for row in models.Review.objects.filter(id__in=some).values_list(*columns))
    return {row[0]: row[1:] for row in rows}


def _came(keys: set[int]) -> dict[int, list[Mapping[str, Any]]]:
    found: dict[int, list[Mapping[str, Any]]] = {}
    for some in _some(keys):
        rows = models.Attendance.objects.filter(current=True, review_id__in=some).order_by("id")
        for row in rows.values("review_id", "department", "person", "post"):
            found.setdefault(row["review_id"], []).append(row)
    return found


def with_minutes(plots: Collection[int]) -> frozenset[int]:
    """Plots that stand in confirmed minutes of a review held here."""
    found: set[int] = set()
    for some in _some(plots):
        rows = models.MinutesPart.objects.filter(current=True, plot_id__in=some)
        found |= {plot for plot in rows.values_list("plot_id", flat=True) if plot is not None}
    return frozenset(found)


def handled_plots(plots: Collection[int]) -> frozenset[int]:
    """Plots of which a case was opened, or that are handled without one."""
    found: set[int] = set()
    for some in _some(plots):
        for model in (models.CaseMove, models.CaseLess):
            rows = model.objects.filter(current=True, plot_id__in=some)
            found |= set(rows.values_list("plot_id", flat=True))
    return frozenset(found)


def boxes_of(patches: Collection[int]) -> dict[int, tuple[float, float, float, float]]:
    """Patch → its box in metres of the authalic plane."""
    found: dict[int, tuple[float, float, float, float]] = {}
    for some in _some(patches):
        rows = models.Patch.objects.filter(id__in=some).values_list("id", "west", "south", "east", "north")
        found |= {key: (west / 1e3, south / 1e3, east / 1e3, north / 1e3) for key, west, south, east, north in rows}
    return found


def labels_by_id() -> dict[int, str]:
    """An account's id → how it is called on paper."""
    return dict(models.Account.objects.order_by("id").values_list("id", "label"))


def account_labels() -> dict[str, str]:
    """An account's name → how it is called on paper."""
    return dict(models.Account.objects.order_by("id").values_list("name", "label"))
