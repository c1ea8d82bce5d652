"""会审清单 and one review: its steps with what stops them, who came, and its agenda with why each plot is on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.hearing.item import proposed
from weipian.office.hearing.stops import ahead, steps
from weipian.programme.determination.review.opening import asked_by_number, opinions_by_plot, possible_on, why_now
from weipian.programme.determination.review.rules import label_of
from weipian.store import models
from weipian.store.acting import Desk
from weipian.store.queries.hearing import counted, review_with
from weipian.store.queries.reviews import PlotAsked, ReviewHere, Said, attendance, reviews, said_in
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.review import ReviewState, Why
from weipian.web.frame.route import Route

DIALOGS = {
    Act.REVIEW_CONVENED: "review/agenda",
    Act.REVIEW_ATTENDED: "review/attend",
    Act.REVIEW_OPINION_GIVEN: "review/opinion",
    Act.REVIEW_DECIDED: "review/decide",
    Act.MINUTES_CONFIRMED: "review/confirm",
    Act.REVIEW_LOCKED: "review/lock",
    Act.DETERMINED: "review/determine",
}
LABELS = {Act.REVIEW_CONVENED: "列议题"}
PER_PAGE = 100


def listed(request: Any) -> HttpResponse:
    """Every review that is about something in sight, the newest first; what this person can do with each."""
    sight = seen(request.desk)
    counts = counted(sight)
    rows = [
        {
            "review": one,
            "counts": counts.get(one.id, (0, 0)),
            "can": [act.label for act, can, _, _ in possible_on(request.desk, one) if can],
        }
        for one in reversed(reviews(sight))
    ]
    return render(request, "review/list.html", {"rows": rows, "states": list(ReviewState)})


@dataclass(frozen=True, slots=True)
class Row:
    """A plot of the agenda; `out`: who stays out of it."""

    plot: PlotAsked
    why: Sequence[Why]
    proposed: str
    said: str
    decided: str
    because: str
    out: str


def one(request: Any, key: int) -> HttpResponse:
    """A review: its steps, who came, its agenda a page at a time."""
    desk = request.desk
    sight = seen(desk)
    review = review_with(key, sight)
    agenda = said_in(models.AgendaItem, key, sight)
    asked = request.GET.get("page", "")
    page = max(int(asked), 1) if asked.isdigit() else 1
    told = {
        "review": review,
        "steps": [(step, DIALOGS[step.act], LABELS.get(step.act, step.act.label)) for step in steps(desk, review)],
        "came": came(desk, review),
        "rows": rows_of(desk, review, agenda[(page - 1) * PER_PAGE : page * PER_PAGE]),
        "counts": counted(sight).get(key, (0, 0)),
        "page": page,
        "pages": range(1, -(-len(agenda) // PER_PAGE) + 1),
        "ahead": ahead(desk, review),
    }
    return render(request, "review/one.html", told)


def came(desk: Desk, review: ReviewHere) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """By department; names of people for who sees the county, as in the minutes."""
    names = desk.sight.everything
    found: dict[str, list[Mapping[str, Any]]] = {}
    for each in attendance(review.id):
        found.setdefault(str(each["department"]), []).extend([each] if names else [])
    return list(found.items())


def rows_of(desk: Desk, review: ReviewHere, agenda: Sequence[Said]) -> list[Row]:
    """The rows of an agenda, in its order."""
    sight = seen(desk)
    plots = asked_by_number(desk, [str(one["plot"]) for one in agenda])
    opinions = said_in(models.Opinion, review.id, sight)
    words, decisions = opinions_by_plot(opinions), {one.plot_id: one for one in said_in(models.Decision, review.id)}
    out: dict[int, list[str]] = {}
    for each in said_in(models.ConflictOfInterest, review.id, sight):
        out.setdefault(each.plot_id, []).append(str(each["department"]))
    found = []
    for item in agenda:
        if (plot := plots.get(str(item["plot"]))) is not None:
            said = words.get(plot.plot, frozenset())
            found.append(_row(plot, why_now(plot, item, said), said, decisions.get(plot.id), out.get(plot.id, [])))
    return found


def _row(plot: PlotAsked, why: Sequence[Why], said: Sequence[str] | frozenset[str], decision: Said | None,
         out: Sequence[str]) -> Row:  # fmt: skip
    decided = label_of(plot.mining, str(decision["word"])) if decision else ""
    labels = "、".join(sorted(label_of(plot.mining, word) for word in said))
    return Row(plot, why, proposed(plot), labels, decided, str(decision["because"]) if decision else "", "、".join(out))


ROUTES = (
    Route("review/", listed, "reviews", label="集体会审", group="会审判定"),
    Route("review/<int:key>/", one, "review"),
)
