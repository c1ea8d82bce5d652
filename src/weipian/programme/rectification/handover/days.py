"""No handover, answer or receipt is dated before what it follows, and each says what it has to."""

from __future__ import annotations

from datetime import date

from weipian.terms.errors import InputError


def require_after(day: date, earlier: date | None, where: str, what: str) -> None:
    """Raises InputError for a day before what it follows."""
    if earlier is not None and day < earlier:
        raise InputError("handover_day_before", where=where, day=day, earlier=earlier, what=what)


def require_text(where: str, **texts: str) -> None:
    """Raises InputError for the first that is empty; the name is what people call it."""
    for name, text in texts.items():
        if not text.strip():
            raise InputError("handover_needs", where=where, name=name)
