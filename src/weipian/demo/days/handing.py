"""移交: damaged fields go to the farming department, whose own person takes them over and adds what they know."""

from __future__ import annotations

from datetime import date, timedelta

from weipian.demo.days.people import FARMING
from weipian.demo.days.world import Batch, World
from weipian.office.ledger.following import follow
from weipian.programme.inspection.acts.assigning import take
from weipian.programme.inspection.acts.recording import Visit, record
from weipian.programme.rectification.handover.answering import Answering, answer, check_answer
from weipian.programme.rectification.handover.giving import Handing, hand_over
from weipian.programme.rectification.handover.reminding import remind
from weipian.terms.handover import AnswerKind
from weipian.terms.inspection import InspectionKind

HANDED, LOOKED_INTO, ANSWERED = 14, 15, 19
LATE_MONTH, PRESSED, LATE_ANSWER = 9, date(2024, 1, 3), date(2024, 1, 8)
"""Whose handovers the department answers only when pressed, after the day by which the plan wants them."""
DAMAGED = "农业项目破坏耕地"


def hand(world: World, day: date) -> None:
    for batch in world.days_after(day, HANDED):
        if numbers := damaged(world, batch):
            hand_over(world.desks["clerk"], numbers, Handing(FARMING, "核查是否破坏耕作层", day=day))
            take(world.desks["farming"], numbers, day)


def look_into(world: World, day: date) -> None:
    """What the department knows at its desk; the account that the township wrote stays in front."""
    for batch in world.days_after(day, LOOKED_INTO):
        who = world.desks["farming"].actor.label
        told = {number: world.told.found[number].account for number in damaged(world, batch)}
        visits = [Visit(number, day, who, f"{text}。农业农村：耕作层已破坏") for number, text in told.items()]
        if visits:
            record(world.desks["farming"], InspectionKind.DESK, visits, follow)


def answer_handovers(world: World, day: date) -> None:
    """The department's own answers, which the office accepts; one comes only after the year's end."""
    for batch in world.batches:
        due = LATE_ANSWER if batch.month == LATE_MONTH else batch.issued + timedelta(days=ANSWERED)
        numbers = damaged(world, batch) if day == due else []
        if numbers:
            said = [Answering(number, AnswerKind.FINAL, day, "耕作层已恢复，督促改种（虚构）") for number in numbers]
            for key in answer(world.desks["farming"], said).ids:
                check_answer(world.desks["reviewer"], key, day, accepted=True)
            if batch.month == LATE_MONTH:
                world.diary.note(day, f"{FARMING}迟复移交 {len(numbers)} 件")


def press_for_answers(world: World, day: date) -> None:
    """After the year's end, for what has no answer."""
    if day == PRESSED:
        told = remind(world.desks["clerk"], FARMING, day)
        world.diary.note(day, f"催办{FARMING} {told.count} 件，其中逾期 {told.late} 件")


def damaged(world: World, batch: Batch) -> list[str]:
    """The patches on which the visits found that."""
    return [number for number in batch.plots if number in world.told.found and _is(world, number)]


def _is(world: World, number: str) -> bool:
    return world.told.found[number].row[DAMAGED] == "是"
