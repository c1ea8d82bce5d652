"""What stands around every page: the county, the person, the tree, how the day is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from weipian.web.frame.assets import asset
from weipian.web.frame.here import here


def around(request: HttpRequest) -> dict[str, Any]:
    """Context of every template."""
    desk = getattr(request, "desk", None)
    if desk is None:
        return {"asset": asset, "here": here()}
    return {
        "asset": asset,
        "here": here(),
        "person": desk.actor,
        "today": here().today(),
        "tree": tree_for(request),
        "route": getattr(request, "route", None),
    }


def tree_for(request: Any) -> list[tuple[str, list[Any]]]:
    """The pages that this person may open, by group, in their order."""
    from weipian.web.urls import TABLE

    groups: dict[str, list[Any]] = {}
    for route in TABLE:
        if route.label and route.lets_in(request.desk.policy, request.desk.actor):
            groups.setdefault(route.group, []).append(route)
    return list(groups.items())
