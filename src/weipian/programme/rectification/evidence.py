"""Evidence that a measure asks for, each thing with its answer: what is not known is never a verdict (plan 二(五))."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from weipian.policy import Policy
from weipian.policy.clocks import after
from weipian.terms.evidence import EvidenceKind
from weipian.terms.rectification import Step


class Wanted(StrEnum):
    """What may be asked for."""

    BEFORE_AFTER = "before_after"
    DATES_APART = "dates_apart"
    TOPSOIL = "topsoil"
    CROP = "crop"


class Shown(StrEnum):
    """How it stands."""

    THERE = "there"
    UNKNOWN = "unknown"
    MISSING = "missing"
    WRONG = "wrong"


LABELS = {
    Wanted.BEFORE_AFTER: "整改前后同方位照片",
    Wanted.DATES_APART: "隔开的两个日期",
    Wanted.TOPSOIL: "耕作层恢复",
    Wanted.CROP: "作物种植",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence of the plot; `heading` in degrees."""

    kind: EvidenceKind
    day: date | None
    heading: Fraction | None


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was asked for; `said`: why, for people."""

    wanted: Wanted
    shown: Shown
    said: str

    @property
    def bars(self) -> bool:
        """Nothing at all, or plainly not so; what is only not known bars nobody."""
        return self.shown in (Shown.MISSING, Shown.WRONG)


@dataclass(frozen=True, slots=True)
class Proofs:
    """What there is: pieces, and the steps that somebody registered with evidence."""

    pieces: Sequence[Piece]
    steps: frozenset[Step]


def asked(policy: Policy, wanted: Iterable[str], proofs: Proofs) -> list[Found]:
    """Every thing that the measure asks for."""
    return [ASKS[Wanted(one)](policy, proofs) for one in wanted]


def _before_after(policy: Policy, proofs: Proofs) -> Found:
    before, after_ = (_of(proofs, kind) for kind in (EvidenceKind.PHOTO_BEFORE, EvidenceKind.PHOTO_AFTER))
    lacking = [kind.label for kind, found in PAIR.items() if not _of(proofs, kind)]
    if lacking:
        return Found(Wanted.BEFORE_AFTER, Shown.MISSING, f"没有{'、'.join(lacking)}")
    most = policy.value("rectification.heading_tolerance").number
    turns = [
        turned(one.heading, two.heading) for one in before for two in after_ if None not in (one.heading, two.heading)
    ]
    if any(turn is not None and turn <= most for turn in turns):
        return Found(Wanted.BEFORE_AFTER, Shown.THERE, "前后照片方位角相符")
    if any(one.heading is None for one in (*before, *after_)):
        return Found(Wanted.BEFORE_AFTER, Shown.UNKNOWN, "有照片没有方位角，是否同一方位不明，请人比对")
    return Found(Wanted.BEFORE_AFTER, Shown.WRONG, f"前后照片方位角相差都超过 {int(most)} 度")


PAIR = {EvidenceKind.PHOTO_BEFORE: "before", EvidenceKind.PHOTO_AFTER: "after"}


def turned(one: Fraction | None, two: Fraction | None) -> Fraction | None:
    """Degrees between two headings, by the shorter way round."""
    if one is None or two is None:
        return None
    apart = abs(one - two) % 360
    return min(apart, 360 - apart)


def _of(proofs: Proofs, kind: EvidenceKind) -> list[Piece]:
    return [one for one in proofs.pieces if one.kind is kind]


def _dates_apart(policy: Policy, proofs: Proofs) -> Found:
    photos = _of(proofs, EvidenceKind.PHOTO_AFTER)
    if len(photos) < len(PAIR):
        return Found(Wanted.DATES_APART, Shown.MISSING, "整改后照片不足两张")
    days = sorted(one.day for one in photos if one.day is not None)
    period = policy.value("rectification.dates_apart").period
    least = after(days[0], period) if days else None
    if least is not None and days[-1] >= least:
        return Found(Wanted.DATES_APART, Shown.THERE, f"{days[0]} 至 {days[-1]}")
    if len(days) < len(photos):
        return Found(Wanted.DATES_APART, Shown.UNKNOWN, "有照片没有拍摄日期，是否隔开不明")
    return Found(Wanted.DATES_APART, Shown.WRONG, f"整改后照片前后不到 {period.count} 天")


def _step(step: Step, wanted: Wanted) -> Callable[[Policy, Proofs], Found]:
    def ask(_policy: Policy, proofs: Proofs) -> Found:
        if step in proofs.steps:
            return Found(wanted, Shown.THERE, f"已登记{step.label}并附证据")
        return Found(wanted, Shown.MISSING, f"没有登记附证据的“{step.label}”")

    return ask


ASKS: dict[Wanted, Callable[[Policy, Proofs], Found]] = {
    Wanted.BEFORE_AFTER: _before_after,
    Wanted.DATES_APART: _dates_apart,
    Wanted.TOPSOIL: _step(Step.TOPSOIL, Wanted.TOPSOIL),
    Wanted.CROP: _step(Step.CROP, Wanted.CROP),
}
