"""What stands around every page: the county, the person, the tree, how the day is."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from weipian.web.command.addresses import home_of
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


DIALOG = "/do/"
PLACES = {
    "overlay": "patches", "propose": "patches", "explain": "patches", "split": "patches", "merge": "patches",
    "patches": "intake", "records": "intake", "layers": "layers", "tianditu": "layers",
    "inspect": "inspect", "final": "finals", "submit": "returns", "platform": "returns", "problems": "returns",
    "right": "right", "places": "places", "quota": "quota", "rank": "rank", "ratio": "ratio",
    "whatif": "ratio", "average": "ratio", "bulletin": "rank", "summary": "leader", "figure": "wall", "duties": "today",
    "remind": "inspect", "log": "log", "policy": "law",
}  # fmt: skip
"""The page of the tree that a dialog belongs to, by its first word, where no register's home says it."""


def _page_of(dialog: str) -> str:
    home = home_of(dialog)
    return home.page if home else PLACES.get(dialog.partition("/")[0], "")


def standing(tree: list[tuple[str, list[Any]]], path: str, group: str) -> str:
    """The entry under which a page without one of its own stands: the page that its dialog belongs to, whose address it
    goes on, or its group's first."""
    page = _page_of(path.removeprefix(DIALOG)) if path.startswith(DIALOG) else ""
    if page and any(one.name == page for _, some in tree for one in some):
        return page
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
