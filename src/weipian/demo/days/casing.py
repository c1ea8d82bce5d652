"""案件: opened by whose they are, step by step with papers, closed; some plots are handled without a case."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.papers import add_paper
from weipian.demo.days.people import FARMING
from weipian.demo.days.suits import Suit, not_opened, suits
from weipian.demo.days.task import LOCKED
from weipian.demo.days.tasks import after, tasks
from weipian.demo.days.world import World
from weipian.office.cases.children import elsewhere
from weipian.programme.rectification.cases.acts.bringing import approver_named
from weipian.programme.rectification.cases.acts.leaving import Leaving, leave
from weipian.programme.rectification.cases.acts.opening import Opening, open_case
from weipian.programme.rectification.cases.acts.stepping import StepSaid, step
from weipian.programme.rectification.cases.competence import Approver
from weipian.programme.rectification.handover.answering import Answering, answer
from weipian.programme.rectification.handover.giving import Handing, hand_over
from weipian.store.acting import Desk
from weipian.terms.cases import Breach, CaseStep, WithoutCase
from weipian.terms.errors import InputError
from weipian.terms.evidence import EvidenceKind
from weipian.terms.handover import AnswerKind

SERVED = frozenset((CaseStep.NOTIFIED, CaseStep.HEARING_NOTIFIED, CaseStep.SERVED, CaseStep.URGED))
PAPERS = {
    CaseStep.NOTIFIED: "澜资告",
    CaseStep.HEARING_NOTIFIED: "澜资听告",
    CaseStep.DECIDED: "澜资罚",
    CaseStep.URGED: "澜资催",
    CaseStep.COURT_ASKED: "澜资强申",
    CaseStep.COURT_RULED: "澜法行审",
    CaseStep.REFERRED: "澜资移",
}
"""Steps that have a paper of their own, and what its number begins with; the farming department's are 澜农."""
TOLD = {
    CaseStep.COURT_ASKED: "{}：催告后仍不拆除，申请法院强制执行",
    CaseStep.COURT_RULED: "{}：法院裁定准予执行，由{}组织实施",
    CaseStep.COURT_EXECUTED: "{}：裁执分离执行完毕",
}
TRIED = 42
"""Days after a case of the court's way was opened on which somebody wants to close it too early."""
HOUSES = "农村村民非法占地建住宅，依法查处"
LEFT = 5
"""Days after its order or determination on which a plot is left without a case."""


def try_wrong_body(world: World, day: date) -> None:
    """The bureau brings the first house itself, is told whose it is, and hands it over; the others go there at once."""
    for one in suits(world):
        if one.breach is Breach.VILLAGERS_HOUSE and after(one.opened, -1) == day:
            if not any(other.opened < one.opened and other.who == one.who for other in suits(world)):
                _refused(world, one)
            hand_over(world.desks["clerk"], [one.plot], Handing(FARMING, HOUSES, day=day))


def _refused(world: World, one: Suit) -> None:
    bureau = world.desks["bureau"]
    try:
        open_case(bureau, Opening(one.number, (one.plot,), one.breach, one.opened, None, _second(bureau, one.number)))
    except InputError as error:
        if error.code != "case_wrong_body":
            raise
        world.diary.note(after(one.opened, -1), f"立案机关不对，移交{FARMING}：{error}")


def go_on(world: World, day: date) -> None:
    """Opened, its steps, closed."""
    for one in suits(world):
        desk = world.desks[one.who]
        if one.opened == day:
            clue = world.told.found[one.plot].day
            second = _second(desk, one.number)
            open_case(desk, Opening(one.number, (one.plot,), one.breach, day, clue, second, reason="核查发现"))
            add_paper(world.desks["clerk"], one.plot, EvidenceKind.INSPECTION, day, world.hands, of="-case")
        for each in one.steps_on(day):
            _step(world, one, each, day)
        if one.closed == day:
            _close(world, desk, one, day)


def _step(world: World, one: Suit, each: CaseStep, day: date) -> None:
    served = day if each in SERVED else None
    penalties = one.penalties if each is CaseStep.DECIDED else frozenset()
    executor = one.executor if each is CaseStep.COURT_RULED else ""
    said = StepSaid(each, day, _number(one, each, day), served, penalties=penalties, executor=executor)
    step(world.desks[one.who], one.number, said, elsewhere)
    if each in TOLD:
        world.diary.note(day, TOLD[each].format(one.number, one.executor))


def _number(one: Suit, each: CaseStep, day: date) -> str:
    """ "" for steps without a paper."""
    if each not in PAPERS:
        return ""
    head = PAPERS[each].replace("澜资", "澜农") if one.who == "farming" else PAPERS[each]
    return f"{head}〔{day.year}〕{one.plot[-9:]}号（虚构）"


def _close(world: World, desk: Desk, one: Suit, day: date) -> None:
    """What the department was handed is answered with it."""
    if one.who == "farming":
        answer(desk, [Answering(one.plot, AnswerKind.FINAL, day, "已立案查处并整改（虚构）")])
    said = StepSaid(CaseStep.CLOSED, day, reason="处罚已执行，整改到位", approver=_second(desk, one.number))
    step(desk, one.number, said, elsewhere)
    world.diary.note(day, f"结案：{one.number}，{one.breach.label}")


def try_to_close(world: World, day: date) -> None:
    """The works are done, but the court's business is not: a case is not closed before that."""
    for one in suits(world):
        if one.executor and after(one.opened, TRIED) == day:
            try:
                _close(world, world.desks[one.who], one, day)
            except InputError as error:
                if error.code != "case_not_now":
                    raise
                world.diary.note(day, f"还不能结案：{error}")


def leave_without(world: World, day: date) -> None:
    """The first house that is torn down needs no case; the first building on old land gets none."""
    houses = [one for one in tasks(world) if one.torn_down and one.house][:1]
    for one in houses:
        if after(one.told, LEFT) == day:
            _leave(world.desks["reviewer"], one.plot, WithoutCase.UNCASED, day, "自行拆除复耕，情节轻微")
    old = not_opened(world)
    for batch in world.days_after(day, LOCKED + LEFT):
        if old in batch.plots:
            _leave(world.desks["bureau"], old, WithoutCase.NOT_OPENED, day, "原址翻建，未扩大面积，情节轻微")


def _leave(desk: Desk, plot: str, how: WithoutCase, day: date, why: str) -> None:
    leave(desk, [plot], Leaving(how, day, why, _second(desk, plot), f"澜{how.label}〔{day.year}〕1号（虚构）"))


def _second(desk: Desk, where: str) -> Approver:
    """The county's leader approves what others bring."""
    return approver_named(desk, "leader", "", "", where)
