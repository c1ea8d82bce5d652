"""What of the ratio's rows the region would keep frozen: open unlawful construction (plan 四(二))."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from weipian.office.objecting.changed import Rows
from weipian.policy import Policy
from weipian.programme.account.quota.law import QuotaLaw

FROZEN = "预期冻结的补充耕地指标"


def frozen(policy: Policy) -> Callable[[Rows], Mapping[str, Fraction]]:
    """Rows → 亩 that are expected to be frozen, by quantity alone; what was put right is open no more."""
    law = QuotaLaw.of(policy)

    def of(rows: Rows) -> Mapping[str, Fraction]:
        open_rows = (row for row in rows if row.determination in law.determinations and not row.outcome.is_settled)
        return {FROZEN: sum((row.cultivated for row in open_rows), Fraction(0))}

    return of
