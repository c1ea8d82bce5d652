"""图层 and 影像: which there are, of when, how secret, what they cover; and which there are not."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from weipian.store.actors import may
from weipian.store.queries.images import all_images, current_images
from weipian.store.queries.layers import all_layers
from weipian.terms.acting import Act, Register
from weipian.terms.area import Area
from weipian.terms.words import LayerKind
from weipian.web.frame.route import Route


def layers(request: Any) -> HttpResponse:
    """The versions that hold; the former ones where asked for."""
    every = all_layers()
    shown = [one for one in every if one.current or request.GET.get("every")]
    there = {one.kind for one in every if one.current}
    told = {
        "rows": [{"layer": one, "area": Area.of_um2(one.area_um2).text_mu(2)} for one in shown],
        "every": request.GET.get("every"),
        "missing": [kind for kind in LayerKind if kind not in there],
        "images": all_images() if request.GET.get("every") else current_images(),
        "adds_image": may(request.desk.policy, request.desk.actor, Act.IMAGE_ADDED) is None,
        "withdraws": may(request.desk.policy, request.desk.actor, Act.IMAGE_WITHDRAWN) is None,
        "adds": may(request.desk.policy, request.desk.actor, Act.LAYER_ADDED) is None,
    }
    return render(request, "system/layers.html", told)


ROUTES = (Route("system/layers/", layers, "layers", Register.LAYERS, "图层和影像", "系统"),)
