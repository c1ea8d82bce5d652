"""The measures of the policy: what each is for, what it leads to, which period it has, which evidence it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.policy.duties import Duty, duties_of_events
from weipian.terms.words import Category, Conclusion, Determination, Measure, Outcome

MINING = "mining"
"""How the policy names mining plots that were determined unlawful."""
UNLAWFUL = frozenset({Determination.UNLAWFUL_NEW, Determination.UNLAWFUL_EXISTING, Determination.UNLAWFUL_FARMING})


@dataclass(frozen=True, slots=True)
class MeasureLaw:
    """What the policy says of one measure. `unaccepted`: the outcome between self-acceptance and in place."""

    measure: Measure
    on: frozenset[str]
    outcome: Outcome
    unaccepted: Outcome
    duty: str
    evidence: tuple[str, ...]
    clause: str

    @property
    def is_by_approval(self) -> bool:
        """Its outcome is written with the approval, not by somebody who accepts works."""
        return self.outcome is Outcome.RETROSPECTIVE_APPROVAL


def measure_laws(policy: Policy) -> dict[Measure, MeasureLaw]:
    """Every measure that the policy has."""
    prefix = "rectification.measures."
    return {law.measure: law for law in (_law(policy, key, prefix) for key in policy.keys(prefix))}


def _law(policy: Policy, key: str, prefix: str) -> MeasureLaw:
    value = policy.value(key)
    table: Mapping[str, object] = value.table
    return MeasureLaw(
        Measure(key.removeprefix(prefix)),
        frozenset(_texts(table.get("on"))),
        Outcome(str(table["outcome"])),
        Outcome(str(table.get("unaccepted", Outcome.IN_PROGRESS.value))),
        str(table.get("duty", "")),
        _texts(table.get("evidence")),
        value.clause,
    )


def _texts(found: object) -> tuple[str, ...]:
    return tuple(map(str, found)) if isinstance(found, list | tuple) else ()


def nature_of(category: Category, determined: str) -> str:
    """Under which word the policy's `on` looks for a plot; "" for one that was not determined unlawful."""
    if category is Category.MINING:
        return MINING if determined == Conclusion.UNLAWFUL.value else ""
    return determined if determined in {one.value for one in UNLAWFUL} else ""


def fitting(laws: Mapping[Measure, MeasureLaw], nature: str) -> list[Measure]:
    """The measures that are for such a plot."""
    return [measure for measure, law in laws.items() if nature in law.on]


def duty_of(policy: Policy, law: MeasureLaw, since: date) -> Duty | None:
    """What somebody owes from an order, or where there is none from the determination; None: no period of the law."""
    return next(iter(duties_of_events(policy, [(law.duty, since)])), None) if law.duty else None
