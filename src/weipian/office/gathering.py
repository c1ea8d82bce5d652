"""What the patches lie on: every batch laid over every layer, net cultivated land, the township."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from weipian.fence.row import Row
from weipian.office.knowledge import Known
from weipian.office.layers import Layers
from weipian.office.patches import Batch, Issued
from weipian.policy import Policy
from weipian.programme.overlay.cultivated import Cultivated, net_cultivated
from weipian.programme.overlay.facts import PatchFacts, gather
from weipian.programme.overlay.land import is_one_of
from weipian.programme.overlay.lookups import FOUND
from weipian.programme.overlay.rest import rests
from weipian.terms.area import ZERO, Area
from weipian.terms.words import LayerKind

Tell = Callable[[str], None]


def known_patches(
    batches: list[Batch],
    layers: Layers,
    visits: Mapping[str, Row],
    reviews: Mapping[str, Row],
    policy: Policy,
    tell: Tell,
) -> list[Known]:
    """Everything known of every patch, in the order of issue."""
    grounds = {kind: layer.ground for kind, layer in layers.items()}
    found: list[Known] = []
    for batch in batches:
        measured = gather(batch.ground, [one.patch for one in batch.issued], grounds)
        net = net_land(batch, layers)
        rest = rests(batch.ground, grounds, confirmed(layers), land_columns(layers))
        for index, (issued, facts) in enumerate(zip(batch.issued, measured, strict=True)):
            found.append(
                Known(
                    issued=issued,
                    measured=facts,
                    cultivated=net.net[index] if net else None,
                    existing_share=existing_share(facts, layers, policy),
                    township=township_of(issued, facts, layers),
                    visit=visits.get(issued.patch, {}),
                    review=reviews.get(issued.patch, {}),
                    rest=rest.get(index),
                )
            )
        tell(batch.name)
    return found


def confirmed(layers: Layers) -> Callable[[int], bool]:
    """Which approvals the ministry's systems know, by feature, as the layer says."""
    layer = layers.get(LayerKind.APPROVAL_BOUNDARY)
    column = layer.source.columns.get("in_systems") if layer else None
    if layer is None or column is None:
        return lambda _feature: False
    known = layer.ground.columns[column]
    return lambda feature: str(known[feature] or "").strip() == FOUND


def net_land(batch: Batch, layers: Layers) -> Cultivated | None:
    """Net cultivated land of a batch; None where there is no land-use survey to ask."""
    layer = layers.get(LayerKind.LAND_USE)
    if layer is None:
        return None
    columns = land_columns(layers)
    return net_cultivated(
        batch.ground, layer.ground, class_column=columns["class"], ridge_column=columns["ridge_share"]
    )


def land_columns(layers: Layers) -> dict[str, str]:
    """What the land-use survey calls its class and its ridge coefficient; else their standard names (TD/T 1057)."""
    layer = layers.get(LayerKind.LAND_USE)
    named = layer.source.columns if layer else {}
    class_column = (layer.source.class_column if layer else None) or "DLBM"
    return {"class": named.get("class", class_column), "ridge_share": named.get("ridge_share", "KCXS")}


def existing_share(facts: PatchFacts, layers: Layers, policy: Policy) -> Fraction | None:
    """The share of the patch that the baseline survey already has as construction land; None where not checked."""
    land = facts.layers.get(LayerKind.LAND_USE)
    if land is None or not land.complete or facts.area.m2 == 0:
        return None
    built = policy.value("determination.existing.classes").items
    areas = (area for text, area in land.by_class(land_columns(layers)["class"]).items() if is_one_of(text, built))
    return sum(areas, ZERO).m2 / facts.area.m2


def township_of(issued: Issued, facts: PatchFacts, layers: Layers) -> str:
    """As issued; else the township that holds the largest part of it."""
    if issued.township or LayerKind.TOWNSHIP not in layers:
        return issued.township
    touch = facts.layers[LayerKind.TOWNSHIP].largest()
    column = layers[LayerKind.TOWNSHIP].source.columns.get("name", "XZQMC")
    return str(touch.attributes.get(column) or "") if touch else ""


def largest(*areas: Area | None) -> Area | None:
    """The largest of the known areas (requirement B11: any of issued, filed, measured may reach a line)."""
    return max((area for area in areas if area is not None), default=None)
