"""Scores, findings with their mends, conclusions and supervisions of townships, as far as somebody sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Q

from weipian.store import models
from weipian.store.sight import Sight
from weipian.terms.acceptance import Appraisal, MendKind


@dataclass(frozen=True, slots=True)
class ScoreHere:
    """The points that stand for one item of one township."""

    id: int
    township: str
    item: str
    score: Fraction
    note: str
    day: date
    by: str
    sheet: int | None


@dataclass(frozen=True, slots=True)
class MendHere:
    """What was said of a finding."""

    kind: MendKind
    text: str
    day: date
    by: str


@dataclass(frozen=True, slots=True)
class FindingHere:
    """A finding with what was said of it since, in order."""

    id: int
    township: str
    item: str
    text: str
    day: date
    due: date | None
    by: str
    sheet: int | None
    mends: tuple[MendHere, ...] = ()

    @property
    def stands(self) -> MendKind | None:
        """None: nobody has said anything of it yet."""
        return self.mends[-1].kind if self.mends else None

    @property
    def is_open(self) -> bool:
        return self.stands is not MendKind.RECHECKED

    def is_overdue(self, today: date) -> bool:
        """To be mended by a day that is past, and not said to be mended; 以前 includes the day."""
        return self.due is not None and today > self.due and self.stands in (None, MendKind.SENT_BACK)


@dataclass(frozen=True, slots=True)
class AcceptanceHere:
    """The conclusion that stands on a township's year."""

    id: int
    township: str
    appraisal: Appraisal
    text: str
    day: date
    by: str


@dataclass(frozen=True, slots=True)
class SupervisionHere:
    """A township was supervised."""

    id: int
    township: str
    day: date
    why: str
    told: str
    by: str


def of_townships(sight: Sight) -> Q:
    """Rows about townships: the county's all, a township's own; a department has none of its own."""
    if sight.everything:
        return Q(township=sight.within) if sight.within else Q()
    return Q(township=sight.township) if sight.township else Q(pk__in=[])


def _rows(model: Any, sight: Sight, *columns: str) -> Sequence[tuple[Any, ...]]:
    wanted = model.objects.filter(of_townships(sight), current=True).order_by("id")
    return list(wanted.values_list(*columns))


def scores(sight: Sight) -> dict[tuple[str, str], ScoreHere]:
    """(township, item) → the points that stand."""
    columns = ("id", "township", "item", "score", "note", "day", "account__label", "sheet_id")
    found = {}
    for key, town, item, points, note, day, by, sheet in _rows(models.TownshipScore, sight, *columns):
        found[town, item] = ScoreHere(key, town, item, Fraction(points), note or "", day, by, sheet)
    return found


def findings(sight: Sight) -> list[FindingHere]:
    """In the order in which they were made."""
    columns = ("id", "township", "item", "text", "day", "due", "account__label", "sheet_id")
    mends: dict[int, list[MendHere]] = {}
    said = models.TownshipMend.objects.filter(finding__current=True).order_by("id")
    for key, kind, text, day, by in said.values_list("finding_id", "kind", "text", "day", "account__label"):
        mends.setdefault(key, []).append(MendHere(MendKind(kind), text or "", day, by))
    return [
        FindingHere(key, town, item, text or "", day, due, by, sheet, tuple(mends.get(key, ())))
        for key, town, item, text, day, due, by, sheet in _rows(models.TownshipFinding, sight, *columns)
    ]


def acceptances(sight: Sight) -> dict[str, AcceptanceHere]:
    """Township → its conclusion, one that was taken back too."""
    columns = ("id", "township", "appraisal", "text", "day", "account__label")
    return {
        town: AcceptanceHere(key, town, Appraisal(word), text or "", day, by)
        for key, town, word, text, day, by in _rows(models.TownshipAcceptance, sight, *columns)
    }


def supervisions(sight: Sight) -> list[SupervisionHere]:
    """In order."""
    columns = ("id", "township", "day", "why", "told", "account__label")
    return [
        SupervisionHere(key, town, day, why or "", told or "", by)
        for key, town, day, why, told, by in _rows(models.Supervision, sight, *columns)
    ]


def townships_of(sheet: int) -> list[str]:
    """Whose points or findings a table wrote."""
    scored = models.TownshipScore.objects.filter(sheet_id=sheet).values_list("township", flat=True)
    found = models.TownshipFinding.objects.filter(sheet_id=sheet).values_list("township", flat=True)
    return sorted({*scored, *found})


def scored_by(sheet: int) -> tuple[list[tuple[int, int | None]], list[int], list[int]]:
    """What a table wrote: scores with what each replaced, those of them that stand no more, findings."""
    scored = models.TownshipScore.objects.filter(sheet_id=sheet).order_by("id")
    found = models.TownshipFinding.objects.filter(sheet_id=sheet).order_by("id")
    late = list(scored.filter(current=False).values_list("id", flat=True))
    mended = models.TownshipMend.objects.filter(finding__in=found.values("id")).order_by("id")
    return (
        list(scored.values_list("id", "replaces_id")),
        [*late, *mended.values_list("finding_id", flat=True)],
        list(found.values_list("id", flat=True)),
    )


def former_scores(keys: Sequence[int]) -> list[dict[str, Any]]:
    """Scores as they are stored, to be written anew."""
    columns = ("township", "item", "score", "note", "day", "account_id", "sheet_id")
    return list(models.TownshipScore.objects.filter(id__in=list(keys)).order_by("id").values(*columns))


def plots_with_evidence() -> frozenset[int]:
    """Plots that some evidence belongs to."""
    rows = models.Evidence.objects.filter(current=True).exclude(sha256=None)
    return frozenset(rows.values_list("plot_id", flat=True).distinct())
