"""Whether the county pursues a retrospective approval: after the penalty, where policy, plan, level allow (二(六))."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from weipian.policy import Policy
from weipian.terms.cases import ApprovalLevel

SAID = {
    "penalty_done": ("还没有作出处罚决定", "还没有作出处罚决定"),
    "fits_industry_policy": ("是否符合产业政策不明", "不符合产业政策"),
    "fits_plan": ("是否符合规划不明", "不符合规划"),
    "level_region_or_below": ("批准层级不明", "批准层级高于自治区级"),
    "farmland": ("是否占用永久基本农田不明", "占用永久基本农田"),
    "redline": ("是否占用生态保护红线不明", "占用生态保护红线"),
}
"""Requirement or bar → what is said where it is not known, and where it stands in the way."""


@dataclass(frozen=True, slots=True)
class Land:
    """亩 of a plot on cultivated and protected land; None where not known."""

    cultivated: Fraction | None = None
    farmland: Fraction | None = None
    redline: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a plot for its approval; None is not known."""

    decided: date | None
    fits_industry: bool | None
    fits_plan: bool | None
    level: ApprovalLevel | None
    farmland: Fraction | None
    redline: Fraction | None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why it is not pursued: which requirement, whether it is only not known, in words, by which clause."""

    key: str
    unknown: bool
    said: str
    clause: str


def obstacles(policy: Policy, known: Asked) -> list[Obstacle]:
    """Everything that keeps the county from pursuing it; what is not known keeps it too, and is told apart."""
    return [*_of(policy, "rectification.approval.requires", known), *_of(policy, BARRED, known)]


BARRED = "rectification.approval.barred_by"


def _of(policy: Policy, key: str, known: Asked) -> Iterator[Obstacle]:
    value = policy.value(key)
    for name in value.items:
        holds = _holds(policy, name, known)
        if holds is not True:
            unknown, fails = SAID.get(name, (f"{name} 不明", name))
            yield Obstacle(name, holds is None, fails if holds is False else unknown, value.clause)


def _holds(policy: Policy, name: str, known: Asked) -> bool | None:
    match name:
        case "penalty_done":
            return known.decided is not None
        case "fits_industry_policy":
            return known.fits_industry
        case "fits_plan":
            return known.fits_plan
        case "level_region_or_below":
            levels = policy.value("cases.later_approval_levels").items
            return None if known.level is None else known.level.value in levels
        case "farmland" | "redline":
            area = known.farmland if name == "farmland" else known.redline
            return None if area is None else area == 0
        case _:
            return None
