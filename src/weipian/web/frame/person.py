"""Who asks: the session's account, as it stands now; the page's own rule is asked before the page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from weipian.store.acting import Desk
from weipian.store.actors import Actor
from weipian.store.queries.people import actor_of_account
from weipian.terms.errors import InputError
from weipian.web.frame.failing import answer_of
from weipian.web.frame.here import here
from weipian.web.frame.route import Opens, Route

ACCOUNT, SEEN = "account", "seen"
A_MINUTE = 60.0


class Person:
    """Middleware: `request.desk`, or the way to the log-in."""

    def __init__(self, inner: Callable[[HttpRequest], HttpResponse]) -> None:
        self.inner = inner

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = _signed_in(request)
        request.desk = None if actor is None else Desk(here().workspace, here().policy, actor)
        return self.inner(request)

    def process_view(self, request: Any, _view: object, _args: object, more: dict[str, Any]) -> HttpResponse | None:
        """The route is handed to each view's wrapper by the URL table; none without one."""
        route: Route = more["route"]
        request.route = route
        if route.opens is Opens.ANYBODY:
            return None
        if request.desk is None:
            return to_log_in(request)
        try:
            route.require(request.desk.policy, request.desk.actor)
        except InputError as error:
            return answer_of(request, error)
        return None


def _signed_in(request: Any) -> Actor | None:
    account = request.session.get(ACCOUNT)
    actor = None if account is None else actor_of_account(account)
    if actor is None:
        return None
    now = time.time()
    if now - request.session.get(SEEN, 0.0) > A_MINUTE:
        request.session[SEEN] = now
    return actor


def to_log_in(request: HttpRequest) -> HttpResponse:
    """Back to this page afterwards; a part of a page sends the whole page there."""
    address = f"{reverse('login')}?{urlencode({'next': request.get_full_path()})}"
    if request.headers.get("HX-Request") == "true":
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = f"{reverse('login')}?{urlencode({'next': '/'})}"
        return answer
    return HttpResponseRedirect(address)
