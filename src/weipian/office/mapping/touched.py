"""In words and numbers what a map shows: the layers that a patch's plots touch, and one feature of a layer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weipian.figures.land import class_name
from weipian.office.mapping.plots_shown import Asked, chosen
from weipian.office.mapping.tiles import ground_of
from weipian.programme.intake.keys import KEYS
from weipian.programme.overlay.kept import attributes_of
from weipian.store.acting import Desk
from weipian.store.queries.layers import LayerHere, current_layers
from weipian.store.queries.overlay import figures_of
from weipian.terms.acting import Checked
from weipian.terms.area import Area
from weipian.terms.words import LayerKind


@dataclass(frozen=True, slots=True)
class Touched:
    """A plot on a kind of layer; areas "" where they are not known, which `checked` says."""

    plot: str
    kind: LayerKind
    checked: Checked
    mu: str
    m2: str


def touched(desk: Desk, patch: str) -> list[Touched]:
    """Plot by plot, layer by layer. Raises InputError `patch_unknown`, also where it is not seen."""
    plots = {one.id: one.number for one in chosen(desk, Asked(patch=patch))}
    booked = {(one.plot, one.kind): one for one in figures_of(plots)}
    layers, found = current_layers(), []
    for plot, number in plots.items():
        for kind in LayerKind:
            one = booked.get((plot, kind))
            checked = one.checked if one else Checked.NOT_YET if kind in layers else Checked.NOT_CHECKED
            area = None if one is None or one.area_um2 is None else Area.of_um2(one.area_um2)
            texts = (area.text_mu(), area.text_m2()) if area else ("", "")
            found.append(Touched(number, kind, checked, *texts))
    return found


def feature_facts(here: LayerHere, workspace: Path, index: int) -> dict[str, Any]:
    """Its area, its class by name, and what the layer's own table says of it."""
    ground = ground_of(here, workspace)
    area = Area.of_um2(int(ground.ready.array("areas")[index]))
    code = ground.labels.distinct[int(ground.labels.codes[index])]
    labels = {key.key: key.label for key in KEYS[here.kind]}
    told = attributes_of(here, workspace, [index])
    facts = [(labels.get(key, key), str(values[0])) for key, values in told.items() if values[0] not in (None, "")]
    name = class_name(code) if here.kind is LayerKind.LAND_USE else ""
    return {
        "label": here.kind.label,
        "row": int(ground.rows[index]),
        "said": f"{code} {name}".strip(),
        "mu": area.text_mu(2),
        "m2": area.text_m2(),
        "facts": facts,
    }
