"""查找: a number typed into the bar; one hit opens at once."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect, render

from weipian.office.pressing.letters import listed
from weipian.store.queries.finding import PlotLike, cases_like, plots_like
from weipian.web.frame.here import here
from weipian.web.frame.route import Route

MOST, LONGEST = 50, 100


def find(request: Any) -> HttpResponse:
    """Patches and plots, cases, letters, of what this person sees."""
    text, desk = request.GET.get("q", "").strip()[:LONGEST], request.desk
    looks = bool(text) and not desk.sight.is_nothing
    plots = plots_like(text, desk.sight, MOST) if looks else []
    cases = cases_like(text, desk.sight, MOST) if looks else []
    letters = _letters(desk, text) if looks else []
    exact = next((one for one in plots if text in (one.number, one.patch)), None)
    alone = plots[0] if len(plots) == 1 and not cases and not letters else exact
    if alone is not None:
        return redirect(address_of(alone, text))
    hits = [(one, address_of(one, one.number)) for one in plots]
    return render(
        request, "system/find.html", {"text": text, "hits": hits, "cases": cases, "letters": letters, "most": MOST}
    )


def address_of(one: PlotLike, text: str) -> str:
    """A whole patch has the patch's page; a part of one has its own."""
    if one.patch in (one.number, text):
        return f"/patches/{quote(one.patch, safe='')}"
    return f"/plots/{quote(one.number, safe='')}"


def _letters(desk: Any, text: str) -> list[Any]:
    every = [one.letter for one in listed(desk, here().today())]
    return [one for one in every if text in (one.number or "") or text == str(one.letter)][:MOST]


ROUTES = (Route("find/", find, "find"),)
