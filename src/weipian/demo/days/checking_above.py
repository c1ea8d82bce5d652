"""上级检查: the prefecture looks at two plots in June; the county confirms one finding and objects to the other."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.papers import add_paper
from weipian.demo.days.world import World
from weipian.programme.inspection.acts.upper import Answering, Checked, answer_check, record_check
from weipian.store.queries.upper import upper_checks
from weipian.store.seeing import seen
from weipian.terms.evidence import EvidenceKind
from weipian.terms.inspection import CheckAnswer

CHECKED, ANSWERED = date(2023, 6, 5), date(2023, 6, 8)
BODY, UNIT = "市卫片办（虚构）", "虚构测绘院"


def look_from_above(world: World, day: date) -> None:
    """With whom the township sends along."""
    if day != CHECKED:
        return
    for plot in world.batches[0].plots[:2]:
        township = world.told.found[plot].row["乡镇"]
        beside = world.of_township(township, "deputy").actor.label
        record_check(world.desks["clerk"], Checked(plot, BODY, day, "与上报情况不尽一致，请核实", beside, UNIT))


def answer_above(world: World, day: date) -> None:
    if day != ANSWERED:
        return
    said = ((CheckAnswer.CONFIRMED, ""), (CheckAnswer.OBJECTED, "检查所用影像早于后时相，现场与核查情况一致"))
    for one, (word, reason) in zip(upper_checks(seen(world.desks["reviewer"])), said, strict=False):
        scan = add_paper(world.desks["clerk"], one.plot, EvidenceKind.OTHER, day, world.hands)
        answer_check(world.desks["reviewer"], one.id, Answering(word, day, scan, reason))
        world.diary.note(day, f"上级检查 {one.plot}，{word.label}")
