"""Every address of the workbench: one table, from which the tests ask who gets in where."""

from __future__ import annotations

from functools import wraps
from importlib import import_module
from typing import Any

from django.http import HttpResponse
from django.urls import path

from weipian.web.frame.route import Route

MODULES = (
    "weipian.web.entry.views",
    "weipian.web.pages.today",
    "weipian.web.pages.patches",
    "weipian.web.pages.lists",
    "weipian.web.pages.system.finding",
    "weipian.web.pages.system.law",
    "weipian.web.pages.system.log",
    "weipian.web.pages.system.people",
    "weipian.web.pages.system.layers",
    "weipian.web.pages.system.machine",
    "weipian.web.command.views",
)
TABLE: tuple[Route, ...] = tuple(route for name in MODULES for route in import_module(name).ROUTES)


def _with(route: Route) -> Any:
    """The view, called with its own route known to the check before it."""

    @wraps(route.view)
    def view(request: Any, *args: Any, route: Route, **more: Any) -> HttpResponse:
        return route.view(request, *args, **more)

    return view


urlpatterns = [path(route.path, _with(route), {"route": route}, name=route.name) for route in TABLE]
handler400 = "weipian.web.frame.failing.unreadable"
handler404 = "weipian.web.frame.failing.not_found"
handler500 = "weipian.web.frame.failing.failed"
