"""No act is dated after the day on which it is written down."""

from __future__ import annotations

from datetime import date, datetime

from weipian.store.writing import Act
from weipian.terms.errors import InputError
from weipian.terms.here import BEIJING


def require_past(act: Act, day: date, where: str) -> None:
    """Raises InputError for a day that has not come, by the office's clock."""
    today = datetime.fromisoformat(act.at).astimezone(BEIJING).date()
    if day > today:
        raise InputError("day_ahead", where=where, day=day, today=today)
