"""Gates B and C: demolish-and-recultivate by area, whatever the category and the suspicion."""

from __future__ import annotations

from weipian.programme.inspection.facts import Facts
from weipian.programme.inspection.gates import Asked, GateLaw, ask
from weipian.programme.inspection.rules import LAND_AREAS


def gate_b(facts: Facts, law: GateLaw) -> Asked:
    """二(二): the county office inspects demolish-and-recultivate of this size on site."""
    return _by_measure(facts, law)


def gate_c(facts: Facts, law: GateLaw) -> Asked:
    """二(五): an application to the prefecture office; not in place before it passes."""
    return _by_measure(facts, law)


def _by_measure(facts: Facts, law: GateLaw) -> Asked:
    return ask(law, facts, {"measure": facts.measure.value in law.concerns}, LAND_AREAS)
