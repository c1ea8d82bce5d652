"""补办用地手续: applied for by the township after the penalty, granted on the story's day; one needs its tick."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.diary import APPROVED
from weipian.demo.days.task import Task
from weipian.demo.days.tasks import after, tasks
from weipian.demo.days.world import World
from weipian.office.cases.ground import ground
from weipian.office.ledger.following import follow
from weipian.programme.rectification.cases.acts.approving import Applying, Granting, apply, grant, tick
from weipian.terms.cases import ApprovalLevel, ApprovalStage
from weipian.terms.words import Outcome

APPLIED, UNTICKED = 19, 2
"""Days after the order, when the penalty is carried out; days between a grant by 增减挂钩 and its tick."""


def apply_for(world: World, day: date) -> None:
    for one in _approved(world):
        if after(one.told, APPLIED) == day:
            said = Applying(day, level_of(one), fits_industry=True, fits_plan=True, linked=not one.house)
            apply(world.of_township(one.township, "deputy"), one.plot, said, ground)


def grant_now(world: World, day: date) -> None:
    """It counts from the day of the grant; by 增减挂钩 only from the tick."""
    clerk = world.desks["clerk"]
    for one in _approved(world):
        granted = one.done if one.house else after(one.done, -UNTICKED)
        if granted == day:
            paper = f"澜政用地〔{day.year}〕{one.plot[-9:]}号（虚构）"
            grant(clerk, one.plot, Granting(ApprovalStage.GRANTED, day, paper, "澜屏县人民政府（虚构）"), follow)
        if one.done == day:
            world.diary.count(day, APPROVED, 1)
            if not one.house:
                tick(clerk, one.plot, day, follow)
                world.diary.note(day, "增减挂钩的补办已在平台勾选，从当日起算数")


def level_of(one: Task) -> ApprovalLevel:
    return ApprovalLevel.COUNTY if one.house else ApprovalLevel.REGION


def _approved(world: World) -> list[Task]:
    return [one for one in tasks(world) if one.outcome is Outcome.RETROSPECTIVE_APPROVAL]
