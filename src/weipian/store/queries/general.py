"""综合卷 as it is booked: papers that were put in, editions; of a township its own, of a unit its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from weipian.store import models
from weipian.store.sight import Sight
from weipian.terms.dossier import GeneralKind, GeneralStage, Whose
from weipian.terms.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class Owner:
    """A township, or a unit; the county office is a unit by its own name."""

    township: str = ""
    unit: str = ""

    @property
    def label(self) -> str:
        return self.township or self.unit

    @property
    def whose(self) -> Whose:
        if self.township:
            return Whose.TOWNSHIP
        return Whose.OFFICE if self.unit == Whose.OFFICE.label else Whose.UNIT


@dataclass(frozen=True, slots=True)
class PaperHere:
    """A paper as it was put in. `sha256` "" and `title` "" where they were lawfully taken away."""

    id: int
    owner: Owner
    kind: GeneralKind
    stage: GeneralStage
    title: str
    day: date
    evidence: int
    sha256: str
    sm3: str
    size: int
    media_type: str
    name: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class IssuedGeneral:
    """An edition of a general volume. `sha256` "": what it held was lawfully taken away, its number stays."""

    id: int
    owner: Owner
    edition: int
    evidence: int | None
    sha256: str
    says: str
    pages: int
    gaps: int
    head: str
    day: date
    by: str
    current: bool


PAPER = (
    "township", "unit", "id", "kind", "stage", "title", "day", "evidence_id", "evidence__sha256", "evidence__sm3",
    "evidence__size", "evidence__media_type", "evidence__name", "account__label", "reason",
)  # fmt: skip
ISSUE = (
    "township", "unit", "id", "edition", "evidence_id", "evidence__sha256", "says", "pages", "gaps", "head", "day",
    "account__label", "current",
)  # fmt: skip


def seen_of_owners(sight: Sight) -> Q:
    """A township's own, a unit's own; all for who sees the county."""
    if sight.everything:
        return Q(township=sight.within) if sight.within else Q()
    whose = Q(township=sight.township) if sight.township else Q(pk__in=[])
    if sight.department and not sight.within:
        whose |= Q(unit=sight.department)
    return whose & Q(township=sight.within) if sight.within else whose


def of_owner(owner: Owner) -> Q:
    return Q(township=owner.township, unit=owner.unit)


def papers(sight: Sight, owner: Owner | None = None) -> list[PaperHere]:
    """Those that count, by day."""
    wanted = models.GeneralPaper.objects.filter(seen_of_owners(sight), current=True, reason=None)
    wanted = wanted if owner is None else wanted.filter(of_owner(owner))
    return list(_papers(wanted.exclude(evidence__sha256=None)))


def paper_numbered(key: int, sight: Sight) -> PaperHere:
    """Raises InputError `general_unknown`, also for one that is not in sight or that does not count any more."""
    wanted = models.GeneralPaper.objects.filter(seen_of_owners(sight), current=True, reason=None, id=key)
    found = next(_papers(wanted), None)
    if found is None:
        raise InputError("general_unknown", where=str(key))
    return found


def _papers(wanted: Any) -> Iterator[PaperHere]:
    for township, unit, key, kind, stage, title, *rest, reason in wanted.order_by("day", "id").values_list(*PAPER):
        day, evidence, sha256, sm3, size, media_type, name, by = rest
        yield PaperHere(
            key, Owner(township, unit), GeneralKind(kind), GeneralStage(stage), title or "", day, evidence,
            sha256 or "", sm3 or "", size or 0, media_type or "", name or "", by, reason or "",
        )  # fmt: skip


def general_issues(sight: Sight, owner: Owner | None = None, *, former: bool = False) -> list[IssuedGeneral]:
    """Editions in sight, the newest last; `former`: those that were replaced too."""
    wanted = models.GeneralIssue.objects.filter(seen_of_owners(sight))
    wanted = wanted if former else wanted.filter(current=True)
    wanted = wanted if owner is None else wanted.filter(of_owner(owner))
    return [_issued(row) for row in wanted.order_by("township", "unit", "edition").values_list(*ISSUE)]


def _issued(row: tuple[Any, ...]) -> IssuedGeneral:
    township, unit, key, edition, evidence, sha256, says, pages, gaps, *rest = row
    owner = Owner(township, unit)
    return IssuedGeneral(key, owner, edition, evidence, sha256 or "", says or "", pages or 0, gaps or 0, *rest)


def general_numbered(key: int, sight: Sight) -> IssuedGeneral:
    """Raises InputError `dossier_unknown`, also for one that is not in sight."""
    wanted = models.GeneralIssue.objects.filter(seen_of_owners(sight), id=key).exclude(evidence=None)
    row = wanted.values_list(*ISSUE).first()
    if row is None:
        raise InputError("dossier_unknown", where=str(key))
    return _issued(row)


def general_with(sha256: str, sight: Sight) -> IssuedGeneral | None:
    """The edition of which these are the bytes, of those in sight."""
    wanted = models.GeneralIssue.objects.filter(seen_of_owners(sight), evidence__sha256=sha256)
    row = wanted.values_list(*ISSUE).first()
    return _issued(row) if row else None
