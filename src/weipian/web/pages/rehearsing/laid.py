"""The map of a rehearsal: where the patches of the batch would lie, before anything is written."""

from __future__ import annotations

from typing import Any

import shapely
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from weipian.office.mapping.rehearsed import swatches
from weipian.web.command.jobs import Job, job_of
from weipian.web.frame.route import Route


def laid(request: Any, key: str) -> HttpResponse:
    """A page with the map."""
    job = job_of(request.desk.actor.account, key)
    return render(request, "rehearsing/laid.html", {"job": job, "features": _outlines(job)["features"]})


def outlines(request: Any, key: str) -> HttpResponse:
    """As the map asks: the places of all, or the outlines of those in a box."""
    found = _outlines(job_of(request.desk.actor.account, key))
    close = "box" in request.GET
    some = found["features"] if close else [_place(one) for one in found["features"]]
    marks = [{"key": one.key, "label": one.label, "fill": one.fill, "svg": one.svg, "codes": []} for one in swatches()]
    return JsonResponse({**found, "features": some, "outlined": close, "marks": marks})


def _outlines(job: Job) -> dict[str, Any]:
    answer = job.heard.answer if job.done.is_set() and job.heard else None
    if not isinstance(answer, dict) or "outlines" not in answer:
        raise Http404
    found: dict[str, Any] = answer["outlines"]
    return found


def _place(one: dict[str, Any]) -> dict[str, Any]:
    x, y = shapely.geometry.shape(one["geometry"]).representative_point().coords[0]
    return {**one, "geometry": {"type": "Point", "coordinates": [x, y]}}


ROUTES = (
    Route("rehearsed/<str:key>/map", laid, "rehearsed-map"),
    Route("rehearsed/<str:key>/outlines", outlines, "rehearsed-outlines"),
)
