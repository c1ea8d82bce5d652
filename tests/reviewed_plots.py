"""What tests ask of a reviewed plot."""

from __future__ import annotations

from typing import Any

from made_review import County

MINE = {"conclusion": "unlawful", "nature": "", "determination": "undetermined"}


def now_of(plot: str) -> Any:
    from weipian.store.models import Determination

    return Determination.objects.get(plot__number=plot, current=True)


def last_event() -> tuple[str, str]:
    from weipian.store.models import Event

    row = Event.objects.order_by("-seq").values_list("act", "subject")[0]
    return row[0], row[1]


def held(county: County) -> County:
    county.convene()
    county.attend()
    return county


def locked(county: County) -> County:
    held(county)
    county.decide("P1", "新增建设用地违法")
    county.decide("P2", "未判定", "缺批文")
    county.lock()
    return county
