"""督办问效: reminders with their letters; who does not reply is interviewed; one township begins by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from weipian.demo.days.world import World
from weipian.demo.places import TOWNSHIPS
from weipian.office.pressing.reckoning import Period, wanted_of
from weipian.programme.report.pressing.acts import letters
from weipian.programme.report.pressing.acts.letters import Draft
from weipian.programme.report.pressing.acts.mechanisms import Decision, Proposal, decide, lift, propose
from weipian.programme.report.pressing.acts.recording import receipt, refer, send_papers, start
from weipian.store.queries.letters import LetterHere
from weipian.store.queries.letters import letters as every_letter
from weipian.terms.closing import PeriodKind
from weipian.terms.pressing import LetterKind, LetterStage, LetterState, Mechanism, SentPaper, StartKind, Trigger

QUARTER = "2023-Q3"
REPLIES, SILENT = TOWNSHIPS[3], TOWNSHIPS[6]
"""The two townships that are over the ratio: one answers, one does not."""
CHECKED, SIGNED, SENT, RECEIVED, REPLIED = 2, 3, 4, 5, 12
"""Days after the letters were drafted."""
INTERVIEWED, DECIDED, LIFTED = date(2023, 11, 27), date(2023, 11, 29), date(2024, 1, 25)
BEGUN, PAPERS = date(2023, 11, 6), date(2023, 11, 10)
REFERRED, RECEIPTED = date(2024, 1, 22), date(2024, 1, 26)


def drafted_on(world: World) -> date:
    """The day after the quarter was closed."""
    return next(one.due for one in world.periods if one.key == QUARTER) + timedelta(days=1)


def write_letters(world: World, day: date) -> None:
    """提请、决定 of the reminder, then the letter's way to both townships."""
    since = (day - drafted_on(world)).days
    if since == 0:
        for township in (REPLIES, SILENT):
            _drafted(world, township, day)
    for one in _letters(since):
        if since == CHECKED:
            letters.check(world.desks["reviewer"], one.letter, day)
        elif since == SIGNED:
            letters.sign(world.desks["leader"], one.letter, day)
        elif since == SENT:
            number = f"澜卫函〔2023〕{one.letter}号（虚构）"
            letters.give_number(world.desks["clerk"], one.letter, number, day)
            letters.seal(world.desks["clerk"], one.letter, day)
            letters.send(world.desks["clerk"], one.letter, day)
            world.diary.note(day, f"{one.kind.label}发{one.township}")


def _drafted(world: World, township: str, day: date) -> None:
    reckoning = wanted_of(world.desks["reviewer"], Period(PeriodKind.QUARTER, QUARTER), day)
    because = Proposal(
        Mechanism.REMINDER_CIRCULAR, township, triggers=(Trigger.PROGRESS_SLOW,), because="季度小结整改进展慢"
    )
    number = propose(world.desks["reviewer"], because, reckoning, day)
    decide(world.desks["leader"], number, Decision(starts=True, text="同意通报提醒（虚构）"), day)
    said = Draft(
        LetterKind.WARNING, LetterStage.QUARTERLY_CLOSE, township,
        problems=("违法占用耕地比例偏高",), demands=("逐宗倒排整改日期",), contact="县卫片办（虚构）", mechanism=number,
    )  # fmt: skip
    letters.draft(world.desks["clerk"], said, reckoning, day)


def receive_letters(world: World, day: date) -> None:
    """Both townships have it; one replies."""
    since = (day - drafted_on(world)).days
    for one in _letters(since):
        clerk = world.of_township(one.township, "clerk")
        if since == RECEIVED:
            letters.receive(clerk, one.letter, day, clerk.actor.label)
        if since == REPLIED and one.township == REPLIES:
            letters.reply(clerk, one.letter, day, "已逐宗落实责任人和日期（虚构）")


def _letters(since: int) -> Iterator[LetterHere]:
    """On the days on which something is done with them."""
    if since in (CHECKED, SIGNED, SENT, RECEIVED, REPLIED):
        yield from (one for one in every_letter() if one.state is not LetterState.WITHDRAWN)


def interview(world: World, day: date) -> None:
    """No reply in time: the county government decides on the interview, and lifts it when the township has moved."""
    if day == INTERVIEWED:
        said = Proposal(
            Mechanism.WARNING_INTERVIEW, SILENT, person=world.of_township(SILENT, "mayor").actor.label,
            triggers=(Trigger.REMINDER_OVERDUE,), because="警示提醒函逾期没有回复",
        )  # fmt: skip
        world.interviews.append(
            propose(world.desks["clerk"], said, wanted_of(world.desks["clerk"], Period(), day), day)
        )
    for number in world.interviews:
        if day == DECIDED:
            decide(world.desks["government"], number, Decision(starts=True, text="约谈主要负责人（虚构）"), day)
            world.diary.note(day, f"{SILENT}提醒后超期没有回复，县政府约谈")
        if day == LIFTED:
            lift(world.desks["government"], number, "已逐宗整改（虚构）", day)


def begin_oneself(world: World, day: date) -> None:
    """A township's own interview with its papers in five working days; a referral holds number, day, receipt."""
    secretary = world.of_township(REPLIES, "secretary")
    if day == BEGUN:
        world.begun.append(start(secretary, StartKind.INTERVIEW, REPLIES, day, "约谈村干部（虚构）"))
    for number in world.begun if day == PAPERS else ():
        papers = (SentPaper.ACCOUNT, SentPaper.NOTICE, SentPaper.PLAN, SentPaper.SPEECHES)
        send_papers(secretary, number, papers, day)
        world.diary.note(day, f"{REPLIES}自行约谈，五个工作日内材料报县")
    if day == REFERRED:
        world.referred.append(refer(world.desks["leader"], "澜卫移〔2024〕1号（虚构）", day, "discipline"))
    for number in world.referred if day == RECEIPTED else ():
        receipt(world.desks["discipline"], number, "澜纪收〔2024〕1号（虚构）", day)
