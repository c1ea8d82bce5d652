"""The layer of townships: their outlines with the figures of the ratio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import shapely

from weipian.fence.ids import as_id
from weipian.fence.vector import read
from weipian.geometry.crs import Crs
from weipian.gis.layer import Layer, Look, Style
from weipian.gis.placing import placed
from weipian.office.exporting.columns import TOWNSHIPS
from weipian.office.exporting.cover import M2_OF_KM2, cap_m2, in_plane, over_cap, surely_under
from weipian.policy import Policy
from weipian.programme.account.text import line_words
from weipian.store.queries.layers import LayerHere
from weipian.terms.messages import sentence

NAME = "乡镇"
FROM_SCALE = 500_000
M_OF_DEGREE = 111_320.0
STYLE = Style(
    "按比例线",
    "line",
    (
        Look(line_words(True), line_words(True), "▲", "#8E2A2A", "none", ""),
        Look(line_words(False), line_words(False), "", "#5F6368", "none", ""),
    ),
    "township",
    FROM_SCALE,
)
"""Outlines alone, so that the patches under them stay to be seen; thick where the line is reached."""


def township_layer(
    layer: LayerHere, workspace: Path, into: Crs, townships: Mapping[str, Mapping[str, object]]
) -> Layer:
    """Only the townships that are named in the ratio: who sees one gets one. Raises InputError."""
    name, code = layer.columns["name"], layer.columns.get("code")
    table = read(workspace / layer.kept, columns=[column for column in (name, code) if column])
    names = [as_id(value) for value in table.columns[name]]
    codes = [as_id(value) for value in table.columns[code]] if code else [""] * len(names)
    kept = [index for index, each in enumerate(names) if each in townships]
    wkb, _ = placed([table.wkb[index] for index in kept], [f"EPSG:{layer.epsg}"] * len(kept), into)
    rows = [_row(names[index], codes[index], townships[names[index]]) for index in kept]
    columns = {field.name: [row[field.name] for row in rows] for field in TOWNSHIPS}
    return Layer(NAME, TOWNSHIPS, columns, wkb, into, (STYLE,))


def as_may_leave(layer: Layer, policy: Policy) -> tuple[Layer, list[str]]:
    """The outlines themselves where they cover little, else coarser ones that still meet; and what to say."""
    cap = cap_m2(policy)
    if surely_under(layer.wkb, layer.crs, cap):
        return layer, []
    touching = float(policy.value("secrecy.touching").number)
    if over_cap(in_plane(layer.wkb, layer.crs), cap, touching) is None:
        return layer, []
    tolerance = float(policy.value("secrecy.outline_tolerance").number)
    unit = 1.0 / M_OF_DEGREE if layer.crs.kind == "geographic" else 1.0
    coarse = shapely.coverage_simplify(shapely.from_wkb(np.array(layer.wkb, object)), tolerance * unit)
    said = sentence("said_gis_outlines_coarse", {"cap": f"{cap / M2_OF_KM2:g}", "tolerance": f"{tolerance:g}"})
    return replace(layer, wkb=shapely.to_wkb(coarse, byte_order=1).tolist()), [said]


def _row(name: str, code: str, block: Mapping[str, object]) -> dict[str, object]:
    after = block["after"]
    assert isinstance(after, dict)
    return {
        "township": name,
        "code": code,
        "numerator_mu": after["numerator_mu"],
        "denominator_mu": after["denominator_mu"],
        "ratio": after["ratio"],
        "line": line_words(block["in_scope"] is True),
        "undetermined_mu": block["undetermined_mu"],
    }
