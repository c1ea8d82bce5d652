"""The address of the dialog of an act on one row, with the row's own name in the field that asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from weipian.terms.acting import Act
from weipian.web.command.acts import TABLES, RowOf, dialog_of

NAMES = {RowOf.PLOT: ("plot", "patch"), RowOf.PATCH: ("patch", "plot")}


def address_of(act: Act, row: Mapping[str, Any], key: str = "") -> str:
    """`key`: the row's name in its own register. A row without the name that is asked for leaves the field empty."""
    asks = dialog_of(act)
    if asks is None:
        return str(reverse("dialog", args=[TABLES[act]])) if act in TABLES else ""
    names = NAMES.get(asks.row, (key,))
    wanted: object = next((row[name] for name in names if row.get(name)), "")
    if key and not wanted and asks.row is not RowOf.OTHER:
        wanted = row.get(key, "")
    address = str(reverse("dialog", args=[asks.dialog]))
    return f"{address}?{urlencode({asks.field: wanted})}" if wanted else address
