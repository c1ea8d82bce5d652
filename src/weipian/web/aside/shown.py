"""A page's view as the address table calls it: worked out here, or beside where the county is large."""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render

from weipian.store.queries.log import head_now
from weipian.web.aside.alike import Aside, made_own
from weipian.web.aside.answers import DATA, dated
from weipian.web.frame.here import here
from weipian.web.frame.route import Route


def shown(request: Any, route: Route, *args: Any, **more: Any) -> HttpResponse:
    """The page."""
    beside = here().beside
    narrowed = any(request.GET.get(name) for name in route.at_once)
    if route.aside is Aside.NO or beside is None or narrowed or not beside.is_for(request, route.aside):
        return route.view(request, *args, **more)
    found = beside.page(request, route.aside)
    if found is None:
        if DATA in request.headers.get("Accept", ""):
            return JsonResponse({"counting": True}, status=202)
        partial = request.headers.get("HX-Request") == "true"
        return render(request, "frame/_counting.html" if partial else "frame/counting.html")
    text = made_own(dated(found, head_now().seq, time.time()), request.desk.actor, get_token(request))
    return HttpResponse(text, status=found.status, headers=found.headers)
