"""The one mechanism of all four gates: a condition in three values, areas against the policy's thresholds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from weipian.policy import Policy
from weipian.programme.inspection.facts import Facts
from weipian.terms.words import GateName

AREAS = ("cultivated", "farmland", "redline", "mining")


@dataclass(frozen=True, slots=True)
class Threshold:
    """One area line of a gate; areas in 亩, inclusive (以上). `area` is what it is measured on."""

    area: str
    mu: Fraction
    rule: str
    clause: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A threshold beside the patch's area; `measured` None is not known."""

    threshold: Threshold
    measured: Fraction | None
    margin: Fraction

    @property
    def fires(self) -> bool:
        """Known to reach the threshold, unrounded."""
        return self.measured is not None and self.measured >= self.threshold.mu

    @property
    def near(self) -> bool:
        """Within the policy's margin of the threshold, on either side."""
        if self.measured is None:
            return False
        return abs(self.measured - self.threshold.mu) <= self.margin * self.threshold.mu

    @property
    def strength(self) -> Fraction:
        """How many times the threshold; what is not known comes last."""
        if self.measured is None or not self.threshold.mu:
            return Fraction(-1)
        return self.measured / self.threshold.mu


@dataclass(frozen=True, slots=True)
class Firing:
    """A gate that a patch goes through, or may: `certain` is false where that hangs on something unknown."""

    gate: GateName
    who: str
    triggers: tuple[Trigger, ...]
    certain: bool
    unknown: tuple[str, ...]

    @property
    def strongest(self) -> Trigger:
        return self.triggers[0]


@dataclass(frozen=True, slots=True)
class Asked:
    """A gate's answer for a patch: it fires, it came near, or nothing."""

    firing: Firing | None
    near: tuple[Trigger, ...]


def every(*claims: bool | None) -> bool | None:
    """And, in three values: one no is a no; else one unknown is unknown."""
    if False in claims:
        return False
    return None if None in claims else True


@dataclass(frozen=True, slots=True)
class GateLaw:
    """What the policy says of one gate: its lines by area, who acts, for which categories or measures, how near."""

    gate: GateName
    who: str
    lines: Mapping[str, Threshold]
    margin: Fraction
    concerns: frozenset[str]


def gate_table(policy: Policy) -> dict[GateName, GateLaw]:
    """The one table of thresholds, read once for all patches."""
    return policy.once(("gate_table",), lambda: {gate: _law(policy, gate) for gate in GateName})


def _law(policy: Policy, gate: GateName) -> GateLaw:
    prefix = f"gates.{gate}."
    lines = {area: line(policy, prefix + area, area) for area in AREAS if policy.has(prefix + area)}
    concerns = [policy.value(prefix + key).items for key in ("categories", "measures") if policy.has(prefix + key)]
    margin = policy.value("gates.near_margin").number
    return GateLaw(gate, policy.value(prefix + "who").text, lines, margin, frozenset(sum(concerns, ())))


def line(policy: Policy, key: str, area: str) -> Threshold:
    """One area line with its clause."""
    value = policy.value(key)
    return Threshold(area, value.number, value.key, value.clause)


def ask(law: GateLaw, facts: Facts, claims: dict[str, bool | None], areas: Sequence[str]) -> Asked:
    """One gate of one patch: `claims` must all hold (name → claim) and any one area reach its threshold."""
    if every(*claims.values()) is False:
        return Asked(None, ())
    triggers = [Trigger(law.lines[area], facts.areas[area], law.margin) for area in areas if area in law.lines]
    triggers.sort(key=lambda trigger: -trigger.strength)
    fired = tuple(trigger for trigger in triggers if trigger.fires)
    unmeasured = tuple(trigger for trigger in triggers if trigger.measured is None)
    near = tuple(trigger for trigger in triggers if trigger.near and not trigger.fires)
    return Asked(_firing(law, claims, fired, unmeasured), near)


def _firing(
    law: GateLaw, claims: dict[str, bool | None], fired: tuple[Trigger, ...], unmeasured: tuple[Trigger, ...]
) -> Firing | None:
    """Certain where all claims are known and a known area fires; unknown areas matter only where none does."""
    triggers = fired or unmeasured
    if not triggers:
        return None
    unknown = [name for name, claim in claims.items() if claim is None]
    if not fired:
        unknown += [f"{trigger.threshold.area}_mu" for trigger in unmeasured]
    return Firing(law.gate, law.who, triggers, not unknown, tuple(unknown))
