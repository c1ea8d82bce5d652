"""`--period month:2023-08`: from which closed period; without it by the books of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weipian.terms.errors import InputError, UsageError

if TYPE_CHECKING:
    from weipian.office.pressing.reckoning import Period


def period_of(text: str | None) -> Period:
    """Raises UsageError for what is no period."""
    from weipian.office.pressing.reckoning import Period
    from weipian.terms.closing import PeriodKind

    if not text:
        return Period()
    kind, sign, key = text.replace("：", ":").partition(":")
    try:
        wanted = PeriodKind.read(kind)
    except InputError:
        raise UsageError("letter_period_both", where=text) from None
    if not sign or not key:
        raise UsageError("letter_period_both", where=text)
    return Period(wanted, key)
