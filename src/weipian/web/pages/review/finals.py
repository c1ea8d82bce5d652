"""上级终判: what is determined, what the level above has said of it and by which paper; the county's own beside it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.programme.determination.review.rules import label_of
from weipian.store.queries.finals import determined_plots, final_papers
from weipian.store.seeing import seen
from weipian.terms.review import Above
from weipian.web.frame.route import Route

PER_PAGE = 50
WHICH = {"waiting": False, "final": True}


def finals(request: Any) -> HttpResponse:
    """A page of the plots that are determined: all, those that wait for the level above, or those it has determined."""
    asked = request.GET
    page = max(int(asked["page"]), 1) if asked.get("page", "").isdigit() else 1
    sight = seen(request.desk, asked.get("township") or None)
    which = WHICH.get(asked.get("which", ""))
    count, found = determined_plots(sight, which, (page - 1) * PER_PAGE, page * PER_PAGE)
    papers = final_papers()
    rows = [
        {
            "one": one,
            "word": label_of(one.mining, one.word),
            "own": label_of(one.mining, one.own),
            "paper": papers.get(one.plot_id),
            "level": Above(papers[one.plot_id].level).label if one.plot_id in papers else "",
        }
        for one in found
    ]
    told = {"rows": rows, "count": count, "page": page, "pages": range(1, -(-count // PER_PAGE) + 1), "asked": asked,
            "every_township": list(request.desk.policy.townships)}  # fmt: skip
    return render(request, "review/finals.html", told)


ROUTES = (Route("finals/", finals, "finals", label="上级终判", group="会审判定"),)
