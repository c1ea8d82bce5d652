"""What one person did lately, as the log has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from weipian.store.models import Event
from weipian.store.queries.log import head_now
from weipian.terms.acting import Act
from weipian.terms.here import BEIJING

LATELY = 20_000
"""Events that are looked through."""


@dataclass(frozen=True, slots=True)
class OwnAct:
    """`seq`: which entry of the log it is."""

    seq: int
    at: datetime
    act: Act


def own_acts(signed: str, most: int) -> list[OwnAct]:
    """The latest first; `signed`: as the log names the person."""
    last = Event.objects.filter(seq__gt=head_now().seq - LATELY, actor=signed).order_by("-seq")
    return [
        OwnAct(seq, datetime.fromisoformat(at).astimezone(BEIJING), Act(act))
        for seq, at, act in last.values_list("seq", "at", "act")[:most]
    ]
