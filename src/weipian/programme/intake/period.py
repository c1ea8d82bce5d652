"""When a batch belongs where: its period, its quarter, and the day by which its patches are due; pure."""

from __future__ import annotations

import re
from datetime import date

from weipian.policy import Policy
from weipian.policy.duties import duties_of_issue
from weipian.terms.errors import UsageError
from weipian.terms.words import Category

MONTH, QUARTER = re.compile(r"(\d{4})-(\d{2})"), re.compile(r"(\d{4})-Q([1-4])", re.IGNORECASE)


def period_of(text: str | None, issued: date) -> str:
    """`2023-08` or `2023-Q3` as said, else the month of issue. Raises UsageError."""
    if text is None:
        return f"{issued:%Y-%m}"
    plain = text.strip().upper()
    month = MONTH.fullmatch(plain)
    if QUARTER.fullmatch(plain) or (month and 1 <= int(month[2]) <= 12):
        return plain
    raise UsageError("bad_period", where="--period", value=text)


def quarter_of_period(period: str) -> str:
    """The quarter that a period lies in, as `2023-Q3`."""
    month = MONTH.fullmatch(period)
    return f"{month[1]}-Q{(int(month[2]) + 2) // 3}" if month else period


def due_of(policy: Policy, issued: date, category: Category, quarter: str | None) -> date | None:
    """The earliest day on which something is owed for a patch that was just issued. Raises InputError."""
    owed = duties_of_issue(policy, issued, category, quarter=quarter)
    return min((duty.effective_due for duty in owed if duty.effective_due), default=None)
