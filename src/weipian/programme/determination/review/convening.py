"""召集会审、列议题: a review is convened, and its agenda made: what comes by itself, and what is put on by hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.determination.review.opening import agenda_of, asked_by_number, facts_of, opened
from weipian.programme.determination.review.rules import reasons
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.queries.reviews import (
    PlotAsked,
    opinions_of_plots,
    plots_asked,
    plots_in_open_reviews,
    review_named,
    reviews,
    said_in,
    taken_plots,
)
from weipian.store.seeing import seen
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act, State
from weipian.terms.errors import InputError
from weipian.terms.review import ReviewForm, ReviewState, Why


@dataclass(frozen=True, slots=True)
class Convening:
    """What is said of a review that is convened. `corrects`: the number of the locked one that it puts right."""

    number: str
    form: ReviewForm
    on: date
    title: str
    chair: str = ""
    corrects: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A plot that comes to a review, and why."""

    plot: PlotAsked
    why: tuple[Why, ...]


def convene(desk: Desk, said: Convening, *, by_itself: bool = True, returned: Collection[str] = ()) -> list[Listed]:
    """Gives the plots that came onto its agenda by themselves. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.REVIEW_CONVENED)
    with acting(desk, Act.REVIEW_CONVENED, "review") as act:
        if not said.number.strip() or any(one.number == said.number for one in reviews()):
            raise InputError("review_number_taken", where=said.number)
        old = _corrected(said.corrects)
        key = act.add(
            models.Review,
            number=said.number,
            form=said.form.value,
            on=said.on,
            title=said.title,
            chair=said.chair or None,
            state=ReviewState.CONVENED.value,
            account_id=desk.actor.account,
            corrects_id=old,
        )
        act.subject = f"review:{key}"
        found = candidates(desk, returned) if by_itself else []
        _put(act, key, found)
    return found


def _corrected(number: str) -> int | None:
    if not number:
        return None
    old = review_named(number)
    if old.state is not ReviewState.LOCKED:
        raise InputError("review_corrects_unlocked", where=number, state=old.state.label)
    return old.id


def candidates(desk: Desk, returned: Collection[str] = ()) -> list[Listed]:
    """Plots that come by themselves: in no review that is still open, and not settled by a locked one of ours.

    One that was `returned` comes again though a locked one settled it; not where the level above has determined.
    """
    plots, taken, heard = plots_asked(seen(desk)), taken_plots(), plots_in_open_reviews()
    opinions = opinions_of_plots()
    found = []
    for plot in plots.values():
        why = reasons(facts_of(plot, opinions.get(plot.id, ()), returned))
        barred = plot.id in heard or is_final(plot) or plot.about.state is State.WITHDRAWN
        if why and not barred and (plot.id not in taken or Why.RETURNED in why):
            found.append(Listed(plot, why))
    return sorted(found, key=lambda one: one.plot.id)


def is_final(plot: PlotAsked) -> bool:
    """Whether the level above has determined it."""
    return bool(plot.determined and plot.determined["final"])


def put_on_agenda(
    desk: Desk, number: str, plots: Sequence[str], *, by_itself: bool = False, returned: Collection[str] = ()
) -> list[Listed]:
    """Put plots on by hand, or what comes by itself by now; gives those that were not on it. Raises InputError."""
    review = opened(desk, Act.REVIEW_CONVENED, number)
    with acting(desk, Act.REVIEW_CONVENED, f"review:{review.id}") as act:
        opened(desk, Act.REVIEW_CONVENED, number)
        there = agenda_of(desk, review)
        known = asked_by_number(desk, plots)
        opinions = opinions_of_plots()
        wanted = candidates(desk, returned) if by_itself else []
        for name in dict.fromkeys(plots):
            plot = _may_come(desk, name, known.get(name))
            own = reasons(facts_of(plot, opinions.get(plot.id, ()), returned))
            wanted.append(Listed(plot, (Why.BY_HAND, *own)))
        fresh = [one for one in wanted if one.plot.plot not in there]
        if not fresh:
            raise InputError("review_nothing_new", where=number)
        _put(act, review.id, fresh)
    return fresh


def _may_come(desk: Desk, name: str, plot: PlotAsked | None) -> PlotAsked:
    if plot is None:
        raise InputError("ledger_plot_unknown", where=name, plot=name)
    if plot.about.state is State.WITHDRAWN:
        raise InputError("review_plot_withdrawn", where=name)
    if is_final(plot):
        raise InputError("review_final_governs", where=name)
    return plot


def _put(act: Doing, review: int, found: Sequence[Listed]) -> None:
    each = {one.plot.id: one for one in found}
    rows = [{"review_id": review, "plot_id": key, "why": ",".join(each[key].why)} for key in sorted(each)]
    act.add_many(models.AgendaItem, rows)


def take_off_agenda(desk: Desk, number: str, plots: Sequence[str]) -> None:
    """Raises InputError for one that is not on it, or is decided already."""
    review = opened(desk, Act.REVIEW_CONVENED, number)
    with acting(desk, Act.REVIEW_CONVENED, f"review:{review.id}") as act:
        opened(desk, Act.REVIEW_CONVENED, number)
        there = agenda_of(desk, review)
        decided = decided_plots(review.id)
        for name in plots:
            if name not in there:
                raise InputError("review_not_on_agenda", where=name)
            if there[name].plot_id in decided:
                raise InputError("review_decided_already", where=name)
        act.change_many(models.AgendaItem, {there[name].id: {"current": False} for name in plots})


def decided_plots(review: int) -> set[int]:
    """The plots that a review has decided."""
    return {one.plot_id for one in said_in(models.Decision, review)}
