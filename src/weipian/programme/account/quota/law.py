"""What the policy says of the quota: which determinations freeze, what releases and what debits (plan 四(二))."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from weipian.policy import Policy
from weipian.terms.words import Determination


@dataclass(frozen=True, slots=True)
class QuotaLaw:
    """`release`, `debit`: all that must be there; `dated_by`: the needs that give a release its day."""

    determinations: frozenset[Determination]
    release: tuple[str, ...]
    debit: tuple[str, ...]
    dated_by: tuple[str, ...]
    paddy: frozenset[str]
    clause: str

    @classmethod
    def of(cls, policy: Policy) -> Self:
        frozen = policy.value("quota.expected_determinations")
        return cls(
            frozenset(Determination(one) for one in frozen.items),
            policy.value("quota.release_needs").items,
            policy.value("quota.debit_needs").items,
            policy.value("quota.release_dated_by").items,
            frozenset(policy.value("quota.paddy_classes").items),
            frozen.clause,
        )
