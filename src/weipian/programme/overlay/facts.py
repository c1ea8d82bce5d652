"""What the later stages ask of a patch: how much of it lies on each layer, on which features, with what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from weipian.geometry.measure import Overlaps, indexed
from weipian.programme.overlay import contradictions as clash
from weipian.programme.overlay import rules
from weipian.programme.overlay.ground import Featured, Ground
from weipian.programme.overlay.measure import incomplete_patches
from weipian.programme.overlay.rules import CENTI, Mark, Thinness
from weipian.terms.area import ZERO, Area
from weipian.terms.words import LayerKind


@dataclass(frozen=True, slots=True)
class Touch:
    """One feature that a patch lies on: its row in the source, the shared area, its attributes, what it suggests."""

    row: int
    area: Area
    attributes: Mapping[str, object]
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class LayerFacts:
    """A patch on one layer. `area` counts doubly claimed ground once; `complete` is false near refused rows."""

    kind: LayerKind
    area: Area
    touches: tuple[Touch, ...]
    complete: bool = True

    def by_class(self, column: str) -> dict[str, Area]:
        """Areas by the text in a column, the largest first."""
        sums: dict[str, Area] = defaultdict(lambda: ZERO)
        for touch in self.touches:
            sums[str(touch.attributes.get(column) or "")] += touch.area
        return dict(sorted(sums.items(), key=lambda item: (-item[1].m2, item[0])))

    def largest(self) -> Touch | None:
        """The feature with the largest share, as for the township that a patch belongs to."""
        return max(self.touches, key=lambda touch: (touch.area.m2, -touch.row), default=None)


@dataclass(frozen=True, slots=True)
class PatchFacts:
    """All that was measured of one patch. A kind that is not in `layers` was not checked."""

    patch: str
    area: Area
    layers: Mapping[LayerKind, LayerFacts]
    unions: Mapping[frozenset[LayerKind], Area]

    def area_on(self, kind: LayerKind) -> Area | None:
        """The area on a layer; None where it was not checked or is not fully known, never 0 for that."""
        found = self.layers.get(kind)
        return found.area if found is not None and found.complete else None

    def area_on_any(self, kinds: Iterable[LayerKind]) -> Area | None:
        """The area on the union of layers that was asked for when gathering."""
        return self.unions.get(frozenset(kinds))


def gather(
    patches: Ground,
    ids: Sequence[str],
    layers: Mapping[LayerKind, Featured],
    unions: Iterable[Iterable[LayerKind]] = (),
    thin: Thinness | None = None,
) -> list[PatchFacts]:
    """Lay the patches over every layer once; `unions` names sets of layers whose joint cover is wanted.

    With `thin`, slivers and likely neighbours are marked; no figure changes by it.
    """
    ones = indexed(patches.shapes)
    touched = {kind: ground.touched(ones) for kind, ground in layers.items()}
    by_kind = {kind: layer_facts(patches, kind, ground, touched[kind], thin) for kind, ground in layers.items()}
    wanted = [frozenset(kinds) for kinds in unions]
    return [
        PatchFacts(
            patch=ids[index],
            area=Area.of_um2(int(patches.areas[index])),
            layers={kind: facts[index] for kind, facts in by_kind.items()},
            unions={
                kinds: joint
                for kinds in wanted
                if (joint := _joint(patches, index, kinds, layers, touched, by_kind)) is not None
            },
        )
        for index in range(len(patches))
    ]


def layer_facts(
    patches: Ground, kind: LayerKind, ground: Featured, pairs: Overlaps, thin: Thinness | None
) -> list[LayerFacts]:
    """Every patch on one layer; `pairs` are what they share."""
    touches: list[list[Touch]] = [[] for _ in range(len(patches))]
    attributes = {
        feature: {name: values[feature] for name, values in ground.columns.items()}
        for feature in set(pairs.b_index.tolist())
    }
    columns = pairs.a_index.tolist(), pairs.b_index.tolist(), pairs.area_um2.tolist(), _marks(patches, pairs, thin)
    for patch, feature, area, mark in zip(*columns, strict=True):
        touches[patch].append(Touch(ground.rows[feature], Area.of_um2(area), attributes[feature], mark))
    clashes = clash.find(str(kind), ground, pairs)
    once = clash.union_areas(patches, ground, pairs, {patch for one in clashes for patch in one.patches})
    unknown = set(incomplete_patches(patches, ground).tolist())
    return [
        LayerFacts(kind, _area(found, once.get(index)), tuple(found), index not in unknown)
        for index, found in enumerate(touches)
    ]


def _marks(patches: Ground, pairs: Overlaps, thin: Thinness | None) -> list[Mark]:
    if thin is None:
        return [Mark.NONE] * len(pairs)
    boxes = patches.boxes()
    extent = (boxes[:, 2:] - boxes[:, :2]).max(axis=1)
    return rules.mark(pairs.area_um2, patches.areas[pairs.a_index], extent[pairs.a_index], thin)


def _area(touches: list[Touch], once: int | None) -> Area:
    total = sum((touch.area for touch in touches), ZERO)
    if once is None or total.m2 * 1_000_000 - once < CENTI:
        return total
    return Area.of_um2(once)


def _joint(
    patches: Ground,
    index: int,
    kinds: frozenset[LayerKind],
    layers: Mapping[LayerKind, Featured],
    touched: Mapping[LayerKind, Overlaps],
    by_kind: Mapping[LayerKind, list[LayerFacts]],
) -> Area | None:
    """None where one of the layers was not checked or is not fully known there."""
    if not all(kind in layers and by_kind[kind][index].complete for kind in kinds):
        return None
    there = [kind for kind in kinds if by_kind[kind][index].touches]
    if len(there) < 2:
        return by_kind[there[0]][index].area if there else ZERO
    over = [(layers[kind], clash.features_of(touched[kind], index)) for kind in sorted(there)]
    return Area.of_um2(clash.union_area(patches, index, over))
