"""问责比例: the county and each township, before and after deduction, as counted and as measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.account.opening import open_figure
from weipian.office.ledger.standing import WHOLE, ratio_now
from weipian.store.seeing import summed
from weipian.terms.account import Figure
from weipian.web.aside.alike import Aside
from weipian.web.frame.here import here
from weipian.web.frame.route import Route
from weipian.web.pages.amounts import bars_end, line_percent, mu, page_of, percent, thousandths
from weipian.web.pages.kept import kept
from weipian.web.pages.ratio import course, foreseen, whatif

Block = Mapping[str, Any]
BESIDE = (Figure.DEDUCTED_B, Figure.DEDUCTED_C, Figure.EXCLUDED, Figure.FINAL, Figure.NOT_FINAL,
          Figure.SUPPLEMENTARY, Figure.DIFFERING, Figure.EARLIER, Figure.UNKNOWN)  # fmt: skip


def ratio(request: Any) -> HttpResponse:
    """The live ratio."""
    desk, today = request.desk, here().today()
    found = kept(desk, "ratio", lambda: ratio_now(desk, today), whose=summed(desk))
    answer = found.answer
    told = {
        "answer": answer,
        "rows": list(_rows(answer)),
        "said": found.said,
        "beside": BESIDE,
        "average": answer["average"],
        "overlapping": _overlapping(answer),
        "own": answer["county"] is None,
    }
    return render(request, "ratio/ratio.html", told)


def _rows(answer: Block) -> Iterator[dict[str, Any]]:
    """A row a scope, the county first; all on one scale of bars."""
    scopes = list(_scopes(answer))
    blocks = [block for _, block in scopes]
    line = Fraction(blocks[0]["ratio_threshold"]) if blocks else Fraction(0)
    most = bars_end([block[side]["ratio"] for block in blocks for side in ("before", "after")], line)
    for name, block in scopes:
        yield {
            "name": name,
            "query": "" if name == WHOLE else f"?{urlencode({'township': name})}",
            "counted": _sums(block, most),
            "measured": _sums(_beside(answer, "measured", name), most),
            "final": _sums(_beside(answer, "final", name), most),
            "left": _beside(answer, "final", name)["not_final_plots"],
            "line": {"percent": line_percent(block["ratio_threshold"]), "area": mu(block["area_threshold_mu"], 0)},
            "at": thousandths(block["ratio_threshold"], most),
            "clause": block["clause"],
            "nothing": block["before"]["denominator_mu"] == "0.0000" and block["undetermined_mu"] == "0.0000",
            "undetermined": mu(block["undetermined_mu"]),
            "if_all": percent(block["ratio_if_all_unlawful"]),
        }


def _scopes(answer: Block) -> Iterator[tuple[str, Block]]:
    if answer["county"] is not None:
        yield WHOLE, answer["county"]
    yield from answer["townships"].items()


def _beside(answer: Block, which: str, name: str) -> Block:
    found: Block = answer[which]["county"] if name == WHOLE else answer[which]["townships"][name]
    return found


def _sums(block: Block, most: Fraction) -> dict[str, Any]:
    """Both sides of an account as they are shown."""
    sides = {
        side: {
            "numerator": mu(block[side]["numerator_mu"]),
            "denominator": mu(block[side]["denominator_mu"]),
            "ratio": percent(block[side]["ratio"]),
            "bar": thousandths(block[side]["ratio"], most),
        }
        for side in ("before", "after")
    }
    return {**sides, "in_scope": block["in_scope"], "margin": mu(block["margin_mu"])}


def _overlapping(answer: Block) -> list[Block]:
    return [one for one in answer["overlapping"] if one["file_new_part"]]


def opened(request: Any, figure: str) -> HttpResponse:
    """A figure with its plots, each with its area and clause. Raises InputError for a figure that is none."""
    which = Figure.read(figure)
    township = request.GET.get("township") or None
    found = open_figure(request.desk, which, township)
    rows, pager = page_of(request, found.rows)
    shown = [(row, "未知" if row.area is None else mu(row.area, 4)) for row in rows]
    told = {
        "found": found,
        "rows": shown,
        "total": mu(found.total, 4),
        "township": township,
        "figures": list(Figure),
        "townships": request.desk.policy.townships,
        **pager,
    }
    return render(request, "ratio/opened.html", told)


ROUTES = (
    Route("ratio/", ratio, "ratio", label="问责比例", group="账和图", aside=Aside.ALIKE),
    Route("ratio/open/<str:figure>/", opened, "ratio-open", aside=Aside.ALIKE),
    Route("ratio/days/", course.days, "ratio-days", aside=Aside.ALIKE),
    Route("ratio/foreseen/", foreseen.foreseen, "ratio-foreseen", aside=Aside.OWN),
    Route("ratio/whatif/", whatif.whatif, "ratio-whatif", aside=Aside.OWN),
)
