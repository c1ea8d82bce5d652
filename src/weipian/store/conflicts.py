"""Who was quicker: read from the log, so that the one who comes second knows whom to ask."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import DatabaseError
from django.db.models import Q

from weipian.store.models import Event
from weipian.store.writing import RowGone
from weipian.terms import acting as words
from weipian.terms.errors import InputError

HERE = ZoneInfo("Asia/Shanghai")
FEW = 50
"""So many rows are looked for; whoever overtook an act of thousands is found by its first ones."""


def overtaken(error: Exception, label: str, subject: str) -> InputError:
    """The act that lost, in a sentence that names who won and when."""
    found = _last_on(error.table, error.keys) if isinstance(error, RowGone) else _last_about(subject)
    if found is None:
        return InputError("changed_meanwhile", where=label)
    return InputError("changed_meanwhile_by", where=label, **said_of(*found))


def said_of(at: str, actor: str, act: str) -> dict[str, str]:
    """An event's who, when and what, as a sentence takes them."""
    when = datetime.fromisoformat(at).astimezone(HERE).strftime("%Y-%m-%d %H:%M")
    what = next((word.label for word in words.Act if word.value == act), act)
    return {"who": actor, "when": when, "act": what}


def _last_on(table: str, keys: tuple[int, ...]) -> tuple[str, str, str] | None:
    """The newest event that holds an image of one of the rows; an image's text ends with its key and table."""
    wanted = Q()
    for key in keys[:FEW]:
        wanted |= Q(rows__contains=f'"key":{key},"table":"{table}"')
    return _newest(wanted) if keys else None


def _last_about(subject: str) -> tuple[str, str, str] | None:
    return _newest(Q(subject=subject)) if subject else None


def _newest(wanted: Q) -> tuple[str, str, str] | None:
    try:
        return Event.objects.filter(wanted).order_by("-seq").values_list("at", "actor", "act").first()
    except DatabaseError:
        return None
