"""移送、共享: a mine without a licence goes to the police, with a receipt; the auditors hear how many plots."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.suits import Suit, suits
from weipian.demo.days.tasks import after, tasks
from weipian.demo.days.world import World
from weipian.programme.rectification.handover.referring import Referring, refer, referrals_register, take_receipt
from weipian.programme.rectification.handover.sharing import Shared, answer_sharing, share, sharings_register
from weipian.terms.cases import CaseStep
from weipian.terms.handover import ReferralKind

SHARED, ANSWERED = date(2023, 9, 20), date(2023, 9, 28)
RECEIPT = 6
"""Days after the referral."""


def refer_crime(world: World, day: date) -> None:
    for one in suits(world):
        for days, step in one.steps:
            if step is CaseStep.REFERRED:
                _on(world, one, day, after(one.opened, days))


def _on(world: World, one: Suit, day: date, referred: date) -> None:
    bureau = world.desks["bureau"]
    number = f"澜移〔{referred.year}〕1号（虚构）"
    if day == referred:
        refer(bureau, Referring(ReferralKind.JUDICIAL, number, "公安", day, one.plot))
        world.diary.note(day, "移送公安一件，只记文号、日期、收件人、回执")
    if day == after(referred, RECEIPT):
        own = next(each for each in referrals_register(bureau) if each.number == number)
        take_receipt(bureau, own.id, day, "澜公收〔2023〕1号（虚构）")


def share_with(world: World, day: date) -> None:
    clerk = world.desks["clerk"]
    if day == SHARED:
        share(clerk, Shared("审计", "新增建设用地违法地块数", day, count=len(tasks(world))))
    if day == ANSWERED:
        for one in sharings_register(clerk):
            answer_sharing(clerk, one.id, day, "已收悉，列入年度审计（虚构）")
