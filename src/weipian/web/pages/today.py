"""今日: what is due, for this person alone; the most urgent first."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.figures.duty_values import Light
from weipian.office.figures.duties import dues_of
from weipian.office.ledger.standing import duties_now
from weipian.web.frame.here import here
from weipian.web.frame.route import Route

SHOWN = 200


def today(request: Any) -> HttpResponse:
    """Duties of the person's own sight, by day; how many of each light."""
    day = here().today()
    dues = list(dues_of(duties_now(request.desk, None, day), day))
    order = list(Light)
    dues.sort(key=lambda one: (-order.index(one.light) if one.light is not Light.PAST else 1, one.day))
    counts = [(light, sum(one.light is light for one in dues)) for light in (Light.OVERDUE, Light.SOON, Light.LATER)]
    return render(request, "pages/today.html", {"dues": dues[:SHOWN], "counts": counts, "more": len(dues) - SHOWN})


ROUTES = (Route("", today, "today", label="今日", group="工作台"),)
