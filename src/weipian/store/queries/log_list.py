"""The log as a list: who did what when, the newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import QuerySet

from weipian.store.models import Event
from weipian.terms.acting import Act
from weipian.terms.here import BEIJING


@dataclass(frozen=True, slots=True)
class LogWanted:
    """Which events; "" and None ask nothing. `since`, `until`: days of Beijing, both counted in."""

    actor: str = ""
    act: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LogRow:
    """An event as it is read: never what it wrote."""

    seq: int
    at: datetime
    actor: str
    act: str
    subject: str


def log_count(wanted: LogWanted) -> int:
    return int(_asked(wanted).count())


def log_page(wanted: LogWanted, start: int, size: int) -> list[LogRow]:
    """Events of a page, the newest first."""
    rows = _asked(wanted).order_by("-seq").values_list("seq", "at", "actor", "act", "subject")[start : start + size]
    return [LogRow(seq, _local(at), actor, _label(act), subject) for seq, at, actor, act, subject in rows]


def _asked(wanted: LogWanted) -> QuerySet[Event]:
    found = Event.objects.all()
    if wanted.actor:
        found = found.filter(actor__icontains=wanted.actor)
    if wanted.act:
        found = found.filter(act=wanted.act)
    if wanted.subject:
        found = found.filter(subject__icontains=wanted.subject)
    if wanted.since:
        found = found.filter(at__gte=_moment(wanted.since))
    if wanted.until and wanted.until < date.max:
        found = found.filter(at__lt=_moment(wanted.until + timedelta(days=1)))
    return found


def _moment(day: date) -> str:
    """The day's first moment, as the log writes it."""
    if day.year < 2:
        return ""
    return datetime.combine(day, time(), BEIJING).astimezone(UTC).isoformat(timespec="milliseconds")


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone(BEIJING)


def _label(act: str) -> str:
    return next((one.label for one in Act if one.value == act), act)
