"""Thresholds at which a case may be a crime's: a hint that people look at, never a verdict. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from weipian.policy import Policy
from weipian.terms.words import Sure

PREFIX = "cases.crime."
LABELS = {"farmland": "永久基本农田", "cultivated": "永久基本农田以外的耕地", "mining_value": "矿产品价值"}


@dataclass(frozen=True, slots=True)
class Hint:
    """`reached` None: not known. `value`, `threshold` in `unit`; exact, as a reader shows it."""

    key: str
    label: str
    value: Fraction | None
    threshold: Fraction
    unit: str
    reached: bool | None
    clause: str
    note: str
    sure: Sure

    def as_json(self) -> dict[str, object]:
        return {
            "hint": self.key,
            "label": self.label,
            "value": None if self.value is None else f"{float(self.value):.4f}",
            "threshold": f"{float(self.threshold):.4f}",
            "unit": self.unit,
            "reached": self.reached,
            "clause": self.clause,
            "note": self.note,
            "sure": self.sure.value,
        }

    @property
    def text(self) -> str:
        unit = {"mu": "亩", "yuan": "元"}.get(self.unit, self.unit)
        return f"{self.label}达到 {float(self.threshold):g} {unit}线，是否移送涉嫌犯罪由人认定（{self.note}）"


@dataclass(frozen=True, slots=True)
class Harm:
    """What a case harmed, over all its plots; None where one of them is not known. Land in 亩, value in 元."""

    farmland: Fraction | None = None
    cultivated: Fraction | None = None
    mining_value: Fraction | None = None

    @property
    def other(self) -> Fraction | None:
        """Cultivated land that is not permanent basic farmland: what is left where all farmland is cultivated."""
        if self.cultivated is None or self.farmland is None:
            return None
        return max(Fraction(0), self.cultivated - self.farmland)


def hints(policy: Policy, harm: Harm, *, mining: bool) -> list[Hint]:
    """Every threshold of the kind of case, with whether it is reached; 以上 includes the number."""
    values = {"mining_value": harm.mining_value} if mining else {"farmland": harm.farmland, "cultivated": harm.other}
    return [_hint(policy, key, value) for key, value in values.items()]


def _hint(policy: Policy, key: str, value: Fraction | None) -> Hint:
    law = policy.value(PREFIX + key)
    reached = None if value is None else value >= law.number
    return Hint(key, LABELS[key], value, law.number, law.unit, reached, law.clause, law.note, law.sure)
