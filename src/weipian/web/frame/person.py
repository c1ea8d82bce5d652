"""Who asks: the session's account, as it stands now; the page's own rule is asked before the page."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token
from django.urls import reverse

from weipian.store.acting import Desk
from weipian.store.actors import Actor
from weipian.store.queries.people import actor_of_account
from weipian.terms.errors import InputError
from weipian.web.frame.failing import answer_of
from weipian.web.frame.here import here
from weipian.web.frame.route import Opens, Route

ACCOUNT, SEEN, CAME, MARK = "account", "seen", "came", "mark"
A_MINUTE = 60.0
LONGEST = 12 * 3600.0
"""Seconds that somebody stays in who is never idle."""


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
        except InputError as error:  # what is raised before the view reaches no `process_exception`
            return answer_of(request, error)
        return None


def _signed_in(request: Any) -> Actor | None:
    kept, now = request.session, time.time()
    found = actor_of_account(kept[ACCOUNT]) if ACCOUNT in kept else None
    if found is None or found[1] != kept.get(MARK) or now - kept.get(CAME, 0.0) > LONGEST:
        return None
    if now - kept.get(SEEN, 0.0) > A_MINUTE:
        kept[SEEN] = now
    return found[0]


def come_in(request: Any, account: int) -> None:
    """A session of their own: the number of the one before is gone, and what forms were given then."""
    found = actor_of_account(account)
    if found is None:
        raise InputError("login_wrong", where="登录")
    request.session.flush()
    request.session.clear_expired()
    request.session.update({ACCOUNT: account, MARK: found[1], CAME: time.time()})
    rotate_token(request)


def to_log_in(request: HttpRequest) -> HttpResponse:
    """Back to this page afterwards; a part of a page sends the whole page there."""
    if request.headers.get("HX-Request") == "true":
        there = urlsplit(request.headers.get("HX-Current-URL", ""))
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = _log_in(there._replace(scheme="", netloc="", fragment="").geturl() or "/")
        return answer
    return HttpResponseRedirect(_log_in(request.get_full_path()))


def _log_in(onward: str) -> str:
    return f"{reverse('login')}?{urlencode({'next': onward})}"
