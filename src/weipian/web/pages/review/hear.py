"""The hearing: plot by plot, the chair's announced decision entered by one key, told back with who and when, undone."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from weipian.office.hearing.choices import letter_of
from weipian.office.hearing.item import heard, nature_of
from weipian.office.inspecting.gates import gates_open
from weipian.programme.determination.review.deciding import Decided, decide
from weipian.programme.determination.review.rules import label_of
from weipian.programme.determination.review.undoing import undo_batch
from weipian.store import models
from weipian.store.acting import Desk
from weipian.store.actors import require_may
from weipian.store.door.kept import keep
from weipian.store.queries.hearing import recorded, review_with
from weipian.store.queries.reviews import ReviewHere, Said, said_in, whys
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError
from weipian.terms.review import Why
from weipian.web.frame.route import Route

SCREEN = "screen"
"""Kept by this name: which plot the secretary has open."""


def hear(request: Any, key: int) -> HttpResponse:
    """A plot of the agenda, the first undecided one where none is named; the plot alone for the page that is open."""
    desk = request.desk
    review = review_with(key, seen(desk))
    at = request.GET.get("at", "")
    if request.headers.get("HX-Request") == "true":
        return render(request, "review/_item.html", {"review": review, "item": heard(desk, review, at)})
    agenda = said_in(models.AgendaItem, key, seen(desk))
    decided = {one.plot_id: one for one in said_in(models.Decision, key, seen(desk))}
    if not agenda:
        return redirect("review", key=key)
    open_ones = [str(one["plot"]) for one in agenda if one.plot_id not in decided]
    at = at or next(iter(open_ones), str(agenda[0]["plot"]))
    item = heard(desk, review, at)
    told = {
        "review": review,
        "item": item,
        "agenda": [_listed(str(one["plot"]), str(one["why"]), decided.get(one.plot_id)) for one in agenda],
        "left": len(open_ones),
        "strip": _strip(desk, review),
    }
    return render(request, "review/hear.html", told)


def _listed(plot: str, why: str, decision: Said | None) -> dict[str, object]:
    word = str(decision["word"]) if decision else ""
    return {"plot": plot, "key": Why.KEY in whys(why), "label": _word(word), "letter": letter_of(word)}


def _word(word: str) -> str:
    """A decision's word in short; a mining plot's are among the same."""
    return label_of(word in ("lawful", "unlawful", "pseudo_change"), word)


def _strip(desk: Desk, review: ReviewHere) -> dict[str, Any]:
    last = recorded(review.id, seen(desk), account=desk.actor.account)
    if last is None:
        return {}
    said = {"label": label_of(last.mining, last.word), "letter": letter_of(last.word), "nature": nature_of(last)}
    return {"last": last, **said}


def record(request: Any, key: int) -> HttpResponse:
    """One decision, as it was announced. What was recorded is told by whom and when, with the way back."""
    if request.method != "POST":
        return redirect("review-hear", key=key)
    desk, sent = request.desk, request.POST
    sight = seen(desk)
    review = review_with(key, sight)
    plot, said = sent.get("plot", ""), sent.get("say", "")
    if not said:
        raise InputError("review_word_missing", where=plot)
    word, _, nature = said.partition("|")
    before = next((one for one in said_in(models.Decision, key, sight) if one["plot"] == plot), None)
    decide(desk, review.number, [Decided(plot, word, sent.get("because", ""), nature)], gates_open)
    if request.headers.get("HX-Request") != "true":
        return _to(key, sent.get("after") or plot)
    told = {**_strip(desk, review), "was": _word(str(before["word"])) if before else ""}
    return render(request, "review/_strip.html", {"review": review, "strip": told})


def undo(request: Any, key: int) -> HttpResponse:
    """Takes the last one back; what it took the place of stands again."""
    if request.method != "POST" or not request.POST.get("batch", "").isdigit():
        return redirect("review-hear", key=key)
    desk, plot = request.desk, request.POST.get("plot", "")
    review = review_with(key, seen(desk))
    undo_batch(desk, int(request.POST["batch"]))
    if request.headers.get("HX-Request") != "true":
        return _to(key, plot)
    now = next((one for one in said_in(models.Decision, key, seen(desk)) if one["plot"] == plot), None)
    word = str(now["word"]) if now else ""
    told = {"undone": plot, "label": _word(word), "letter": letter_of(word)}
    return render(request, "review/_strip.html", {"review": review, "strip": told})


def opened(request: Any, key: int) -> HttpResponse:
    """The secretary has a plot open: the screen follows. Only who records decisions leads it."""
    desk = request.desk
    require_may(desk.policy, desk.actor, Act.REVIEW_DECIDED)
    review = review_with(key, seen(desk))
    if request.method == "POST":
        keep(desk.workspace.folder, 0, SCREEN, str(review.id), request.POST.get("at", ""))
    return HttpResponse(status=204)


def _to(key: int, plot: str) -> HttpResponse:
    return redirect(f"{reverse('review-hear', kwargs={'key': key})}?{urlencode({'at': plot})}")


ROUTES = (
    Route("review/<int:key>/hear", hear, "review-hear"),
    Route("review/<int:key>/record", record, "review-record", Act.REVIEW_DECIDED),
    Route("review/<int:key>/undo", undo, "review-undo", Act.REVIEW_DECIDED),
    Route("review/<int:key>/open", opened, "review-open", Act.REVIEW_DECIDED),
)
