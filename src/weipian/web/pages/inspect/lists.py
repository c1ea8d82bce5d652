"""Gates that want an opinion, checks from above, visits, requests for instructions: each as its command lists it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.office.inspecting.gates import STANDS
from weipian.terms.inspection import CheckAnswer, InspectionKind
from weipian.terms.words import GateName
from weipian.web.aside.alike import Aside
from weipian.web.frame.here import here
from weipian.web.frame.route import Route

PER_PAGE = 50


def _asked(
    request: Any, words: tuple[str, ...], key: str, order: Callable[[Any], Iterable[Any]] = iter, **given: str
) -> dict[str, Any]:
    """A page of a command's rows as this person gets them."""
    filled = {name: [value] for name, value in given.items() if value}
    with tempfile.TemporaryDirectory() as nothing:
        heard = here().commands.run(request.desk, words, filled, Path(nothing), as_json=True)
    text, asked = request.GET.get("q", "").strip(), request.GET.get("page", "")
    every = order(heard.answer[key])
    rows = [one for one in every if any(text in str(one.get(name, "")) for name in ("plot", "patch"))]
    page = max(int(asked), 1) if asked.isdigit() else 1
    shown = rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    pages = range(1, -(-len(rows) // PER_PAGE) + 1)
    return {"rows": shown, "count": len(rows), "page": page, "pages": pages, "asked": request.GET}


def gates(request: Any) -> HttpResponse:
    """The gates that patches go through, what is asked of each, and the opinion that was given."""
    every, township = request.GET.get("every", ""), request.GET.get("township", "")
    told = _asked(request, ("inspect", "gates"), "gates", every=every, township=township)
    told["rows"] = [
        {**one, "label": GateName(one["gate"]).label, "told": STANDS[one["stands"]], "able": one["acts"][0]}
        for one in told["rows"]
    ]
    return render(request, "inspect/gates.html", {**told, "every_township": list(request.desk.policy.townships)})


def uppers(request: Any) -> HttpResponse:
    """Checks from above, those without an answer first."""
    told = _asked(request, ("inspect", "uppers"), "checks")
    for one in told["rows"]:
        one["said"] = CheckAnswer(one["answer"]).label if one["answer"] else ""
        one["can"] = {each["act"]: each for each in one["acts"]}
    return render(request, "inspect/uppers.html", told)


def visits(request: Any) -> HttpResponse:
    """Visits and desk evidence, the newest first."""
    told = _asked(request, ("inspect", "visits"), "inspections", reversed, plot=request.GET.get("plot", ""))
    for one in told["rows"]:
        one["label"] = InspectionKind(one["kind"]).label
        one["can"] = {each["act"]: each for each in one["acts"]}
    return render(request, "inspect/visits.html", told)


def instructions(request: Any) -> HttpResponse:
    """Requests for instructions: what waits for its answer, on which nothing is determined."""
    told = _asked(request, ("instruct", "list"), "instructions", reversed)
    for one in told["rows"]:
        one["able"] = one["acts"][0]
    return render(request, "review/instructions.html", told)


ROUTES = (
    Route("inspect/gates/", gates, "inspect-gates", label="闸门核查意见", group="核查举证", aside=Aside.ALIKE),
    Route("inspect/upper/", uppers, "inspect-upper", label="上级检查", group="核查举证"),
    Route("inspect/visits/", visits, "inspect-visits", label="核查记录", group="核查举证", aside=Aside.OWN),
    Route("instructions/", instructions, "instructions", label="请示报告", group="会审判定"),
)
