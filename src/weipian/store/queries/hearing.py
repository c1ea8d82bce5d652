"""What is asked of a review while it is held: how far each has come, who recorded what and when, the signed scans."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count

from weipian.store import models
from weipian.store.queries.reviews import ReviewHere, reviews
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight
from weipian.terms.errors import InputError
from weipian.terms.evidence import EvidenceKind
from weipian.terms.words import Category

HERE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision as it stands: its words, and who recorded it when; `rows` of its batch."""

    plot: str
    word: str
    nature: str
    because: str
    mining: bool
    by: str
    account: int
    at: datetime
    batch: int | None
    rows: int


@dataclass(frozen=True, slots=True)
class Scan:
    """Minutes that were put into the vault."""

    id: int
    name: str
    plot: str


def review_with(key: int, sight: Sight) -> ReviewHere:
    """By its id. Raises InputError for one that is not there for this person."""
    found = next((one for one in reviews(sight) if one.id == key), None)
    if found is None:
        raise InputError("review_unknown", where=str(key))
    return found


def _of(model: Any, sight: Sight) -> Any:
    wanted = model.objects.filter(current=True)
    if sight.everything and not sight.within:
        return wanted
    return wanted.filter(plot__in=models.Plot.objects.filter(seen_in(sight, "patch__number")).values("id"))


def counted(sight: Sight) -> dict[int, tuple[int, int]]:
    """Review → plots on its agenda and plots decided, of those in sight."""
    asked, decided = (
        dict(_of(model, sight).order_by("review_id").values_list("review_id").annotate(Count("id")))
        for model in (models.AgendaItem, models.Decision)
    )
    return {key: (count, decided.get(key, 0)) for key, count in asked.items()}


def reasoned(plot: int) -> Mapping[str, Any]:
    """The proposal of a plot with its findings, as it is booked; empty where there is none."""
    found = models.Proposal.objects.filter(current=True, plot_id=plot).values_list("answer", flat=True).first()
    return json.loads(found) if found else {}


DECIDED = (
    "plot__number", "word", "nature", "because", "plot__patch__category", "account__label", "account_id", "event",
    "batch_id",
)  # fmt: skip


def recorded(review: int, sight: Sight, *, plot: int | None = None, account: int | None = None) -> Recorded | None:
    """The newest decision of a review that stands, of a plot or by an account."""
    wanted = _of(models.Decision, sight).filter(review=review)
    wanted = wanted if plot is None else wanted.filter(plot_id=plot)
    wanted = wanted if account is None else wanted.filter(account_id=account)
    row = wanted.order_by("-id").values_list(*DECIDED).first()
    if row is None:
        return None
    number, word, nature, because, category, by, who, event, batch = row
    rows = models.Decision.objects.filter(batch_id=batch, current=True).count() if batch else 1
    at = models.Event.objects.values_list("at", flat=True).get(seq=event)
    when = datetime.fromisoformat(at).astimezone(HERE)
    return Recorded(number, word, nature, because, category == Category.MINING.value, by, who, when, batch, rows)


def scans(review: int, sight: Sight) -> Sequence[Scan]:
    """Minutes registered on behalf of a plot of a review's agenda, the newest first."""
    plots = _of(models.AgendaItem, sight).filter(review=review).values("plot_id")
    wanted = models.Evidence.objects.filter(current=True, kind=EvidenceKind.MINUTES.value, plot_id__in=plots)
    rows = wanted.exclude(sha256=None).order_by("-id").values_list("id", "name", "plot__number")
    return [Scan(*row) for row in rows]
