"""What lies near some places of a layer: only its features there are read, from the mapped ready file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.atlas.ready import Damaged
from weipian.geometry.pieces import read_only
from weipian.geometry.tree import meetings
from weipian.office.figures.zone import Box
from weipian.programme.overlay.kept import forget, laid_version
from weipian.programme.overlay.ready_ground import ReadyGround
from weipian.programme.overlay.surveying import require_booked
from weipian.store.queries.layers import LayerHere
from weipian.terms.words import LayerKind


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """A layer that is open; features that several places want are built once."""

    here: LayerHere
    ground: ReadyGround
    built: dict[int, shapely.Geometry] = field(default_factory=dict)

    def features(self, boxes: Sequence[Box]) -> Iterator[list[int]]:
        """For each box of the plane the features whose own box meets it, in the layer's order."""
        layer = self.ground.ready.indexed
        asked = read_only(np.array(boxes, np.float64).reshape(-1, 4))
        ones, pieces = meetings(asked, 0, len(asked), layer.pieces.box, layer.tree)
        for place in range(len(asked)):
            yield np.unique(layer.pieces.owner[pieces[ones == place]]).tolist()

    def shapes(self, features: Sequence[int], box: Box) -> NDArray[np.object_]:
        """Features in the plane, cut to a box; object[k]."""
        missing = [feature for feature in features if feature not in self.built]
        if missing:
            self.built.update(zip(missing, self.ground.planar(missing), strict=True))
        whole = np.array([self.built[feature] for feature in features] or [None], object)[: len(features)]
        return np.asarray(shapely.clip_by_rect(whole, *box), object)

    def codes(self, features: Sequence[int]) -> list[str]:
        """Class codes of features."""
        labels = self.ground.labels
        return [labels.distinct[code] for code in labels.codes[np.asarray(features, np.int64)].tolist()]

    def let_go(self) -> None:
        """Forget what was built: a batch is done."""
        self.built.clear()


def opened(layers: Mapping[LayerKind, LayerHere], kinds: Sequence[LayerKind], folder: Path) -> dict[LayerKind, Near]:
    """The layers that are there, mapped; a damaged ready file is made again, once. Raises InputError."""
    found = {}
    for kind in kinds:
        if kind in layers:
            require_booked(layers[kind], folder)
            try:
                found[kind] = Near(layers[kind], laid_version(layers[kind], folder))
            except Damaged:
                forget(layers[kind], folder)
                found[kind] = Near(layers[kind], laid_version(layers[kind], folder))
    return found
