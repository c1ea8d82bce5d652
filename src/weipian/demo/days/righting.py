"""拆除复耕: works with photos at the same heading, the mayor's acceptance, gates B and C, in place; one in parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from weipian.demo.days.diary import IN_PLACE
from weipian.demo.days.papers import add_paper, add_turned
from weipian.demo.days.task import Task
from weipian.demo.days.tasks import after, tasks
from weipian.demo.days.world import World
from weipian.office.inspecting.gates import gates_now
from weipian.office.ledger.following import follow
from weipian.programme.inspection.acts.opinions import Opinion, give_opinion
from weipian.programme.rectification.acts.accepting import Accepting, self_accept
from weipian.programme.rectification.acts.checking import Answering, Applying, apply_check, check_answer
from weipian.programme.rectification.acts.confirming import Confirming
from weipian.programme.rectification.acts.confirming import confirm as say_in_place
from weipian.programme.rectification.acts.parting import Parting
from weipian.programme.rectification.acts.parting import part as keep_part
from weipian.programme.rectification.acts.progressing import Done, progress
from weipian.terms.evidence import EvidenceKind as Kind
from weipian.terms.rectification import CheckResult, Step
from weipian.terms.words import GateName, Measure, Outcome

HEADING, BEGUN, ACCEPTED = 110, 5, 18
WORKS = (
    (2, Step.DEMOLISHED, Kind.PHOTO_BEFORE),
    (9, Step.TOPSOIL, Kind.PHOTO_AFTER),
    (16, Step.CROP, Kind.PHOTO_AFTER),
)
"""Days after the order, what was done, which photo shows it."""
BY_COURT = tuple((days, *work[1:]) for days, work in zip((43, 46, 53), WORKS, strict=True))
ACCEPTED_BY_COURT = 55
"""The township carries it out once the court has ruled."""
APPLIED, REFUSED = 2, 10
"""Days after a late acceptance: applied for the prefecture's check, and its answer."""
PARTED, PARTS = "4599LP230300017", ("东块", "西块")
"""A camp of sheds that two people hold: each part is put right and accepted for itself."""


def work(world: World, day: date) -> None:
    """What the townships do on the ground, and what the county writes down of the plot that is done in parts."""
    for one in tasks(world):
        if one.torn_down and one.plot == PARTED and day == after(one.told, 1):
            _in_parts(world, one, day)
        for days, step, kind in works_of(one):
            if day == after(one.told, days):
                clerk = world.of_township(one.township, "clerk")
                photo = add_turned(clerk, one.plot, kind, day, world.hands, HEADING)
                progress(clerk, Done(one.plot, step, day, evidence=(photo,)), follow)
        if one.outcome is Outcome.IN_PROGRESS and day == after(one.told, BEGUN):
            progress(world.of_township(one.township, "clerk"), Done(one.plot, Step.BEGUN, day), follow)


def works_of(one: Task) -> tuple[tuple[int, Step, Kind], ...]:
    if not one.torn_down:
        return ()
    return BY_COURT if one.by_court else WORKS


def _in_parts(world: World, one: Task, day: date) -> None:
    """Two parts that are together the plot, to the last unit that was filed."""
    whole = Decimal(world.told.found[one.plot].row["填报耕地面积(亩)"])
    east = (whole / 2).quantize(Decimal("0.01"))
    for name, area in zip(PARTS, (east, whole - east), strict=True):
        said = Parting(one.plot, name, str(area), Measure.DEMOLISH_AND_RECULTIVATE, day)
        keep_part(world.desks["clerk"], said, follow)
    world.diary.note(day, f"{one.plot} 分 {len(PARTS)} 部分整改，各算各的")


def accepted_on(one: Task) -> date:
    """In time, but for what goes through the court and the one that the story leaves unaccepted: both are late."""
    if one.outcome is Outcome.RECULTIVATED_UNACCEPTED:
        return one.done
    return after(one.told, ACCEPTED_BY_COURT if one.by_court else ACCEPTED)


def accept(world: World, day: date) -> None:
    """The mayor, in person, with the signed sheet."""
    for one in _torn_down(world):
        if day == accepted_on(one):
            mayor = world.of_township(one.township, "mayor")
            scan = add_paper(mayor, one.plot, Kind.ACCEPTANCE, day, world.hands)
            for name in parts_of(one.plot):
                said = Accepting(one.plot, day, mayor.actor.label, "已拆除、覆土、种植，同意验收", scan, name)
                self_accept(mayor, said, follow)


def look_at_gate_b(world: World, day: date) -> None:
    """The office goes to see what was demolished where the area asks for it."""
    for one in _torn_down(world):
        if day == after(accepted_on(one), 1) and _asks(world, one, GateName.B):
            who = world.of_township(one.township, "deputy").actor.label
            said = f"{GateName.B.label}：现场核查，已拆除复耕，面积一致"
            reviewer = world.desks["reviewer"]
            opinion = Opinion(one.plot, GateName.B, day, f"{reviewer.actor.label}、{who}", said, who)
            give_opinion(reviewer, opinion, gates_now(reviewer.policy))
            world.diary.note(day, f"闸门 B 逐一核查 {one.plot}（{one.township}），已出具意见")


def ask_prefecture(world: World, day: date) -> None:
    """Applied for on the day of the opinion; the answer on the eve of the story's day, or not passed."""
    for one in _torn_down(world):
        failed = one.outcome is Outcome.RECULTIVATED_UNACCEPTED
        if day == after(accepted_on(one), APPLIED - (not failed)) and _asks(world, one, GateName.C):
            applied = Applying(one.plot, f"澜卫核〔{day.year}〕{one.plot[-9:]}号（虚构）", day)
            apply_check(world.desks["leader"], applied, gates_now(world.desks["leader"].policy))
            world.asked_above.append(one.plot)
        answered = after(one.done, REFUSED) if failed else after(one.done, -1)
        if day == answered and one.plot in world.asked_above:
            _answered(world, one, day, CheckResult.FAILED if failed else CheckResult.PASSED)


def _answered(world: World, one: Task, day: date, result: CheckResult) -> None:
    reviewer = world.desks["reviewer"]
    scan = add_paper(reviewer, one.plot, Kind.OTHER, day, world.hands, of="核验")
    check_answer(reviewer, Answering(one.plot, result, f"市卫核〔{day.year}〕{one.plot[-9:]}号（虚构）", day, scan))
    world.diary.note(day, f"闸门 C 市级核验 {one.plot}（{one.township}），{result.label}")


def confirm_in_place(world: World, day: date) -> None:
    """The bureau's acceptor; the largest ones by the county's leader."""
    for one in _torn_down(world):
        if day == one.done and one.outcome is Outcome.RECULTIVATED:
            desk = world.desks["leader" if one.plot in world.asked_above else "bureau"]
            for name in parts_of(one.plot):
                say_in_place(desk, Confirming(one.plot, day, name), gates_now(desk.policy), follow)
            world.diary.count(day, IN_PLACE, 1)


def parts_of(plot: str) -> tuple[str, ...]:
    """The parts under which a plot is accepted; "" is the whole."""
    return PARTS if plot == PARTED else ("",)


def _torn_down(world: World) -> Iterator[Task]:
    yield from (one for one in tasks(world) if one.torn_down)


def _asks(world: World, one: Task, gate: GateName) -> bool:
    asked = gates_now(world.desks["leader"].policy)([one.plot])[one.plot]
    return any(each["gate"] == gate.value and each["certain"] for each in asked)
