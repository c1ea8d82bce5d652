"""Where the programme is at home: China's time, whatever zone the machine is set to."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "北京时间")
"""One zone the year round, so that no table of zones has to be there."""


def day_of(moment: datetime) -> date:
    """The day on which a moment falls in China: a due day ends at 24:00 Beijing time, not at the server's midnight."""
    return moment.astimezone(BEIJING).date()


def day_of_text(moment: str) -> date:
    """The same for a moment as the log writes it."""
    return day_of(datetime.fromisoformat(moment))
