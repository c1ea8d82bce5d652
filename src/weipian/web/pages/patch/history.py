"""What the log says of a plot, in order, by the county's own clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from weipian.store.queries.explain import Happened
from weipian.terms.here import BEIJING


@dataclass(frozen=True, slots=True)
class Told:
    """`seq`: the entry of the log."""

    at: str
    label: str
    by: str
    seq: int


def history(events: Iterable[Happened]) -> list[Told]:
    """The latest first."""
    found = [
        Told(
            datetime.fromisoformat(one.at).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M"), one.label, one.actor, one.seq
        )
        for one in events
    ]
    return sorted(found, key=lambda one: one.seq, reverse=True)
