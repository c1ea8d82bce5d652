"""The order of time: an event's time is what the machine's clock said, and a clock set back is told, not mended."""

from __future__ import annotations

from datetime import datetime, timedelta

SLACK = timedelta(minutes=5)
"""The clocks of several desks differ a little, and a time service steps back by seconds."""
LAST_YEAR = 2037
"""Small clocks run over in January 2038; a machine that says later is wrong, or this programme is too old."""


def runs_back(before: str, now: str) -> bool:
    """Whether a time (ISO) lies plainly before the one of the event before it; one that is none counts as no order."""
    try:
        return datetime.fromisoformat(before) - datetime.fromisoformat(now) > SLACK
    except (ValueError, TypeError):
        return False
