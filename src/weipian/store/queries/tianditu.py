"""Whether the office has signed for 天地图: what the log says last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from weipian.store.models import Event
from weipian.terms.acting import Act
from weipian.terms.here import BEIJING


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed, when, and the number of the event."""

    event: int
    who: str
    at: datetime

    @property
    def said(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.who} 签准（日志第 {self.event} 条）"


def signed() -> Signed | None:
    """None where nobody has, or where it was ended since."""
    acts = (Act.TIANDITU_SIGNED.value, Act.TIANDITU_ENDED.value)
    last = dict(Event.objects.filter(act__in=acts).values_list("act").annotate(Max("seq")).order_by())
    on, off = (last.get(act, 0) for act in acts)
    if on <= off:
        return None
    who, at = Event.objects.values_list("actor", "at").get(seq=on)
    return Signed(on, who, datetime.fromisoformat(at).astimezone(BEIJING))
