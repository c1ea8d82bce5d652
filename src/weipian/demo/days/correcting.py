"""问题清单: the region sends three rows: one is right, one is not, one is nobody's number here."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.world import World
from weipian.programme.submission.acts.answering import answer, correct
from weipian.programme.submission.acts.problems import Given, take_problems
from weipian.store.queries.submission import problems
from weipian.store.seeing import seen
from weipian.terms.submission import ProblemLevel

RECEIVED, CORRECTED, ANSWERED = date(2023, 7, 6), date(2023, 7, 7), date(2023, 7, 14)
NOBODYS = "4599LP239999999"
MATTERS = ("情况说明与照片不符", "疑似遗漏附属用地", "编号不在本县清单")
ANSWERS = (
    "已改正并重新上报（虚构）",
    "经核对，附属用地在批准范围内，不作改动（虚构）",
    "本县没有这个编号，请核对行政区（虚构）",
)


def take_in_problems(world: World, day: date) -> None:
    if day == RECEIVED and len(world.released) > 1:
        rows = [Given(number, matter) for number, matter in zip((*world.released[1:3], NOBODYS), MATTERS, strict=False)]
        taken = take_problems(world.desks["clerk"], rows, ProblemLevel.REGION, day)
        world.diary.note(day, f"自治区问题清单 {taken.rows} 条，{len(taken.unmatched)} 条没有对到图斑")


def put_problems_right(world: World, day: date) -> None:
    """The first names a real fault."""
    if day != CORRECTED:
        return
    for one in problems(seen(world.desks["reviewer"]))[:1]:
        for plot in correct(world.desks["reviewer"], one.number):
            world.returned[plot] = day


def answer_problems(world: World, day: date) -> None:
    """All of them, the unmatched one too, before the day that binds."""
    found = problems(seen(world.desks["clerk"])) if day == ANSWERED else []
    if found:
        answer(world.desks["clerk"], {one.number: text for one, text in zip(found, ANSWERS, strict=False)}, day)
        world.diary.note(day, "问题清单已逐条答复")
