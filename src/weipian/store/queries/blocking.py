"""What stands open of plots in the tables of inspection, review and submission; for what a close asks."""

from __future__ import annotations

from collections.abc import Iterable

from weipian.store import models
from weipian.terms.review import ReviewState
from weipian.terms.submission import ProblemState


def unanswered_checks() -> frozenset[str]:
    """Patches with a check from above that the county has not answered."""
    answered = models.UpperAnswer.objects.filter(current=True).values("check_of_id")
    rows = models.UpperCheck.objects.filter(current=True).exclude(id__in=answered)
    return frozenset(rows.values_list("patch__number", flat=True))


def in_open_reviews() -> frozenset[int]:
    """Plots on the agenda of a review that is not locked."""
    rows = models.AgendaItem.objects.filter(current=True).exclude(review__state=ReviewState.LOCKED.value)
    return frozenset(rows.values_list("plot_id", flat=True))


def locked_reviews() -> frozenset[str]:
    """The numbers of our reviews that are locked."""
    return frozenset(models.Review.objects.filter(state=ReviewState.LOCKED.value).values_list("number", flat=True))


def with_open_problems() -> tuple[frozenset[int], frozenset[str]]:
    """Plots, and patches as a whole, that a problem list names and nobody has answered for."""
    rows = models.Problem.objects.filter(current=True, patch__isnull=False)
    found = list(rows.exclude(state=ProblemState.ANSWERED.value).values_list("plot_id", "patch__number"))
    return _plots(found), frozenset(patch for plot, patch in found if plot is None)


def _plots(found: Iterable[tuple[int | None, str]]) -> frozenset[int]:
    return frozenset(plot for plot, _ in found if plot is not None)
