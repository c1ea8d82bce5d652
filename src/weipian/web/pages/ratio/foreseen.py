"""The ratio as it may be on the assessment date, by three ways in which measures under way may end."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.account.foreseen import NOTE, Forecast, Foreseen, accounts_of, forecast_now
from weipian.office.account.under_way import MEASURES
from weipian.office.ledger.standing import WHOLE
from weipian.programme.account.forecast import waits_of
from weipian.terms.account import Scenario
from weipian.web.frame.here import here
from weipian.web.pages.amounts import mu, page_of, percent

LABELS = {name: measure.label for measure, name in MEASURES.items()}


def foreseen(request: Any) -> HttpResponse:
    """Sums of every scope in each scenario; every open plot with why it is taken as done or not."""
    found = forecast_now(request.desk, here().today())
    rows, pager = page_of(request, _plots(found))
    told = {
        "found": found,
        "note": NOTE,
        "scenarios": [one.scenario.label.partition("：") for one in found.scenarios],
        "sides": [one.scenario.label.partition("：") for one in _sides(found)],
        "sums": _sums(found),
        "rows": rows,
        **pager,
    }
    return render(request, "ratio/foreseen.html", told)


def _sums(found: Forecast) -> list[tuple[str, list[dict[str, Any]]]]:
    """Scopes with something to count, each with a cell a scenario."""
    each: list[dict[str, Any]] = []
    for one in found.scenarios:
        blocks: Any = accounts_of(found, one)
        county = {WHOLE: blocks["county"]} if blocks["county"] else {}
        each.append({**county, **blocks["townships"]})
    names = [name for name, block in each[0].items() if block["before"]["denominator_mu"] != "0.0000"]
    return [(name, [_cell(blocks[name]) for blocks in each]) for name in names]


def _cell(block: Any) -> dict[str, Any]:
    after = block["after"]
    return {
        "ratio": percent(after["ratio"]),
        "sums": f"{mu(after['numerator_mu'])}／{mu(after['denominator_mu'])}",
        "in_scope": block["in_scope"],
        "margin": mu(block["margin_mu"]),
    }


def _sides(found: Forecast) -> list[Foreseen]:
    """As it stands, nothing more is done: that needs no column."""
    return [one for one in found.scenarios if one.scenario is not Scenario.STANDS]


def _plots(found: Forecast) -> list[dict[str, Any]]:
    rows = []
    for place, one in enumerate(found.scenarios[0].answers):
        way = one.under_way
        rows.append(
            {
                "plot": one.row.plot,
                "township": one.row.township,
                "area": mu(one.row.cultivated),
                "measure": LABELS[way.measure] if way else "没有整改通知",
                "due": way.due if way else None,
                "waits": "、".join(waits_of(one.row, way)) if way else "",
                "answers": [each.answers[place] for each in _sides(found)],
            }
        )
    return rows
