"""确认纪要、定稿: another person confirms the minutes; then they are bound to the signed scan and nothing changes."""

from __future__ import annotations

from weipian.programme.determination.review.minutes import draft
from weipian.programme.determination.review.opening import agenda_of, asked_by_number, opened, opinions_by_plot, why_now
from weipian.programme.determination.review.rules import argued, require_reason
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.actors import who_can
from weipian.store.queries.reviews import ReviewHere, attendance, said_in, scan_of
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.review import ReviewState

NAMED = 10


def confirm(desk: Desk, number: str) -> None:
    """Raises InputError where somebody or something is missing, or the same person recorded the decisions."""
    review = opened(desk, Act.MINUTES_CONFIRMED, number)
    with acting(desk, Act.MINUTES_CONFIRMED, f"review:{review.id}") as act:
        review = opened(desk, Act.MINUTES_CONFIRMED, number)
        if review.state is not ReviewState.HELD:
            raise InputError("review_confirmed_already", where=number)
        require_whole(desk, review)
        rows = [{"review_id": review.id, "plot_id": plot, "text": text} for plot, text in draft(desk, review)]
        act.add_many(models.MinutesPart, rows)
        confirmed = {"state": ReviewState.CONFIRMED.value, "confirmed_by": desk.actor.account}
        act.change(models.Review, review.id, **confirmed)


def require_whole(desk: Desk, review: ReviewHere) -> None:
    """Raises InputError for the first thing that the minutes can't be confirmed without."""
    agenda = agenda_of(desk, review)
    decided = {str(one["plot"]): one for one in said_in(models.Decision, review.id)}
    if not attendance(review.id):
        raise InputError("review_nobody_came", where=review.number)
    if not agenda:
        raise InputError("review_agenda_empty", where=review.number)
    missing = [plot for plot in agenda if plot not in decided]
    if missing:
        names = "、".join(missing[:NAMED])
        who = who_can(desk.policy, Act.REVIEW_DECIDED)
        raise InputError("review_undecided", where=review.number, count=len(missing), plots=names, who=who)
    if any(one["account_id"] == desk.actor.account for one in decided.values()):
        raise InputError("review_confirms_own", where=desk.actor.label, who=who_can(desk.policy, Act.MINUTES_CONFIRMED))
    plots, opinions = asked_by_number(desk, agenda), opinions_by_plot(said_in(models.Opinion, review.id))
    for name, one in decided.items():
        if name in plots:
            whys = why_now(plots[name], agenda[name], opinions.get(name, frozenset()))
            try:
                require_reason(str(one["word"]), plots[name].proposal, str(one["because"]), argued(whys, desk.policy))
            except InputError as error:
                raise InputError(error.code, where=name, **error.params) from None


def take_back(desk: Desk, number: str) -> None:
    """Confirmed minutes go back to be mended, as long as they are not locked. Raises InputError."""
    review = opened(desk, Act.MINUTES_CONFIRMED, number)
    with acting(desk, Act.MINUTES_CONFIRMED, f"review:{review.id}") as act:
        review = opened(desk, Act.MINUTES_CONFIRMED, number)
        if review.state is not ReviewState.CONFIRMED:
            raise InputError("review_not_confirmed", where=number)
        parts = models.MinutesPart.objects.filter(review=review.id, current=True).order_by("id")
        act.change_many(models.MinutesPart, {one.id: {"current": False} for one in parts})
        act.change(models.Review, review.id, state=ReviewState.HELD.value, confirmed_by=None)


def lock(desk: Desk, number: str, scan: int) -> str:
    """Bind the minutes to the signed scan in the vault, whose hash comes into the row; gives it. Raises InputError."""
    review = opened(desk, Act.REVIEW_LOCKED, number)
    with acting(desk, Act.REVIEW_LOCKED, f"review:{review.id}") as act:
        opened(desk, Act.REVIEW_LOCKED, number)
        found = scan_of(scan)
        locked = {"state": ReviewState.LOCKED.value, "locked_by": desk.actor.account}
        act.change(models.Review, review.id, scan=scan, scan_sha256=found, **locked)
    return found
