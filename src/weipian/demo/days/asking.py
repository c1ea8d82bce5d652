"""请示: a sensitive matter is put to the level above before its review, and waits for the answer."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.told import FILED
from weipian.demo.days.world import Batch, World
from weipian.programme.determination.review.instructing import Asking, answer, ask
from weipian.store.queries.instructions import instructions
from weipian.store.seeing import seen

MONTH, ASKED, ANSWERED = 5, 14, 26
"""Of which batch, and how many days after its issue: the answer comes after that batch's review."""
TO, NUMBER = "自治区自然资源厅（虚构）", "澜卫请〔2023〕1号（虚构）"


def put_to_above(world: World, day: date) -> None:
    for batch in world.days_after(day, ASKED):
        patch = asked_of(world, batch)
        if patch:
            said = Asking(patch, "社会关注的项目，整改方式请示", TO, NUMBER, day)
            ask(world.desks["leader"], said)
            world.diary.note(day, "请示一件，答复以前不判定")


def hear_from_above(world: World, day: date) -> None:
    for _ in (one for one in world.days_after(day, ANSWERED) if one.month == MONTH):
        for one in instructions(seen(world.desks["reviewer"])):
            if one.number == NUMBER:
                answer(world.desks["reviewer"], one.id, "同意按拆除复耕办理（虚构）", day, "澜复〔2023〕1号（虚构）")
                world.diary.note(day, "请示已答复")


def asked_of(world: World, batch: Batch) -> str:
    """The sensitive patch of that month; "" in others."""
    if batch.month != MONTH:
        return ""
    sensitive = FILED[-1]
    found = (number for number in batch.plots if number in world.told.found)
    return next((number for number in found if world.told.found[number].row[sensitive] == "是"), "")
