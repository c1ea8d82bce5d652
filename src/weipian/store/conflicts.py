"""Who was quicker: read from the log, so that the one who comes second knows whom to ask."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import DatabaseError
from django.db.models import Max, Q

from weipian.store.models import Event
from weipian.store.queries.imports import TABLES
from weipian.store.writing import RowGone
from weipian.terms import acting as words
from weipian.terms.errors import InputError
from weipian.terms.here import BEIJING

MOST = 500
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
    when = datetime.fromisoformat(at).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
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


def quicker_on(plots: Collection[str]) -> dict[str, str]:
    """Who last wrote what people keep of some plots (by number), when, doing what."""
    some = sorted(plots)[:MOST]
    rows = (model._default_manager.filter(plot__number__in=some) for model in TABLES.values())
    newest = max((found["event__max"] or 0 for found in (one.aggregate(Max("event")) for one in rows)), default=0)
    event = _newest(Q(seq=newest))
    return said_of(*event) if event else {"who": "别人", "when": "刚才", "act": "台账导入"}


def _newest(wanted: Q) -> tuple[str, str, str] | None:
    try:
        event = Event.objects.filter(wanted).order_by("-seq").first()
    except DatabaseError:
        return None
    return (event.at, event.actor, event.act) if event else None
