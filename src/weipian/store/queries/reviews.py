"""Reviews and what was said in them, of the plots that somebody sees."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.actors import About
from weipian.store.queries.about import departments_of
from weipian.store.queries.patches import AT_ONCE
from weipian.store.queries.sight import seen_in
from weipian.store.sight import EVERYTHING, Sight
from weipian.terms.acting import State
from weipian.terms.errors import InputError
from weipian.terms.review import ReviewForm, ReviewState, Why
from weipian.terms.words import Category


@dataclass(frozen=True, slots=True)
class ReviewHere:
    """A review."""

    id: int
    number: str
    form: ReviewForm
    on: date
    chair: str
    title: str
    state: ReviewState
    account: int
    confirmed_by: int | None
    scan: int | None
    scan_sha256: str | None
    corrects: str


@dataclass(frozen=True, slots=True)
class PlotAsked:
    """A plot that a review is asked about. `proposed`: conclusion, nature, determination, as they are booked;
    `missing` what the proposal still wants.
    """

    id: int
    plot: str
    patch: str
    patch_id: int
    category: Category
    about: About
    proposed: Mapping[str, str] | None
    gates: tuple[Mapping[str, Any], ...]
    cultivated_um2: int | None
    determined: Mapping[str, Any] | None
    missing: tuple[str, ...] = ()

    @property
    def mining(self) -> bool:
        return self.category is Category.MINING

    @property
    def proposal(self) -> str:
        """The proposal in the word that a decision has; "" where nothing is proposed."""
        if self.proposed is None:
            return ""
        return self.proposed["conclusion" if self.mining else "determination"]


@dataclass(frozen=True, slots=True)
class Said:
    """A row of a review about a plot: an agenda item, a conflict, an opinion or a decision."""

    id: int
    plot_id: int
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


COLUMNS = (
    "id", "number", "form", "on", "chair", "title", "state", "account_id", "confirmed_by", "scan", "scan_sha256",
    "corrects__number",
)  # fmt: skip
NAMES = tuple(field.name for field in fields(ReviewHere))
PLOT_COLUMNS = ("id", "number", "patch__number", "patch_id", "patch__category", "township", "state")


def reviews(sight: Sight = EVERYTHING) -> list[ReviewHere]:
    """Every review that is about a plot in sight; all of them for who sees all."""
    wanted = models.Review.objects.all()
    if not (sight.everything and not sight.within):
        plots = models.Plot.objects.filter(seen_in(sight, "patch__number"))
        items = models.AgendaItem.objects.filter(current=True, plot__in=plots.values("id"))
        wanted = wanted.filter(id__in=items.values("review"))
    return [_review(row) for row in wanted.order_by("id").values_list(*COLUMNS)]


def _review(row: Sequence[Any]) -> ReviewHere:
    said = dict(zip(NAMES, row, strict=True))
    said |= {"form": ReviewForm(said["form"]), "state": ReviewState(said["state"])}
    return ReviewHere(**{**said, "chair": said["chair"] or "", "corrects": said["corrects"] or ""})


def review_named(number: str, sight: Sight = EVERYTHING) -> ReviewHere:
    """Raises InputError for one that is not there for this person."""
    found = next((one for one in reviews(sight) if one.number == number), None)
    if found is None:
        raise InputError("review_unknown", where=number)
    return found


def plots_asked(sight: Sight, numbers: Sequence[str] | None = None) -> dict[str, PlotAsked]:
    """Open plots in sight by number; all of them where none are named."""
    wanted = models.Plot.objects.filter(seen_in(sight, "patch__number"), closed=False)
    rows: list[tuple[Any, ...]] = []
    for some in _some(numbers):
        asked = wanted if some is None else wanted.filter(number__in=some)
        rows += asked.order_by("number").values_list(*PLOT_COLUMNS)
    ids = {row[0] for row in rows}
    handed = departments_of(sorted({row[2] for row in rows}))
    proposed, land, determined = _proposed(ids), _cultivated(ids), _determined(ids)
    found = {}
    for key, number, patch, patch_id, category, township, state in rows:
        about = About(township, State(state), handed.get(patch, frozenset()))
        said, gates, missing = proposed.get(key, (None, (), ()))
        own = (key, number, patch, patch_id, Category(category), about)
        found[number] = PlotAsked(*own, said, gates, land.get(key), determined.get(key), missing)
    return found


def _some(numbers: Sequence[str] | None) -> Iterator[Sequence[str] | None]:
    if numbers is None:
        yield None
        return
    for at in range(0, len(numbers), AT_ONCE):
        yield numbers[at : at + AT_ONCE]


def _of_plots(model: Any, ids: set[int], *columns: str) -> Iterator[tuple[Any, ...]]:
    every = sorted(ids)
    for at in range(0, len(every), AT_ONCE):
        wanted = model.objects.filter(current=True, plot_id__in=every[at : at + AT_ONCE])
        yield from wanted.order_by("id").values_list("plot_id", *columns)


Proposed = tuple[Mapping[str, str], tuple[Mapping[str, Any], ...], tuple[str, ...]]


def _proposed(ids: set[int]) -> dict[int, Proposed]:
    found: dict[int, Proposed] = {}
    for plot, conclusion, nature, answer, gates in _of_plots(
        models.Proposal, ids, "conclusion", "nature", "answer", "gates"
    ):
        whole = json.loads(answer)
        said = {"conclusion": conclusion, "nature": nature, "determination": whole.get("determination", "")}
        found[plot] = (said, tuple(json.loads(gates)), tuple(whole.get("missing", ())))
    return found


def _cultivated(ids: set[int]) -> dict[int, int | None]:
    rows = _of_plots(models.Measurement, ids, "kind", "detail")
    return {plot: json.loads(detail).get("cultivated_um2") for plot, kind, detail in rows if kind == "land_use"}


DETERMINED = ("id", "determination", "conclusion", "nature", "because", "review", "reviewed", "final")


def _determined(ids: set[int]) -> dict[int, Mapping[str, Any]]:
    return {
        plot: dict(zip(DETERMINED, values, strict=True))
        for plot, *values in _of_plots(models.Determination, ids, *DETERMINED)
    }


SAID: Mapping[Any, tuple[str, ...]] = {
    models.AgendaItem: ("why",),
    models.ConflictOfInterest: ("department", "person", "reason"),
    models.Opinion: ("department", "person", "word", "because", "account_id", "batch_id", "replaces_id"),
    models.Decision: ("word", "nature", "because", "account_id", "batch_id", "replaces_id"),
    models.MinutesPart: ("text",),
}


def said_in(model: Any, review: int, sight: Sight = EVERYTHING, *, current: bool = True) -> list[Said]:
    """The rows of a review about the plots in sight, in order."""
    wanted = model.objects.filter(review=review)
    if current:
        wanted = wanted.filter(current=True)
    if not (sight.everything and not sight.within):
        plots = models.Plot.objects.filter(seen_in(sight, "patch__number"))
        wanted = wanted.filter(plot__in=plots.values("id"))
    names = ("plot__number", *SAID[model])
    rows = wanted.order_by("id").values_list("id", "plot_id", *names)
    return [Said(key, plot, dict(zip(("plot", *SAID[model]), rest, strict=True))) for key, plot, *rest in rows]


def attendance(review: int) -> list[Mapping[str, Any]]:
    """Who came, in order."""
    names = ("id", "department", "person", "post")
    return list(models.Attendance.objects.filter(review=review, current=True).order_by("id").values(*names))


def opinions_of_plots() -> dict[int, frozenset[str]]:
    """Plot → what departments said of it in any review, each word once."""
    said: dict[int, set[str]] = {}
    for plot, word in models.Opinion.objects.filter(current=True).values_list("plot_id", "word"):
        said.setdefault(plot, set()).add(word)
    return {plot: frozenset(words) for plot, words in said.items()}


def scan_of(evidence: int) -> str:
    """The vault hash of a registered minutes scan. Raises InputError."""
    row = models.Evidence.objects.filter(id=evidence, current=True).values_list("sha256", "kind").first()
    if row is None or not row[0]:
        raise InputError("review_scan_unknown", where=str(evidence))
    if row[1] != "minutes":
        raise InputError("review_scan_kind", where=str(evidence))
    return str(row[0])


def booked_reviews() -> dict[str, tuple[ReviewState, dict[str, str]]]:
    """Number → state of a review held here, and plot → the word that was decided."""
    found: dict[str, tuple[ReviewState, dict[str, str]]] = {one.number: (one.state, {}) for one in reviews()}
    rows = models.Decision.objects.filter(current=True).values_list("review__number", "plot__number", "word")
    for number, plot, word in rows:
        found[number][1][plot] = word
    return found


def whys(text: str) -> tuple[Why, ...]:
    """The words of an agenda item."""
    return tuple(Why(word) for word in text.split(",") if word)


def taken_plots() -> set[int]:
    """Plots on the agenda of a review that is still open, and those that a locked one has decided."""
    rows = models.AgendaItem.objects.filter(current=True)
    return set(rows.values_list("plot_id", flat=True))


def plots_in_open_reviews() -> set[int]:
    """Plots on the agenda of a review that is not locked."""
    rows = models.AgendaItem.objects.filter(current=True).exclude(review__state=ReviewState.LOCKED.value)
    return set(rows.values_list("plot_id", flat=True))


def review_of(key: int) -> ReviewHere:
    """By its id."""
    return next(one for one in reviews() if one.id == key)
