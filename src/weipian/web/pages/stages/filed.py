"""A plot's return, cell by cell, with what the self-check says of each: red where it blocks, amber where it asks."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.submitting.looking import looked
from weipian.programme.submission.acts.listing import Stands
from weipian.web.frame.here import here
from weipian.web.frame.route import Opens, Route
from weipian.web.frame.speaking import plain
from weipian.web.pages.stages.doing import able
from weipian.web.pages.stages.returns import RETURNS


def filed(request: Any, key: str) -> HttpResponse:
    """Nothing is written by looking; the self-check proper is an act of its own."""
    seen = looked(request.desk, key, here().today())
    row = _row(seen.stands)
    told = {
        "seen": seen,
        "row": row,
        "page": RETURNS,
        "able": able(row, RETURNS.does, RETURNS.always_for(request.desk), "plot"),
    }
    return render(request, "stages/filed.html", told)


def _row(one: Stands) -> dict[str, Any]:
    """As the list's rows are, for the acts."""
    acts = [
        {
            "move": step.move.value,
            "label": step.move.label,
            "can": step.refused is None,
            "why": plain(step.refused.message) if step.refused else "",
            "who": step.who,
        }
        for step in one.steps
    ]
    return {"plot": one.plot, "state": one.state.value, "acts": acts}


ROUTES = (Route("returns/<path:key>/", filed, "returns-one", Opens.PATCHES, group=RETURNS.group),)
