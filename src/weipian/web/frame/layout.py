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
    tree, route = tree_for(request), getattr(request, "route", None)
    return {
        "asset": asset,
        "here": here(),
        "person": desk.actor,
        "today": here().today(),
        "tree": tree,
        "route": route,
        "stands": standing(tree, request.path, getattr(route, "group", "")),
    }


def standing(tree: list[tuple[str, list[Any]]], path: str, group: str) -> str:
    """The entry under which a page without one of its own stands: whose address it goes on, or its group's first."""
    under = [one for _, some in tree for one in some if one.path and path.startswith(f"/{one.path}")]
    if under:
        return str(max(under, key=lambda one: len(one.path)).name)
    return next((str(some[0].name) for name, some in tree if name == group), "")


def tree_for(request: Any) -> list[tuple[str, list[Any]]]:
    """The pages that this person may open, by group, in their order."""
    from weipian.web.urls import TABLE

    groups: dict[str, list[Any]] = {}
    for route in TABLE:
        if route.label and route.lets_in(request.desk.policy, request.desk.actor):
            groups.setdefault(route.group, []).append(route)
    return list(groups.items())
