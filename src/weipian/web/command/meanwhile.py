"""Two people at one record: who sends a form is first told what others did to it since the form was opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from weipian.store.conflicts import said_of
from weipian.store.queries.meanwhile import since, stood_at
from weipian.web.command.acts import DIALOGS, RowOf
from weipian.web.command.port import Dialog

FIELD = "looked"
"""The hidden field: when the form was opened. How far the log is, is not told: it counts what others do elsewhere."""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """`done`: of each act who, when and what; `looked`: what the form says when it is sent again."""

    done: list[dict[str, str]]
    looked: str


@cache
def _about(key: str) -> tuple[tuple[str, bool], ...]:
    """The fields of a dialog that name plots or patches; True: patches."""
    rows = {(asks.field, asks.row is RowOf.PATCH) for asks in DIALOGS.values() if asks.dialog == key}
    other = {asks.field for asks in DIALOGS.values() if asks.dialog == key and asks.row is RowOf.OTHER}
    return tuple(sorted(one for one in rows if one[0] not in other))


def looked(asked: Dialog) -> str | None:
    """Now, for a form that acts on plots or patches."""
    return _now() if _about(asked.key) else None


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _then(text: str) -> str | None:
    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat(timespec="milliseconds")
    except ValueError:
        return None


def meanwhile(request: Any, asked: Dialog, given: Mapping[str, Sequence[str]]) -> Meanwhile | None:
    """What others did to the rows that the form names; None where nothing, and where it was told already."""
    then, desk, now = _then(str(request.POST.get(FIELD, ""))), request.desk, _now()
    if then is None or not _about(asked.key):
        return None
    before = stood_at(then)
    done = [
        said_of(one.at, one.actor, one.act)
        for field, patches in _about(asked.key)
        for one in since(before, desk.actor.signed, given[field], desk.sight, patches=patches)
    ]
    return Meanwhile(done, now) if done else None
