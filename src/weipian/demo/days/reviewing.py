"""会审: all plots of a batch; everybody heard, decided as the story tells, confirmed, locked, determined."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count

from weipian.demo.days.asking import MONTH, asked_of
from weipian.demo.days.diary import DETERMINED
from weipian.demo.days.handing import damaged
from weipian.demo.days.misjudged import misjudged
from weipian.demo.days.noting import mark_projects
from weipian.demo.days.papers import add_paper
from weipian.demo.days.people import FARMING
from weipian.demo.days.told import Ended
from weipian.demo.days.world import Batch, World
from weipian.office.inspecting.gates import gates_open
from weipian.office.ledger.following import follow
from weipian.programme.determination.review.attending import OFFICE, Came, attend
from weipian.programme.determination.review.convening import Convening, convene, put_on_agenda
from weipian.programme.determination.review.deciding import Decided, decide
from weipian.programme.determination.review.determining import determine
from weipian.programme.determination.review.ending import confirm, lock
from weipian.programme.determination.review.opening import agenda_of
from weipian.programme.determination.review.speaking import Spoken, speak
from weipian.programme.determination.review.written import Written
from weipian.store.queries.reviews import review_named
from weipian.terms.evidence import EvidenceKind
from weipian.terms.review import ReviewForm

CONVENED, DECIDED, CONFIRMED, LOCKED = 18, 19, 20, 21
BUREAU = "自然资源"
UNLAWFUL = "新增建设用地违法"
WAITS = Ended("未判定", "", "请示未答复，答复后再议", final=False, row={})


def number_of(batch: Batch) -> str:
    return f"会审{batch.issued.year}-{batch.month:02d}"


def sit(world: World, day: date) -> None:
    """Those that come by themselves and all others of the batch; who came."""
    for batch in world.days_after(day, CONVENED):
        clerk, number = world.desks["clerk"], number_of(batch)
        title, chair = f"{batch.month}月图斑集体会审", world.desks["leader"].actor.label
        listed = convene(clerk, Convening(number, ReviewForm.MEETING, day, title, chair))
        there = {one.plot.plot for one in listed}
        rest = [plot for plot in (*batch.plots, *_held_over(world, batch)) if plot not in there]
        if rest:
            put_on_agenda(clerk, number, rest)
        came = [Came(OFFICE, clerk.actor.label, "经办"), Came(BUREAU, world.desks["bureau"].actor.label, "执法")]
        mayors = {township: world.of_township(township, "mayor").actor.label for township in batch.by_township}
        came += [Came(township, mayor, "乡镇长") for township, mayor in mayors.items()]
        attend(clerk, number, [*came, Came(FARMING, world.desks["farming"].actor.label, "经办")])


def hear_and_decide(world: World, day: date) -> None:
    """Bureau, department, and a mayor who sees one plot otherwise; then the decisions, one act."""
    for batch in world.days_after(day, DECIDED):
        number, clerk = number_of(batch), world.desks["clerk"]
        plots = list(agenda_of(clerk, review_named(number)))
        ends = {plot: end_in(world, batch, plot) for plot in plots}
        _spoken(world, batch, ends)
        rows = count(1)
        said = [Decided(plot, one.word, one.because, one.nature, next(rows)) for plot, one in ends.items()]
        require_all(decide(clerk, number, said, gates_open))


def _spoken(world: World, batch: Batch, ends: dict[str, Ended]) -> None:
    number, rows = number_of(batch), count(1)
    own = [Spoken(plot, BUREAU, one.word, one.because, row=next(rows)) for plot, one in ends.items()]
    require_all(speak(world.desks["bureau"], number, own))
    handed = [Spoken(plot, FARMING, ends[plot].word, "耕作层已破坏") for plot in damaged(world, batch) if plot in ends]
    if handed:
        require_all(speak(world.desks["farming"], number, handed))
    disputed = next((plot for plot in batch.plots if batch.month % 2 and ends[plot].word == UNLAWFUL), "")
    for township, plots in batch.by_township.items():
        if disputed in plots:
            mayor = world.of_township(township, "mayor")
            speak(mayor, number, [Spoken(disputed, township, "其他用地", "群众生产需要，建议再核")])


def end_in(world: World, batch: Batch, plot: str) -> Ended:
    """What a batch's review decides of a plot: the story's end, but for what waits and what the county errs on."""
    if plot == asked_of(world, batch):
        return WAITS
    return misjudged(world, batch, plot) or world.told.end_of(plot)


def _held_over(world: World, batch: Batch) -> list[str]:
    """What an earlier review had to leave until an answer came."""
    if batch.month != MONTH + 1:
        return []
    return [plot for earlier in world.batches if (plot := asked_of(world, earlier))]


def agree(world: World, day: date) -> None:
    for batch in world.days_after(day, CONFIRMED):
        confirm(world.desks["reviewer"], number_of(batch))


def close_review(world: World, day: date) -> None:
    """The signed scan, locked, determined; what kind of project each plot is goes into the ledger."""
    for batch in world.days_after(day, LOCKED):
        number, leader = number_of(batch), world.desks["leader"]
        scan = add_paper(world.desks["clerk"], batch.plots[0], EvidenceKind.MINUTES, day, world.hands)
        lock(leader, number, scan)
        done = determine(leader, number, follow)
        for one in done.refused:  # what waits for an answer is told, and comes to a later review
            world.diary.note(day, f"没有判定：{one}")
        world.diary.count(day, DETERMINED, len(done.plots))
        mark_projects(world, day, batch.plots)


def require_all(done: Written) -> None:
    """The story's own rows are right: one that is not is a fault of the run."""
    refused: Sequence[object] = done.refused
    if refused:
        raise ValueError(str(refused[0]))
