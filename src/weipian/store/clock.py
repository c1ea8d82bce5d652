"""The machine's clock: what an act is dated with, and what it can't be right about."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from weipian.record.order import LAST_YEAR, runs_back
from weipian.terms.errors import InputError
from weipian.terms.here import BEIJING
from weipian.terms.messages import sentence


def require_possible(moment: datetime, year: int) -> None:
    """A log can't be mended: what is plainly not the time is refused before it is written. `year`: the programme's.

    Raises InputError.
    """
    if not year <= moment.astimezone(BEIJING).year <= LAST_YEAR:
        raise InputError("clock_impossible", where="本机时钟", now=said(moment), year=year)


def said_of_clock(moment: datetime) -> list[str]:
    """What who sits down at a desk should know: the clock is behind the last act."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, at FROM event ORDER BY seq DESC LIMIT 1")
        found = cursor.fetchone()
    if found is None or not runs_back(str(found[1]), moment.isoformat()):
        return []
    last = datetime.fromisoformat(str(found[1]))
    params: dict[str, object] = {"now": said(moment), "seq": found[0], "last": said(last)}
    return [sentence("said_clock_back", params)]


def said(moment: datetime) -> str:
    """A moment for people."""
    return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")
