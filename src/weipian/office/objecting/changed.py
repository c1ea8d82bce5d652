"""What a correction changed: ratio, quota, reports, before → after, all else being as it is now.

Before is worked out from the books of now with the one plot as it stood at the answer, so that nothing else's change
is told as this one's, and nothing of other plots is kept with an objection.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from weipian.office.ledger.counting import PART
from weipian.office.objecting.kept import rows_then
from weipian.policy import Policy
from weipian.programme.account import ratio
from weipian.programme.account.ledger import LedgerRow
from weipian.terms.area import decimals

Rows = Sequence[LedgerRow]
Quota = Callable[[Rows], Mapping[str, Fraction]]
"""Rows of the ratio → amounts that the quota book would expect of them, by name: the quota part's, handed in."""
Json = Mapping[str, Any]
COUNTY = "全县"


@dataclass(frozen=True, slots=True)
class Change:
    """One figure, before and after; None: there is none."""

    where: str
    figure: str
    label: str
    before: str | None
    after: str | None

    @property
    def is_other(self) -> bool:
        return self.before != self.after

    def as_json(self) -> dict[str, str | None]:
        return {
            "where": self.where, "figure": self.figure, "label": self.label, "before": self.before, "after": self.after
        }  # fmt: skip


def changes(
    kept: Json, plots: Sequence[str], rows: Rows, policy: Policy, *, county: bool, quota: Quota | None = None
) -> list[Change]:
    """`plots`: the one, and what it was cut into; `rows`: all in sight; `county`: whether that is all there is."""
    was, own = rows_then(kept), [row for row in rows if row.plot.split(PART)[0] in plots]
    then = [*(row for row in rows if row not in own), *was]
    towns = dict.fromkeys(row.township for row in (*was, *own))
    found = [one for town in towns for one in _of(town, then, rows, policy, "township")]
    if county:
        found += _of(COUNTY, then, rows, policy, "county")
        found += _quota(quota, then, rows) if quota else []
    return [one for one in found if one.is_other]


def _of(where: str, then: Rows, now: Rows, policy: Policy, level: str) -> list[Change]:
    line, counts = ratio.line_of(policy, level), ratio.Counts(policy)
    each = []
    for rows in (then, now):
        some = rows if level == "county" else [row for row in rows if row.township == where]
        each.append(figures(ratio.account(some, line, counts)))
    return [Change(where, key, LABELS[key], each[0][key], each[1][key]) for key in LABELS]


LABELS = {
    "numerator_before_mu": "违法占耕地（扣减前，亩）",
    "numerator_mu": "违法占耕地（亩）",
    "denominator_mu": "新增占耕地（亩）",
    "ratio": "比例",
    "in_scope": "是否达到比例线",
    "undetermined_mu": "未判定（亩）",
}


def figures(found: ratio.Account) -> dict[str, str | None]:
    return {
        "numerator_before_mu": decimals(found.before.numerator, 4),
        "numerator_mu": decimals(found.after.numerator, 4),
        "denominator_mu": decimals(found.after.denominator, 4),
        "ratio": None if found.after.ratio is None else decimals(found.after.ratio, 6),
        "in_scope": "达到" if found.in_scope else "未达",
        "undetermined_mu": decimals(found.undetermined, 4),
    }


def _quota(quota: Quota, then: Rows, now: Rows) -> list[Change]:
    before, after = quota(then), quota(now)
    return [
        Change(
            "指标账", name, name, decimals(before.get(name, Fraction(0)), 4), decimals(after.get(name, Fraction(0)), 4)
        )
        for name in dict.fromkeys([*before, *after])
    ]
