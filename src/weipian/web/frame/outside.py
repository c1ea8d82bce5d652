"""The one outside host that a page may ever ask: 天地图, where the office has signed for it."""

from __future__ import annotations

from typing import Any

from weipian.store.tianditu import Tianditu, tianditu
from weipian.web.frame.here import here

HOSTS = tuple(f"https://t{number}.tianditu.gov.cn" for number in range(8))
KINDS = {"img": ("影像", "cia"), "vec": ("矢量", "cva")}
"""天地图's name of a base map, what people call it, and its layer of names."""
DEEPEST = 18
WMTS = (
    "{host}/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}&STYLE=default&TILEMATRIXSET=w"
    "&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
"""Of the matrix set `w`: a map in the browser is drawn in web Mercator; on CGCS2000, so that nothing is shifted."""


def ask(request: Any) -> Tianditu:
    """How it stands, for a page with a map; where it is on, the page gets the profile that lets it."""
    found = tianditu(here().workspace.folder) if getattr(request, "desk", None) else Tianditu()
    request.asks_outside = found.is_on
    return found


def is_asked(request: Any) -> bool:
    return bool(getattr(request, "asks_outside", False))


def offered(found: Tianditu) -> dict[str, Any] | None:
    """What the map's script needs, the key among it: only for who has come in."""
    if not found.is_on or found.signed is None:
        return None
    kinds = [
        {"key": key, "label": label, "tiles": _tiles(key, found.key), "names": _tiles(names, found.key)}
        for key, (label, names) in KINDS.items()
    ]
    return {"said": found.signed.said, "deepest": DEEPEST, "kinds": kinds}


def _tiles(layer: str, key: str) -> list[str]:
    return [WMTS.format(host=host, layer=layer, key=key) for host in HOSTS]
