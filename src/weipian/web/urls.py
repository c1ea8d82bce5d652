"""Every address of the workbench: one table, from which the tests ask who gets in where."""

from __future__ import annotations

from functools import wraps
from importlib import import_module
from typing import Any

from django.http import HttpResponse
from django.urls import path

from weipian.web.aside.shown import shown
from weipian.web.frame.route import Route

MODULES = (
    "weipian.web.entry.views",
    "weipian.web.pages.today",
    "weipian.web.pages.patches.views",
    "weipian.web.pages.patches.paste",
    "weipian.web.pages.rehearsing.running",
    "weipian.web.pages.rehearsing.laid",
    "weipian.web.pages.intake.views",
    "weipian.web.pages.split",
    "weipian.web.pages.patch.views",
    "weipian.web.pages.patch.images",
    "weipian.web.pages.inspect.board",
    "weipian.web.pages.inspect.lists",
    "weipian.web.pages.review.listing",
    "weipian.web.pages.review.hear",
    "weipian.web.pages.review.screen",
    "weipian.web.pages.review.minutes",
    "weipian.web.pages.review.finals",
    "weipian.web.map.pages",
    "weipian.web.map.data",
    "weipian.web.pages.stages.every",
    "weipian.web.pages.ratio.views",
    "weipian.web.pages.wall.views",
    "weipian.web.pages.leader.views",
    "weipian.web.pages.rank.views",
    "weipian.web.pages.closing.views",
    "weipian.web.pages.ledger.views",
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
        return shown(request, route, *args, **more)

    return view


urlpatterns = [path(route.path, _with(route), {"route": route}, name=route.name) for route in TABLE]
handler400 = "weipian.web.frame.failing.unreadable"
handler404 = "weipian.web.frame.failing.not_found"
handler500 = "weipian.web.frame.failing.failed"
