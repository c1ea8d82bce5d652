"""No act is dated after the day on which it is written down, nor before what it follows."""

from __future__ import annotations

from datetime import date, datetime

from weipian.store.writing import Act
from weipian.terms.errors import InputError
from weipian.terms.here import day_of


def written_on(act: Act) -> date:
    """The office's day on which an act is written down."""
    return day_of(datetime.fromisoformat(act.at))


def require_past(act: Act, day: date, where: str) -> None:
    """Raises InputError for a day that has not come."""
    today = written_on(act)
    if day > today:
        raise InputError("day_ahead", where=where, day=day, today=today)


def require_after(day: date, earlier: date | None, where: str, what: str) -> None:
    """Raises InputError for a day before what it follows."""
    if earlier is not None and day < earlier:
        raise InputError("handover_day_before", where=where, day=day, earlier=earlier, what=what)


def require_text(where: str, **texts: str) -> None:
    """Raises InputError for the first that is empty; the name is what people call it."""
    for name, text in texts.items():
        if not text.strip():
            raise InputError("handover_needs", where=where, name=name)
