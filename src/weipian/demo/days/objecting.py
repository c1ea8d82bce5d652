"""异议: a mayor objects to one determination and is right; a review of its own puts it right, and the order goes."""

from __future__ import annotations

from datetime import date

from weipian.demo.days.misjudged import objected
from weipian.demo.days.papers import add_paper
from weipian.demo.days.reviewing import BUREAU, require_all
from weipian.demo.days.world import World
from weipian.office.inspecting.gates import gates_open
from weipian.office.ledger.following import follow
from weipian.office.objecting.kept import keeping
from weipian.programme.determination.review.attending import OFFICE, Came, attend
from weipian.programme.determination.review.convening import Convening, convene, put_on_agenda
from weipian.programme.determination.review.deciding import Decided, decide
from weipian.programme.determination.review.determining import determine
from weipian.programme.determination.review.ending import confirm, lock
from weipian.programme.determination.review.speaking import Spoken, speak
from weipian.programme.report.objection.answering import Answering, answer, take_up
from weipian.programme.report.objection.raising import Raising, raise_objection
from weipian.store.queries.objection import objections
from weipian.store.seeing import seen
from weipian.terms.evidence import EvidenceKind
from weipian.terms.objection import ObjectedTo, ObjectionResult
from weipian.terms.review import ReviewForm

RAISED, TAKEN, ANSWERED = date(2023, 12, 8), date(2023, 12, 12), date(2023, 12, 20)
SAT, CORRECTED = date(2023, 12, 26), date(2023, 12, 28)
NUMBER, CORRECTS = "会审2023-11改", "会审2023-11"
WIDE = "量测位置在会车道，路面实宽 5.2 米，属于农村道路（虚构）"


def object_to(world: World, day: date) -> None:
    """By the township that it was charged to."""
    if day == RAISED:
        mayor = world.of_township(world.told.found[objected(world)].row["乡镇"], "mayor")
        raise_objection(mayor, Raising(objected(world), ObjectedTo.DETERMINATION, WIDE, day))
        world.diary.note(day, "乡镇对一处判定提出异议")


def answer_objection(world: World, day: date) -> None:
    """By a reviewer who had no hand in it."""
    if day not in (TAKEN, ANSWERED):
        return
    second = world.desks["second"]
    for one in objections(seen(second)):
        if day == TAKEN:
            take_up(second, one.id, taken=True, reason="", day=day)
        else:
            said = Answering(ObjectionResult.UPHELD, "复测属实，应予改正", "澜卫异〔2023〕1号（虚构）", day)
            answer(second, one.id, said, keeping())
            world.diary.note(day, "异议成立，重新会审改正")


def sit_again(world: World, day: date) -> None:
    """A review that names the one which it puts right."""
    if day != SAT:
        return
    clerk, plot = world.desks["clerk"], objected(world)
    chair = world.desks["leader"].actor.label
    convening = Convening(NUMBER, ReviewForm.MEETING, day, "异议改正会审", chair, CORRECTS)
    convene(clerk, convening, by_itself=False)
    put_on_agenda(clerk, NUMBER, [plot])
    came = [Came(OFFICE, clerk.actor.label, "经办"), Came(BUREAU, world.desks["bureau"].actor.label, "执法")]
    township = world.told.found[plot].row["乡镇"]
    attend(clerk, NUMBER, [*came, Came(township, world.of_township(township, "mayor").actor.label, "乡镇长")])
    one = world.told.end_of(plot)
    require_all(speak(world.desks["bureau"], NUMBER, [Spoken(plot, BUREAU, one.word, WIDE)]))
    require_all(decide(clerk, NUMBER, [Decided(plot, one.word, WIDE, one.nature)], gates_open))


def put_right(world: World, day: date) -> None:
    """Confirmed, locked with its scan, determined."""
    if day == CORRECTED:
        confirm(world.desks["reviewer"], NUMBER)
        scan = add_paper(world.desks["clerk"], objected(world), EvidenceKind.MINUTES, day, world.hands, of="again")
        lock(world.desks["leader"], NUMBER, scan)
        determine(world.desks["leader"], NUMBER, follow)
        world.diary.note(day, "异议改正，判定改为农村道路")
