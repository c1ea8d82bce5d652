"""All that the files say of a patch, and the same as the rules read it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from weipian.fence.ids import as_id
from weipian.fence.row import Row
from weipian.office.layers import Layers, ReadLayer
from weipian.office.patches import Issued
from weipian.programme.determination.cells import Held, Register
from weipian.programme.determination.known import Seen, sources
from weipian.programme.overlay.facts import LayerFacts, PatchFacts
from weipian.programme.overlay.rest import Rest
from weipian.terms.area import Area
from weipian.terms.words import LayerKind


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """One whole patch. `cultivated` is net of ridges; None where it was not checked or is not fully known.

    `rest`: what no confirmed approval covers; None where none covers any of it.
    """

    issued: Issued
    measured: PatchFacts
    cultivated: Area | None
    existing_share: Fraction | None
    township: str
    visit: Row
    review: Row
    rest: Rest | None = None

    def area_on(self, kind: LayerKind) -> Area | None:
        return self.measured.area_on(kind)


def seen(known: Known, layers: Layers) -> Seen:
    """A patch as the determination rules read it."""
    issued = known.issued
    return Seen(
        plot=issued.patch,
        category=issued.category,
        issued=issued.issued,
        earlier_image=issued.earlier_image,
        later_image=issued.later_image,
        area=known.measured.area,
        cultivated=known.cultivated,
        farmland=known.area_on(LayerKind.PERMANENT_BASIC_FARMLAND),
        redline=known.area_on(LayerKind.ECOLOGICAL_REDLINE),
        existing_share=known.existing_share,
        visit=known.visit,
        registers={kind: register(layer, known.measured.layers[kind]) for kind, layer in layers.items()},
        sources=sources({kind: layer.source.version for kind, layer in layers.items()}),
    )


def register(layer: ReadLayer, facts: LayerFacts) -> Register:
    """What a patch lies on of one layer, under our keys."""
    columns = layer.source.columns
    held = (
        Held(touch.row, touch.area, {key: as_id(touch.attributes.get(name)) for key, name in columns.items()})
        for touch in facts.touches
    )
    return Register(facts.complete, layer.source.version, tuple(held), columns)
