"""拆分: by approvals, by townships or by a line; the areas are seen before it is done, and always add up."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from weipian.office.mapping.cut_shown import BOUNDS, bound_asked, cut_shown, plot_to_cut
from weipian.terms.acting import Act
from weipian.terms.area import Area
from weipian.terms.errors import InputError
from weipian.web.frame.here import here
from weipian.web.frame.route import Route

SPLIT = ("split",)
WAYS = (("approval", "按用地批准红线"), ("township", "按乡镇界线"), ("line", "按画的线"))


def split(request: Any, plot: str) -> HttpResponse:
    """The page; what is sent to it is done, as the command does it."""
    found = plot_to_cut(request.desk, plot)
    if request.method != "POST":
        told = {"plot": found, "mu": Area.of_um2(found.area_um2).text_mu(), "ways": WAYS,
                "m2": Area.of_um2(found.area_um2).text_m2()}  # fmt: skip
        return render(request, "split/page.html", told)
    bound = bound_asked(request.POST.get("by", ""), request.POST.get("line", ""), plot)
    with tempfile.TemporaryDirectory() as nothing:
        here().commands.run(request.desk, SPLIT, {"plot": [plot], "by": [bound]}, Path(nothing), as_json=True)
    return redirect(f"/patches/{found.patch}")


def trial(request: Any, plot: str) -> HttpResponse:
    """How it would be cut; what hinders it is said in its place."""
    told: dict[str, Any] = {"plot": plot_to_cut(request.desk, plot)}
    if request.POST.get("by") == "line" and not request.POST.get("line", "").strip():
        return render(request, "split/_parts.html", {**told, "nothing_drawn": True})
    try:
        bound = bound_asked(request.POST.get("by", ""), request.POST.get("line", ""), plot)
        told["cut"] = cut_shown(request.desk, plot, bound)
        told["rest"] = "其余部分" if bound in BOUNDS else "线的一侧"
        told["shapes"] = json.dumps(told["cut"].shapes)
    except InputError as error:
        told["error"] = error
    return render(request, "split/_parts.html", told)


ROUTES = (
    Route("plots/<str:plot>/split", split, "split", Act.PLOT_SPLIT),
    Route("plots/<str:plot>/split/trial", trial, "split-trial", Act.PLOT_SPLIT),
)
