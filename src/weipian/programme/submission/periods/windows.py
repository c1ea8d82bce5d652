"""Which issue dates a period takes in, and by when it is due (plan 三); every number and date is the policy's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy, calendar
from weipian.policy.clocks import listed, monthly_return, quarter_of, quarters
from weipian.terms.closing import PeriodKind
from weipian.terms.errors import InputError, UsageError
from weipian.terms.words import Category

MONTH, YEAR = re.compile(r"(\d{4})-(\d{2})"), re.compile(r"\d{4}")
DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Window:
    """A period. `until`: the last day of issue that it takes in; `due`: by when it is to be closed."""

    kind: PeriodKind
    key: str
    until: date
    due: date

    @property
    def label(self) -> str:
        return f"{self.key} {self.kind.label}"


def window(policy: Policy, kind: PeriodKind, key: str) -> Window:
    """Raises UsageError for a key that names no such period of the programme year."""
    match kind:
        case PeriodKind.MONTH:
            return _month(policy, key)
        case PeriodKind.QUARTER:
            found = next((one for one in quarters(policy) if one.name == key.strip().upper()), None)
            if found is None:
                raise _unknown(policy, kind, key)
            return Window(kind, found.name, found.until, found.due)
        case PeriodKind.HALF_YEAR:
            _require_year(policy, kind, key)
            until, due = policy.value("periods.half_year_cutoff").date, policy.value("periods.half_year_due").dates[0]
            return Window(kind, key, until, due)
        case PeriodKind.YEAR:
            _require_year(policy, kind, key)
            return Window(kind, key, max(one.until for one in quarters(policy)), _annual(policy))


def _month(policy: Policy, key: str) -> Window:
    found = MONTH.fullmatch(key.strip())
    if not found or not 1 <= int(found[2]) <= DECEMBER or int(found[1]) not in (policy.year, policy.year + 1):
        raise _unknown(policy, PeriodKind.MONTH, key)
    first = date(int(found[1]), int(found[2]), 1)
    due = calendar.day_of_month(first, 0, policy.value("periods.report_day").whole)
    until = calendar.day_of_month(first, -1, policy.value("periods.report_cutoff_day").whole)
    return Window(PeriodKind.MONTH, f"{first:%Y-%m}", until, due)


def _annual(policy: Policy) -> date:
    table = policy.value("duties.annual_assessment").table
    return policy.value(str(table["dates_key"])).dates[0]


def _require_year(policy: Policy, kind: PeriodKind, key: str) -> None:
    if not YEAR.fullmatch(key.strip()) or int(key) != policy.year:
        raise _unknown(policy, kind, key)


def _unknown(policy: Policy, kind: PeriodKind, key: str) -> UsageError:
    forms = {
        PeriodKind.MONTH: f"{policy.year}-08",
        PeriodKind.QUARTER: "、".join(one.name for one in quarters(policy)),
        PeriodKind.HALF_YEAR: str(policy.year),
        PeriodKind.YEAR: str(policy.year),
    }
    return UsageError("period_unknown", where=kind.label, key=key, forms=forms[kind])


def month_of(policy: Policy, issued: date, category: Category) -> str:
    """The reporting month (plan 三(一)) of what was issued on a day; "" for a category that is not reported monthly."""
    if category.value not in listed(policy.value("duties.report"), "categories"):
        return ""
    day, cutoff = (policy.value(f"periods.{name}").whole for name in ("report_day", "report_cutoff_day"))
    return f"{monthly_return(issued, day, cutoff):%Y-%m}"


def quarter_named(policy: Policy, issued: date, stated: str | None) -> str:
    """The quarter by the batch's stated period, else by the day of issue; "" outside the programme year."""
    try:
        return quarter_of(policy, issued, stated).name
    except InputError:
        return ""
