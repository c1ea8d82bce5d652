"""Gates A and D, asked before the review; the union of farmland and redline is only a hint."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from weipian.programme.inspection.facts import Facts
from weipian.programme.inspection.gates import Asked, GateLaw, Threshold, ask
from weipian.terms.words import Category

LAND_AREAS = ("cultivated", "farmland", "redline")


@dataclass(frozen=True, slots=True)
class UnionHint:
    """Farmland and redline together reach a line that neither reaches alone; `measured` is their sum in 亩."""

    patch: str
    threshold: Threshold
    measured: Fraction
    certain: bool


def gate_a(facts: Facts, law: GateLaw) -> Asked:
    """二(二): suspected unlawful patches of the two monthly land categories, and mining patches, by area."""
    return ask(law, facts, {"suspected_unlawful": facts.suspected}, _areas_of_a(facts, law))


def _areas_of_a(facts: Facts, law: GateLaw) -> tuple[str, ...]:
    """What gate A looks at: three kinds of land in its categories, the working of a mining patch, else nothing."""
    if facts.category is Category.MINING:
        return ("mining",)
    return LAND_AREAS if facts.category.value in law.concerns else ()


def gate_d(facts: Facts, law: GateLaw) -> Asked:
    """二(八): new buildings or structures on suspected unlawful cultivated land, in every category."""
    claims = {"suspected_unlawful": facts.suspected, "new_building": facts.new_building}
    return ask(law, facts, claims, ("cultivated",))


def union_hint(facts: Facts, law: GateLaw, union: Threshold) -> UnionHint | None:
    """二(二), a ruling of gate A: the sum bounds the union from above, so only a hint to look at both together."""
    farmland, redline = facts.areas["farmland"], facts.areas["redline"]
    if facts.suspected is False or "farmland" not in _areas_of_a(facts, law) or not farmland or not redline:
        return None
    alone = farmland >= law.lines["farmland"].mu or redline >= law.lines["redline"].mu
    if alone or farmland + redline < union.mu:
        return None
    return UnionHint(facts.patch, union, farmland + redline, facts.suspected is True)
