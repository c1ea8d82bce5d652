"""今日: what is due, for this person alone; the most urgent first."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.figures.duty_values import Light
from weipian.office.duty_sheet import Shared
from weipian.office.figures.duties import light_of
from weipian.office.ledger.standing import duties_now
from weipian.programme.submission.standing import SEEN_WHEN_DONE
from weipian.web.frame.here import here
from weipian.web.frame.route import Route

SHOWN = 200
ORDER = {Light.OVERDUE: 0, Light.SOON: 1, Light.LATER: 2, Light.PAST: 3}


def today(request: Any) -> HttpResponse:
    """Duties of the person's own sight, the most urgent first; how many of each light."""
    day = here().today()
    rows = [_row(one, day) for one in duties_now(request.desk, None, day) if one.duty.effective_due is not None]
    rows.sort(key=lambda row: (ORDER[row["light"]], row["due"]))
    counts = [(light, sum(row["light"] is light for row in rows)) for light in (Light.OVERDUE, Light.SOON, Light.LATER)]
    return render(request, "pages/today.html", {"rows": rows[:SHOWN], "counts": counts, "more": len(rows) - SHOWN})


def _row(one: Shared, day: date) -> dict[str, Any]:
    due, duty = one.duty.effective_due or day, one.duty
    light, _ = light_of(due, day, duty.duty in SEEN_WHEN_DONE)
    return {"light": light, "due": due, "duty": duty, "subject": one.subject, "owner": one.owner, "plots": one.plots,
            "first": one.owing[0] if len(one.owing) == 1 else ""}  # fmt: skip


ROUTES = (Route("", today, "today", label="今日", group="工作台"),)
