"""What the map's script asks for, as the person at the desk may see it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, JsonResponse

from weipian.geometry.map_tiles import Tile
from weipian.office.mapping.layers_shown import (
    LayerShown,
    layer_for,
    layers_shown,
    township_names,
)
from weipian.office.mapping.looks import mark_swatches
from weipian.office.mapping.plots_shown import shown
from weipian.office.mapping.tiles import tile_of
from weipian.office.mapping.touched import feature_facts
from weipian.store.queries.layers import LayerHere
from weipian.store.tianditu import tianditu
from weipian.terms.errors import InputError
from weipian.terms.words import LayerKind
from weipian.web.aside.alike import Aside
from weipian.web.frame.here import here
from weipian.web.frame.outside import offered
from weipian.web.frame.route import Route
from weipian.web.frame.speaking import plain
from weipian.web.map.asked import asked_of

TILE = "application/vnd.mapbox-vector-tile"
A_WHILE = "private, max-age=600"
"""A version's tiles never change; but who has logged out leaves none behind for long."""


def layers(request: Any) -> HttpResponse:
    """The layers with their looks, the determinations' looks, and the townships' names."""
    told: dict[str, Any] = {"marks": [_swatch(one) for one in mark_swatches()], "layers": [], "names": [], "said": ""}
    try:
        found = layers_shown(request.desk)
    except InputError as error:
        return JsonResponse({**told, "said": plain(error.message)})
    towns = [one.here for one in found if one.here.kind is LayerKind.TOWNSHIP and not one.why]
    names = [name for here in towns for name in township_names(request.desk, here)]
    outside = offered(tianditu(here().workspace.folder))
    return JsonResponse({**told, "layers": [_layer(one) for one in found], "names": names, "tianditu": outside})


def _layer(one: LayerShown) -> dict[str, Any]:
    here, look = one.here, one.look
    return {
        "id": here.id,
        "kind": here.kind.value,
        "label": here.kind.label,
        "told": f"第{here.version}版，截至 {here.as_of.isoformat()}，{here.features} 个，密级 {here.secrecy.label}",
        "why": one.why,
        "box": one.box,
        "swatches": [_swatch(each) for each in one.swatches],
        "line": None if look is None else {"colour": look.colour, "dash": look.dash, "letter": look.letter},
        "hatched": look is None or bool(look.hatch),
        "on": look is not None and look.first,
    }


def _swatch(one: Any) -> dict[str, Any]:
    return {"key": one.key, "label": one.label, "fill": one.fill, "svg": one.svg, "codes": one.codes}


def tile(request: Any, layer: int, z: int, x: int, y: int) -> HttpResponse:
    """A square of a layer; 204 where nothing lies there."""
    here = _here(request, layer)
    found = tile_of(here, request.desk.workspace.folder, Tile(z, x, y))
    answer = HttpResponse(found, content_type=TILE, status=200 if found else 204)
    answer["Cache-Control"] = "no-store" if here.secrecy.is_secret else A_WHILE
    return answer


def feature(request: Any, layer: int, number: int) -> HttpResponse:
    """What a layer says of one of its features, and how large it is."""
    here = _here(request, layer)
    if not 0 < number <= here.features:
        raise Http404
    return JsonResponse(feature_facts(here, request.desk.workspace.folder, number - 1))


def _here(request: Any, layer: int) -> LayerHere:
    try:
        return layer_for(request.desk, layer)
    except ObjectDoesNotExist:
        raise Http404 from None


def plots(request: Any) -> HttpResponse:
    """Outlines of a patch's plots or of those in a box; else the places of all. Of too many how many lie where."""
    return JsonResponse(shown(request.desk, asked_of(request)))


ROUTES = (
    Route("map/layers.json", layers, "map-layers"),
    Route("map/plots.json", plots, "map-plots", aside=Aside.ALIKE, at_once=("patch", "box")),
    Route("map/tiles/<int:layer>/<int:z>/<int:x>/<int:y>", tile, "map-tile"),
    Route("map/feature/<int:layer>/<int:number>", feature, "map-feature"),
)
