"""The coordinate system that a source states, judged inside the fence by `geometry.prj`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from weipian.geometry.crs import Crs
from weipian.terms.errors import InputError

CRS84 = "OGC:CRS84"
_LONGEST = 65_536


def stated(text: str | None) -> dict[str, Any]:
    """`{"epsg": n}`, or `{"crs_error": …}` where what it states is not taken, or nothing where it states nothing.

    An error is not raised yet: the user may know better and say so.
    """
    if not text or not text.strip():
        return {}
    try:
        return {"epsg": _crs(text.strip()[:_LONGEST]).epsg}
    except InputError as error:
        return {"crs_error": {"code": error.code, "params": error.params}}


def stated_in_projjson(found: Mapping[str, Any] | None) -> dict[str, Any]:
    """From the PROJJSON of a GeoParquet; null there means that it is not known."""
    if found is None:
        return {}
    number = found.get("id") or {}
    if number.get("authority") == "EPSG":
        return stated(f"EPSG:{number.get('code')}")
    return stated(json.dumps(found))


def _crs(text: str) -> Crs:
    number = re.fullmatch(r"EPSG:(\d+)", text)
    if number:
        try:
            return Crs.of_epsg(int(number[1]))
        except InputError:
            pass  # it may be one with heights: the other knows
    from weipian.geometry.prj import of_text

    return of_text(text)
