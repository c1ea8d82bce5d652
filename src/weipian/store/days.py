"""No act is dated after the day on which it is written down."""

from __future__ import annotations

from datetime import date, datetime

from weipian.store.writing import Act
from weipian.terms.errors import InputError
from weipian.terms.here import day_of


def written_on(act: Act) -> date:
    """The office's day on which an act is written down."""
    return day_of(datetime.fromisoformat(act.at))


def require_past(act: Act, day: date, where: str) -> None:
    """Raises InputError for a day that has not come, by the office's clock."""
    today = written_on(act)
    if day > today:
        raise InputError("day_ahead", where=where, day=day, today=today)
