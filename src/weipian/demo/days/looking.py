"""调阅: the county government and the auditors look at an original; the log says so."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.world import World
from weipian.programme.inspection.acts.evidence import view_original
from weipian.store.queries.evidence import listed
from weipian.store.seeing import seen

LOOKED = {date(2023, 7, 3): ("government", "半年小结前抽看"), date(2024, 1, 10): ("auditor", "年度审计抽查")}


def look_at_originals(world: World, day: date) -> None:
    if day not in LOOKED:
        return
    who, why = LOOKED[day]
    desk = world.desks[who]
    for one in listed(seen(desk))[:1]:
        view_original(desk, one.id, world.hands.folder / f"{who}-{one.name}", why)
        world.diary.note(day, f"{desk.actor.label}调阅原件一份：{why}")
