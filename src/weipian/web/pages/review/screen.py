"""投影: what the secretary has open, in large type; it follows by itself and has nothing to press."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from weipian.office.hearing.item import heard
from weipian.store.door.kept import kept
from weipian.store.queries.hearing import review_with
from weipian.store.seeing import seen
from weipian.terms.errors import InputError
from weipian.web.frame.route import Route
from weipian.web.pages.review.hear import SCREEN


def screen(request: Any, key: int) -> HttpResponse:
    """The page for the wall."""
    return render(request, "review/screen.html", {"review": review_with(key, seen(request.desk)), **_now(request, key)})


def followed(request: Any, key: int) -> HttpResponse:
    """Nothing where it still shows what is open; else what is."""
    now = _now(request, key)
    if request.GET.get("have") == now["mark"]:
        return HttpResponse(status=204)
    return render(request, "review/_screen.html", {"review": review_with(key, seen(request.desk)), **now})


def _now(request: Any, key: int) -> dict[str, Any]:
    """What is open as this person may see it, and a mark that changes with it."""
    desk = request.desk
    review = review_with(key, seen(desk))
    at = kept(desk.workspace.folder, 0, SCREEN).get(str(review.id), "")
    item = None
    if at:
        try:
            item = heard(desk, review, at)
        except InputError:
            item = None
    text = render_to_string("review/_shown.html", {"review": review, "item": item, "open": bool(at)}, request)
    return {"shown": text, "mark": sha256(text.encode()).hexdigest()[:16]}


ROUTES = (
    Route("review/<int:key>/screen", screen, "review-screen"),
    Route("review/<int:key>/screen/now", followed, "review-screen-now"),
)
