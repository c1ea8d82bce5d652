"""测算: choose plots and measures and see the ratio; or take the planner's own proposal. Nothing is written."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.account.chosen import Choice, IfDone, if_done
from weipian.office.account.under_way import MEASURES
from weipian.office.ledger.standing import Asked, whatif_now
from weipian.programme.account.candidates import deadline
from weipian.programme.account.planner import Minimise
from weipian.programme.account.ratio import Account
from weipian.store.seeing import summed
from weipian.terms.account import Figure
from weipian.web.frame.here import here
from weipian.web.pages.amounts import bars_end, line_percent, mu, percent, thousandths

LABELS = {name: measure.label for measure, name in MEASURES.items()}
FIELD = "m-"
LEAST = {Minimise.PLOTS: "地块最少", Minimise.AREA: "面积最小"}
MOST = 500
"""Plots offered on the page, the largest first; the planner sees all of them."""


def whatif(request: Any) -> HttpResponse:
    """GET: nothing chosen, or as the planner proposes; POST: as the person chose."""
    given = request.POST if request.method == "POST" else request.GET
    desk, today = request.desk, here().today()
    only = summed(desk).one_township
    township = only or given.get("township") or None
    minimise = Minimise(given["minimise"]) if given.get("minimise") in {one.value for one in Minimise} else None
    day = today if today <= deadline(desk.policy) else None
    proposed = whatif_now(desk, township, day, minimise.value) if minimise else None
    measures = _proposed(proposed) if proposed else _chosen(given)
    found = if_done(desk, measures, today, township)
    told = {
        "townships": desk.policy.townships if only is None else (only,),
        "township": township,
        "ways": [(one.value, label) for one, label in LEAST.items()],
        "proposed": proposed,
        "minimise": LEAST[minimise] if minimise else "",
        "measures": measures,
        "choices": [_choice(one, measures) for one in found.choices[:MOST]],
        "more": max(len(found.choices) - MOST, 0),
        "scopes": _scopes(found),
        "refused": found.refused,
        "area": mu(sum((one.area for one in found.choices if one.plot.plot in measures), Fraction(0))),
        "deadline": deadline(desk.policy),
        "open": Figure.NUMERATOR,
    }
    return render(request, "ratio/whatif.html", told)


def _chosen(given: Any) -> dict[str, str]:
    return {name.removeprefix(FIELD): how for name, how in given.items() if name.startswith(FIELD) and how in LABELS}


def _proposed(asked: Asked) -> dict[str, str]:
    measure: Any = asked.answer["measure"]
    return dict(measure)


def _choice(one: Choice, measures: dict[str, str]) -> dict[str, Any]:
    plot = one.plot
    return {
        "plot": plot.plot,
        "township": one.township,
        "area": mu(one.area),
        "options": [(name, label) for name, label in LABELS.items() if name in plot.measures],
        "chosen": measures.get(plot.plot, ""),
        "barred": plot.barred,
        "unknown": "、".join(LABELS[name] for name in sorted(plot.unknown)),
    }


def _scopes(found: IfDone) -> list[dict[str, Any]]:
    ratios = [one.after.ratio for _, now, then in found.scopes for one in (now, then)]
    line = found.scopes[0][1].line.ratio if found.scopes else Fraction(0)
    most = bars_end(ratios, line)
    return [
        {
            "name": name,
            "now": _side(now, most),
            "then": _side(then, most),
            "at": thousandths(now.line.ratio, most),
            "line": line_percent(now.line.ratio),
            "changed": now.after != then.after,
        }
        for name, now, then in reversed(found.scopes)
    ]


def _side(account: Account, most: Fraction) -> dict[str, Any]:
    after = account.after
    return {
        "ratio": percent(after.ratio),
        "sums": f"{mu(after.numerator)}／{mu(after.denominator)}",
        "bar": thousandths(after.ratio, most),
        "in_scope": account.in_scope,
        "nothing": after.ratio is None,
        "margin": mu(account.margin),
    }
