"""What an address asks the map for."""

from __future__ import annotations

from typing import Any

from weipian.office.mapping.degrees import Box
from weipian.office.mapping.plots_shown import Asked


def asked_of(request: Any) -> Asked:
    """The filter in the address; a box that is none asks nothing."""
    told = request.GET
    words = {name: told.get(name, "").strip() for name in ("patch", "township", "state", "mark")}
    return Asked(**words, box=_box(told.get("box", "")))


def _box(text: str) -> Box | None:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    sound = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if sound else None
