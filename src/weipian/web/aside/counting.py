"""The process beside: a server's other core, so that nobody waits for a page while another's county is counted."""

from __future__ import annotations

import gc
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from weipian.web.aside.answers import Answer, Wanted

PASSED_ON = ("Content-Type", "HX-Retarget", "HX-Reswap")
LATER = 10
"""How much this process leaves to the server's own."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What is served, as the server was told."""

    folder: Path
    commands: Any
    shown_off: bool
    day: date | None


def run(asked: Connection, setting: Setting) -> None:
    """Page after page, until the server ends."""
    with suppress(AttributeError, OSError):
        os.nice(LATER)
    _begin(setting)
    gc.freeze()
    gc.disable()  # a page of a large county makes millions of things that live as long as the page: swept after it
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            asked.send(answered(asked.recv()))
            gc.collect()
            gc.freeze()  # what is kept from page to page is not looked through again for each


def _begin(setting: Setting) -> None:
    from weipian.web.application import application

    application(setting.folder, setting.commands, shown_off=setting.shown_off, day=setting.day)
    from django.template import context_processors

    from weipian.store.queries.kept_by_patch import keep_by_patch
    from weipian.web.aside.alike import TOKEN
    from weipian.web.pages import kept

    setattr(context_processors, "get_token", lambda _request: TOKEN)  # noqa: B010  each person's own goes there later
    kept.beside()
    keep_by_patch()


def answered(wanted: Wanted) -> Answer:
    """The page, whatever it says."""
    from weipian.store.queries.log import head_now
    from weipian.web.frame.failing import answer_of
    from weipian.web.pages import kept

    kept.begin(head_now().seq, time.time())
    begun = time.perf_counter()
    request = _request(wanted)
    try:
        view, args, more = request.resolver_match
        found = view(request, *args, **more)
    except Exception as error:
        found = answer_of(request, error)
    seq, at = kept.oldest()
    headers = {name: found[name] for name in PASSED_ON if name in found}
    return Answer(found.status_code, found.content.decode(), seq, at, time.perf_counter() - begun, headers)


def _request(wanted: Wanted) -> Any:
    from django.core.handlers.wsgi import WSGIRequest
    from django.urls import resolve

    from weipian.store.acting import Desk
    from weipian.web.frame.here import here

    partial = {"HTTP_HX_REQUEST": "true"} if wanted.partial else {}
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "QUERY_STRING": wanted.query, "SERVER_NAME": "127.0.0.1",
               "SERVER_PORT": "80", "wsgi.input": BytesIO(), "wsgi.url_scheme": "http", **partial}  # fmt: skip
    request: Any = WSGIRequest(environ)
    request.path = request.path_info = wanted.path
    request.resolver_match = resolve(wanted.path)
    request.route = request.resolver_match.kwargs["route"]
    request.desk = Desk(here().workspace, here().policy, wanted.actor)  # type: ignore[arg-type]
    return request
