"""一张图: the whole county, every patch by its determination; and what a map shows, as a table."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from weipian.figures.marks import Mark
from weipian.office.mapping.looks import MARKS
from weipian.office.mapping.plots_shown import mark_of, tallied
from weipian.office.mapping.touched import touched
from weipian.terms.acting import State
from weipian.terms.area import Area
from weipian.web.aside.alike import Aside
from weipian.web.frame.route import Route
from weipian.web.map.asked import asked_of


def whole(request: Any) -> HttpResponse:
    """The filter is in the address, for the map and the table alike."""
    asked = asked_of(request)
    counts: Counter[tuple[str, Mark]] = Counter()
    areas: Counter[str] = Counter()
    for one in tallied(request.desk, asked):
        counts[one.township, mark_of(one)] += one.count
        areas[one.township] += one.area_um2
    rows = [
        (town, [counts[town, mark] for mark in MARKS], sum(counts[town, mark] for mark in MARKS), _mu(areas[town]))
        for town in sorted(areas, key=_order(request.desk.policy.townships))
    ]
    sums = [sum(counts[town, mark] for town in areas) for mark in MARKS]
    words = {"township": asked.township, "state": asked.state, "mark": asked.mark}
    told = {
        "asked": asked, "marks": [(mark.name.lower(), mark.look) for mark in MARKS], "states": list(State),
        "rows": rows,
        "sums": sums, "total": sum(sums), "mu": _mu(sum(areas.values())), "townships": request.desk.policy.townships,
        "query": urlencode({name: value for name, value in words.items() if value}),
    }  # fmt: skip
    return render(request, "map/whole.html", told)


def _mu(um2: int) -> str:
    return Area.of_um2(um2).text_mu(2)


def _order(townships: Any) -> Any:
    place = {name: index for index, name in enumerate(townships)}
    return lambda name: (place.get(name, len(place)), name)


def table(request: Any) -> HttpResponse:
    """What a patch's plots lie on: the same that its map shows."""
    patch = asked_of(request).patch
    rows = touched(request.desk, patch) if patch else []
    partial = request.headers.get("HX-Request") == "true"
    return render(request, "map/_touched.html" if partial else "map/touched.html", {"rows": rows, "patch": patch})


ROUTES = (
    Route("map/", whole, "map", label="一张图", group="工作台", aside=Aside.ALIKE),
    Route("map/table", table, "map-table"),
)
