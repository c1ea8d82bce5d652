"""联合惩戒: a project that was urged and refuses is sanctioned by its department, and let go when it gives way."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.people import TRANSPORT
from weipian.demo.days.task import Task
from weipian.demo.days.tasks import after, tasks
from weipian.demo.days.world import World
from weipian.office.pressing.reckoning import Period, wanted_of
from weipian.programme.intake.acts.records import attach, keep
from weipian.programme.intake.record_fields import said_of
from weipian.programme.report.pressing.acts.mechanisms import Decision, Proposal, decide, lift, propose
from weipian.programme.report.pressing.acts.recording import Step, record_step
from weipian.terms.errors import InputError
from weipian.terms.pressing import Mechanism, StepKind
from weipian.terms.records import RecordKind
from weipian.terms.words import Outcome

CAMP = "高速公路施工营地"
"""What the story calls such projects; the first that lies long and moves at last is the one."""
URGED, TRIED, REFUSED, LONG = 73, 77, 95, 180
"""Days after the determination; LONG: how long after it the order comes on which the owner moves."""
PROPOSED, DECIDED, COMPLIED, LIFTED = -53, -39, 7, 14
"""Days from that order; the works begin on the fifth day after it."""
OWNER, SIGNER = "澜屏高速建设项目部（虚构）", "县交通运输局局长虚庚霜（虚构）"
GROUND, ENDS = "失信惩戒措施清单第一项（虚构）", date(2024, 3, 31)
BECAUSE = "占用耕地的施工营地经督促仍不停用、不补办"


def sanctioned(world: World) -> Task | None:
    """None before it is determined, and where the story has no such project."""
    own = (one for one in tasks(world) if one.outcome is Outcome.IN_PROGRESS and CAMP in name_of(world, one))
    return next((one for one in own if after(one.determined, LONG) < one.told), None)


def name_of(world: World, one: Task) -> str:
    return world.told.found[one.plot].row["项目名称"]


def record_project(world: World, day: date) -> None:
    """The office writes down whose project it is, and the patch that hangs on it, on the day of the first order."""
    one = sanctioned(world)
    if one and day == one.first:
        clerk, project = world.desks["clerk"], name_of(world, one)
        keep(clerk, RecordKind.PARTY, [said_of(RecordKind.PARTY, [f"责任主体={OWNER}", "主体类型=单位"])])
        words = [f"项目名称={project}", "项目类型=公路工程", f"主管部门={TRANSPORT}", f"责任主体={OWNER}"]
        keep(clerk, RecordKind.PROJECT, [said_of(RecordKind.PROJECT, words)])
        attach(clerk, [one.plot], {RecordKind.PROJECT: project})


def urge(world: World, day: date) -> None:
    """The department's own records: urged, refused, and given way in the end."""
    one = sanctioned(world)
    if one is None:
        return
    project = name_of(world, one)
    said = {
        after(one.determined, URGED): Step(project, StepKind.URGED, day, number="澜交督〔2023〕1号（虚构）"),
        after(one.determined, REFUSED): Step(project, StepKind.REFUSED, day, note="书面答复不停用（虚构）"),
        after(one.told, COMPLIED): Step(project, StepKind.COMPLIED, day, note="已停用并报补办（虚构）"),
    }.get(day)
    if said:
        record_step(world.desks["transport"], said)
        world.diary.note(day, f"{said.project}：主管部门（{TRANSPORT}）登记{said.kind.label}")


def propose_sanction(world: World, day: date) -> None:
    """Too early once, and told what is wanting; then on what the department has recorded."""
    one = sanctioned(world)
    if one and day == after(one.determined, TRIED):
        _too_early(world, one, day)
    if one and day == after(one.told, PROPOSED):
        world.sanctions.append(_propose(world, one, day))


def decide_sanction(world: World, day: date) -> None:
    """By the project's department, with ground, signer, end; lifted by it when the owner has given way."""
    one = sanctioned(world)
    for number in world.sanctions if one else ():
        if one and day == after(one.told, DECIDED):
            said = Decision(starts=True, text="暂停新项目申报（虚构）", ground=GROUND, signer=SIGNER, ends_on=ENDS)
            decide(world.desks["transport"], number, said, day)
            world.diary.note(
                day, f"{name_of(world, one)}经督促仍拒不整改，主管部门（{TRANSPORT}）决定联合惩戒，至 {ENDS}"
            )
        if one and day == after(one.told, LIFTED):
            lift(world.desks["transport"], number, "业主已停用并报补办（虚构）", day)
            world.diary.note(day, f"{name_of(world, one)}已动手整改，提前解除联合惩戒")


def _too_early(world: World, one: Task, day: date) -> None:
    try:
        _propose(world, one, day)
    except InputError as error:
        if error.code != "sanction_not_urged":
            raise
        world.diary.note(day, f"还不能提请联合惩戒：{error}")


def _propose(world: World, one: Task, day: date) -> int:
    clerk = world.desks["clerk"]
    said = Proposal(Mechanism.JOINT_SANCTION, project=name_of(world, one), because=BECAUSE)
    return propose(clerk, said, wanted_of(clerk, Period(), day), day)
