"""Which patches a period takes in (plan 三(一)(二)(三)); pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from weipian.programme.submission.periods.windows import Window
from weipian.terms.closing import PeriodKind


@dataclass(frozen=True, slots=True)
class Dated:
    """A patch by its dates: when issued, its reporting month ("" : not monthly), its quarter ("" : of none)."""

    issued: date
    month: str
    quarter: str


def is_member(window: Window, patch: Dated, *, reported: bool) -> bool:
    """`reported`: it stands in another month that is closed. A month is cumulative, the others are not."""
    match window.kind:
        case PeriodKind.MONTH:
            return bool(patch.month) and patch.issued <= window.until and not reported
        case PeriodKind.QUARTER:
            return patch.quarter == window.key
        case PeriodKind.HALF_YEAR:
            return patch.issued <= window.until
        case PeriodKind.YEAR:
            return True
