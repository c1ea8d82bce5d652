"""图斑清单: how every patch stands, to be filtered, sorted, and acted upon; the most urgent first."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.inspecting.able import Forward
from weipian.store.actors import About
from weipian.store.queries.about import departments_of
from weipian.store.queries.patch_list import Stands, Wanted, listed
from weipian.store.seeing import seen
from weipian.terms.acting import State
from weipian.terms.area import Area
from weipian.terms.words import Category
from weipian.web.frame.route import Route

PER_PAGE = (20, 50, 100)


def patches(request: Any) -> HttpResponse:
    """One page of the list; the filter is in the address, so that it can be kept and sent."""
    asked = request.GET
    wanted = Wanted(
        seen(request.desk, asked.get("township") or None),
        state=asked.get("state") or None,
        category=asked.get("category") or None,
        batch=asked.get("batch") or None,
    )
    found = listed(wanted)
    size = int(asked["size"]) if asked.get("size", "").isdigit() and int(asked["size"]) in PER_PAGE else PER_PAGE[1]
    page = max(int(asked["page"]), 1) if asked.get("page", "").isdigit() else 1
    rows = [_row(one) for one in found[(page - 1) * size : page * size]]
    _add_acts(request, rows)
    told = {
        "rows": rows,
        "count": len(found),
        "page": page,
        "pages": range(1, -(-len(found) // size) + 1),
        "size": size,
        "sizes": PER_PAGE,
        "states": list(State),
        "categories": list(Category),
        "townships": list(request.desk.policy.townships),
        "asked": asked,
    }
    return render(request, "pages/patches.html", told)


def _row(one: Stands) -> dict[str, Any]:
    areas = {name: _mu(getattr(one, name)) for name in ("area_um2", "cultivated_um2", "farmland_um2", "redline_um2")}
    words = {"category": Category(one.category).label, "state": State(one.state)}
    return {**asdict(one), **areas, **words}


def _mu(um2: int | None) -> str:
    return "" if um2 is None else Area.of_um2(um2).text_mu()


def _add_acts(request: Any, rows: list[dict[str, Any]]) -> None:
    handed, forward = departments_of([row["number"] for row in rows]), Forward(request.desk)
    for row in rows:
        about = About(row["township"], row["state"], handed.get(row["number"], frozenset()))
        row["acts"] = forward.of(about)


ROUTES = (Route("patches/", patches, "patches", label="图斑清单", group="工作台"),)
