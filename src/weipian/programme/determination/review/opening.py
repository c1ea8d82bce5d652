"""A review found for an act: who may, who sees it, whether it has come so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from weipian.programme.determination.review.rules import Facts, reasons
from weipian.programme.determination.review.steps import ON_REVIEWS
from weipian.store import models
from weipian.store.acting import Desk
from weipian.store.actors import may, require_may, who_can
from weipian.store.queries.reviews import PlotAsked, ReviewHere, Said, plots_asked, review_named, said_in
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.review import ReviewState, Why


def states_for(desk: Desk, act: Act) -> tuple[ReviewState, ...]:
    """How far a review may have come for an act."""
    return tuple(ReviewState(name) for name in desk.policy.value(f"review.states.{act.value}").items)


def opened(desk: Desk, act: Act, number: str) -> ReviewHere:
    """Raises InputError where the actor may not, does not see it, or it has not come so far or too far."""
    require_may(desk.policy, desk.actor, act)
    found = review_named(number, seen(desk))
    require_state(desk, found, act)
    return found


def require_state(desk: Desk, review: ReviewHere, act: Act) -> None:
    """Raises InputError that says in which state the act is possible, and who can."""
    states = states_for(desk, act)
    if review.state in states:
        return
    raise InputError(
        "review_not_in_state",
        where=review.number,
        state=review.state.label,
        act=act.label,
        states="、".join(state.label for state in states),
        who=who_can(desk.policy, act),
    )


def agenda_of(desk: Desk, review: ReviewHere) -> dict[str, Said]:
    """Plot number → its agenda item, of those in sight."""
    return {str(one["plot"]): one for one in said_in(models.AgendaItem, review.id, seen(desk))}


def on_agenda(desk: Desk, act: Act, plot: str, plots: Mapping[str, PlotAsked], agenda: Mapping[str, Said]) -> PlotAsked:
    """Raises InputError for a plot that is not there, not on the agenda, or that this act is not possible on."""
    if plot not in plots:
        raise InputError("ledger_plot_unknown", where=plot, plot=plot)
    if plot not in agenda:
        raise InputError("review_not_on_agenda", where=plot)
    refused = may(desk.policy, desk.actor, act, plots[plot].about)
    if refused is not None:
        raise refused.error(plot)
    return plots[plot]


def facts_of(plot: PlotAsked, opinions: Iterable[str] = (), returned: Iterable[str] = ()) -> Facts:
    """What the rules ask of a plot."""
    now = plot.determined
    word = str(now["conclusion" if plot.mining else "determination"]) if now else ""
    back = plot.plot in set(returned) or plot.patch in set(returned)
    cultivated = 0 if plot.mining else plot.cultivated_um2
    return Facts(plot.proposed, plot.proposal, word, len(plot.gates), cultivated, frozenset(opinions), back)


def opinions_by_plot(rows: Sequence[Said]) -> dict[str, frozenset[str]]:
    """Plot → the different words that departments said."""
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(str(row["plot"]), set()).add(str(row["word"]))
    return {plot: frozenset(words) for plot, words in found.items()}


def why_now(plot: PlotAsked, item: Said, opinions: frozenset[str]) -> tuple[Why, ...]:
    """Why it is on the agenda, by now: what was said meanwhile counts too."""
    kept = {Why(word) for word in str(item["why"]).split(",") if word}
    return tuple(why for why in Why if why in kept | set(reasons(facts_of(plot, opinions))))


def asked_by_number(desk: Desk, numbers: Iterable[str]) -> dict[str, PlotAsked]:
    """The named plots that this person sees."""
    return plots_asked(seen(desk), list(dict.fromkeys(numbers)))


def possible_on(desk: Desk, review: ReviewHere) -> list[tuple[Act, bool, str, str]]:
    """Every act on a review: can this person do it now, if not why, and who can."""
    found = []
    for act in ON_REVIEWS:
        who, why = who_can(desk.policy, act), ""
        if review.state not in states_for(desk, act):
            why = f"会审{review.state.label}"
        else:
            refused = may(desk.policy, desk.actor, act)
            why = refused.error(desk.actor.label).message if refused else ""
        found.append((act, not why, why, who))
    return found
