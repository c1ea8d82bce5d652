"""判定建议 once the visits are in, and 逐一核查: the office's opinion at gate A, the leading group's at gate D."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.world import World
from weipian.office.inspecting.gates import gates_here, gates_now
from weipian.office.proposing import gates_asked
from weipian.programme.determination.acts import propose_plots
from weipian.programme.inspection.acts.opinions import Opinion, give_opinion
from weipian.terms.words import GateName

PROPOSED, LOOKED_AT = 15, 16
WHO = {GateName.A: "reviewer", GateName.D: "group"}


def propose(world: World, day: date) -> None:
    for batch in world.days_after(day, PROPOSED):
        propose_plots(world.desks["clerk"], batch.plots, gates_asked())


def look_one_by_one(world: World, day: date) -> None:
    """Every gate that certainly has to be gone through and has no opinion on these facts."""
    for batch in world.days_after(day, LOOKED_AT):
        for one in gates_here(world.desks["clerk"], only=batch.plots):
            if one.certain:
                _look(world, day, one.patch.number, one.gate, one.patch.about.township)


def _look(world: World, day: date, patch: str, gate: GateName, township: str) -> None:
    desk = world.desks[WHO[gate]]
    deputy = world.of_township(township, "deputy").actor.label
    said = f"{gate.label}：现场核查，面积、用途与核查情况一致，同意提交会审"
    give_opinion(desk, Opinion(patch, gate, day, f"{desk.actor.label}、{deputy}", said, deputy), gates_now(desk.policy))
    world.diary.note(day, f"闸门 {gate.value} 逐一核查 {patch}（{township}），已出具意见")
