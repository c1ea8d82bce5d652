"""Repeat places of the books and of earlier years' layer, each with how it was judged before (E8)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import shapely

from weipian.atlas.ready import Damaged
from weipian.geometry.shapes import Shapes
from weipian.programme.overlay.kept import attributes_of, forget, laid_version
from weipian.programme.overlay.ready_ground import ReadyGround
from weipian.programme.overlay.surveying import require_booked
from weipian.programme.report.places.finding import Pair, against, among, planar
from weipian.programme.report.places.spots import Gathered, by_size, components, gathered, near
from weipian.store.acting import Desk
from weipian.store.queries.clues import Judged, Outline, judged, outlines
from weipian.store.queries.layers import LayerHere, current_layers
from weipian.store.seeing import seen
from weipian.terms.words import LayerKind

EARLIER = LayerKind.EARLIER_PATCHES


@dataclass(frozen=True, slots=True)
class Earlier:
    """A patch of an earlier year as its layer says it."""

    feature: int
    number: str
    category: str
    issued: str


@dataclass(frozen=True, slots=True)
class Repeated:
    """A patch, and another one or one of an earlier year that lay there; `share` of the smaller of the two."""

    patch: Outline
    before: Outline | Earlier
    shared_um2: int
    share: Fraction
    history: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """`layer` None: there is no layer of earlier years, so that nobody has looked there; not that there was nothing."""

    repeated: tuple[Repeated, ...]
    spots: tuple[Gathered, ...]
    layer: LayerHere | None
    least: Fraction


def places(desk: Desk, township: str | None = None) -> Places:
    """Of the patches in sight. Raises InputError where the layer is not what was booked."""
    sight = seen(desk, township)
    found = outlines(sight)
    least = desk.policy.value("places.repeat_share").number
    layer = current_layers().get(EARLIER)
    if not found:
        return Places((), (), layer, least)
    shapes, areas = planar(found), [one.area_um2 for one in found]
    pairs = among(shapes, areas, least)
    history = judged([one.number for one in found], sight)
    rows = [of_books(found, pair, history) for pair in pairs]
    if layer is not None:
        rows += of_layer(desk, layer, found, shapes, areas, least)
    rows.sort(key=lambda one: (one.patch.number, one.before.number))
    return Places(tuple(rows), tuple(_spots(desk, found, shapes, rows)), layer, least)


def of_books(found: Sequence[Outline], pair: Pair, history: Mapping[str, list[Judged]]) -> Repeated:
    """The later one came again where the earlier one was."""
    before, after = sorted((found[pair.one], found[pair.other]), key=lambda one: (one.issued, one.number))
    return Repeated(after, before, pair.shared_um2, pair.share, tuple(history.get(before.number, ())))


def of_layer(
    desk: Desk, layer: LayerHere, found: Sequence[Outline], shapes: Shapes, areas: Sequence[int], least: Fraction
) -> list[Repeated]:
    ground = _opened(desk, layer)
    pairs = against(shapes, areas, ground.touched, _sizes(ground), least)
    told = _told(desk, layer, sorted({pair.other for pair in pairs}))
    return [Repeated(found[pair.one], told[pair.other], pair.shared_um2, pair.share, ()) for pair in pairs]


def _opened(desk: Desk, layer: LayerHere) -> ReadyGround:
    """The layer mapped; a damaged ready file is made again, once."""
    folder = desk.workspace.folder
    require_booked(layer, folder)
    try:
        return laid_version(layer, folder)
    except Damaged:
        forget(layer, folder)
        return laid_version(layer, folder)


def _sizes(ground: ReadyGround) -> Callable[[int], int]:
    known: dict[int, int] = {}

    def size(feature: int) -> int:
        if feature not in known:  # the plane keeps areas: its own are those of the ellipsoid
            known[feature] = round(float(shapely.area(ground.planar([feature])[0])) * 1_000_000)
        return known[feature]

    return size


def _told(desk: Desk, layer: LayerHere, features: Sequence[int]) -> dict[int, Earlier]:
    said = attributes_of(layer, desk.workspace.folder, features) if features else {}
    texts = {
        key: [str(value or "") for value in said.get(key, [""] * len(features))]
        for key in ("number", "category", "issued")
    }
    return {
        feature: Earlier(feature, *(texts[key][place] for key in ("number", "category", "issued")))
        for place, feature in enumerate(features)
    }


def _spots(desk: Desk, found: Sequence[Outline], shapes: Shapes, rows: Sequence[Repeated]) -> list[Gathered]:
    """Townships, villages, and clusters by distance, each with the patches that came again there."""
    own = sorted({one.patch.number for one in rows})
    at = {one.number: place for place, one in enumerate(found)}
    least = desk.policy.value("places.hot").whole
    towns = gathered("township", own, [found[at[number]].township for number in own], least)
    villages = gathered("village", own, [_village(found[at[number]]) for number in own], least)
    drawn = [shapes.geometry(at[number]) for number in own]
    metres = float(desk.policy.value("places.near").number)
    groups = components(len(own), near(drawn, metres))
    clusters = [
        Gathered("cluster", own[group[0]], tuple(own[place] for place in group))
        for group in groups
        if len(group) >= least
    ]
    return [*towns, *villages, *by_size(clusters)]


def _village(one: Outline) -> str:
    return f"{one.township}/{one.village}" if one.village else ""
