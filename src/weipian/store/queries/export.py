"""What is handed to a GIS beside the lists: outlines, what was issued, and what the figures were measured on."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.store import models
from weipian.store.queries.layers import LayerHere, all_layers
from weipian.store.queries.sight import seen_in
from weipian.store.sight import Sight
from weipian.terms.words import LayerKind


@dataclass(frozen=True, slots=True)
class Issued:
    """The newest version of a patch as it was issued; `attributes` all of the source's cells as text."""

    number: str
    supplementary: bool
    issued: date
    area: str
    unit: str
    township: str
    earlier_image: date | None
    later_image: date | None
    attributes: Mapping[str, str | None]
    crs: str
    wkb: bytes


COLUMNS = (
    "number", "patch__supplementary", "patch__issued", "patch__issued_area", "patch__issued_unit", "patch__township",
    "patch__earlier_image", "patch__later_image", "patch__attributes", "patch__crs", "patch__wkb",
)  # fmt: skip


def issued_of(sight: Sight) -> dict[str, Issued]:
    """Number → what was issued, of every patch that now stands and is seen."""
    wanted = models.Standing.objects.filter(seen_in(sight, "number"))
    return {row[0]: _issued(row) for row in wanted.values_list(*COLUMNS).iterator()}


def measured_on(kinds: Collection[LayerKind]) -> list[LayerHere]:
    """The layer versions that the current figures of these kinds were measured on, older ones too."""
    wanted = models.Measurement.objects.filter(current=True, kind__in=[kind.value for kind in kinds])
    ids = set(wanted.exclude(layer=None).values_list("layer_id", flat=True).distinct())
    return [layer for layer in all_layers() if layer.id in ids]


def _issued(row: Sequence[Any]) -> Issued:
    number, marked, issued, area, unit, township, earlier, later, attributes, crs, wkb = row
    known = json.loads(attributes)
    return Issued(number, marked, issued, area, unit, township, earlier, later, known, crs, bytes(wkb))
