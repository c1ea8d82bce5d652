"""Plots measured on the county's booked layers, all plots at once a layer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from weipian.atlas.ready import Damaged
from weipian.geometry.measure import indexed
from weipian.policy import Policy
from weipian.programme.overlay.ground import Ground, Ints
from weipian.programme.overlay.kept import attributes_of, forget, laid_version
from weipian.programme.overlay.keyed import Keyed, Picked
from weipian.programme.overlay.lookups import confirmed, is_confirmed
from weipian.programme.overlay.lying import Laid, Lying, lyings, um2
from weipian.programme.overlay.plots import ground_of, some_of
from weipian.programme.overlay.rest import LINES, Rest, rests
from weipian.programme.overlay.rules import Thinness
from weipian.store.queries.layers import LayerHere
from weipian.store.queries.overlay import PlotHere
from weipian.terms.area import Area
from weipian.terms.errors import InputError
from weipian.terms.words import LayerKind

Wanted = Mapping[LayerKind, Sequence[int]]
"""Which plots, by index, are to be laid over which layer."""
Found = dict[tuple[int, LayerKind], Lying]
Step = Callable[[str], object]
APPROVALS = LayerKind.APPROVAL_BOUNDARY
BESIDE = (LayerKind.LAND_USE, *LINES)
"""Layers that the rest of a patch, beside its approvals, is measured on."""


@dataclass(frozen=True, slots=True, eq=False)
class Surveyor:
    """Where the layers lie, and by which law they are read."""

    folder: Path
    layers: Mapping[LayerKind, LayerHere]
    policy: Policy
    looked_up: Mapping[str, bool]
    step: Step

    def survey(self, plots: Sequence[PlotHere], wanted: Wanted) -> Found:
        """Every wanted plot on every wanted layer. Raises InputError where a kept layer is not what was booked."""
        whole, found, under = ground_of(plots), Found(), dict[LayerKind, Laid]()
        for kind, indices in wanted.items():
            if not len(indices):
                continue
            at = self._places(kind, wanted)
            ground = some_of(whole, at)
            laid = self._laid(self.layers[kind], ground)
            under[kind] = laid
            for index, lying in zip(at.tolist(), self._lyings(ground, laid), strict=True):
                found[index, kind] = lying
            self.step(kind.label)
        if wanted.get(APPROVALS):
            self._with_rests(whole, np.array(sorted(wanted[APPROVALS]), np.int64), under, found)
        keep = {(index, kind) for kind, indices in wanted.items() for index in indices}
        return {key: lying for key, lying in found.items() if key in keep}

    def _places(self, kind: LayerKind, wanted: Wanted) -> Ints:
        beside = wanted.get(APPROVALS, ()) if kind in BESIDE else ()
        return np.array(sorted({*wanted[kind], *beside}), np.int64)

    def _lyings(self, ground: Ground, laid: Laid) -> list[Lying]:
        thin = Thinness(*(float(self.policy.value(f"areas.thin_{name}").number) for name in ("share", "width")))
        return lyings(ground, laid, thin, self.policy.value("determination.existing.classes").items)

    def _laid(self, here: LayerHere, ground: Ground) -> Laid:
        """A ready file that proves damaged is made again, once."""
        require_booked(here, self.folder)
        try:
            return self._mapped(here, ground)
        except Damaged:
            forget(here, self.folder)
        return self._mapped(here, ground)

    def _mapped(self, here: LayerHere, ground: Ground) -> Laid:
        surface = laid_version(here, self.folder)
        pairs = surface.touched(indexed(ground.shapes))
        features = np.unique(pairs.b_index)
        columns = {key: Picked(features, v) for key, v in attributes_of(here, self.folder, features).items()}
        coverage = None if here.coverage is None else shapely.from_wkb(here.coverage)
        return Laid(here.kind, Keyed(surface, columns), surface.labels, coverage, pairs)

    def _with_rests(self, whole: Ground, at: Ints, under: Mapping[LayerKind, Laid], found: Found) -> None:
        """Beside the approvals: which of them are confirmed, and what they leave of the plot."""
        approvals = under[APPROVALS].surface
        columns = {key: approvals.columns[key] for key in ("number", "in_systems") if key in approvals.columns}

        def known(feature: int) -> bool:
            return is_confirmed({key: str(values[feature] or "") for key, values in columns.items()}, self.looked_up)

        surfaces = {kind: laid.surface for kind, laid in under.items()}
        left = rests(some_of(whole, at), surfaces, known, {"class": "class", "ridge_share": "ridge_share"})
        for place, index in enumerate(at.tolist()):
            lying = found[index, APPROVALS]
            names = confirmed(lying.detail.get("records", ()), self.looked_up)
            if place in left or names:
                lying.detail.update({"confirmed": names, "rest": _as_detail(left.get(place))})


def _as_detail(rest: Rest | None) -> dict[str, int | None] | None:
    if rest is None:
        return None
    areas: dict[str, Area | None] = {
        "cultivated_um2": rest.cultivated, "farmland_um2": rest.farmland, "redline_um2": rest.redline,
    }  # fmt: skip
    return {name: None if area is None else um2(area) for name, area in areas.items()}


def require_booked(here: LayerHere, folder: Path) -> None:
    """The kept file is byte for byte what was booked. Raises InputError `layer_changed`."""
    path = folder / here.kept
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        found = ""
    if found != here.kept_sha256:
        raise InputError("layer_changed", where=str(path))
