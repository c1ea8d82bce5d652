"""Clues with what one may do, and the patches that they may have become by where they lie (E8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import shapely

from weipian.office.inspecting.able import Able, Ables
from weipian.programme.intake.placing import in_plane
from weipian.programme.report.places.finding import planar
from weipian.store.acting import Desk
from weipian.store.actors import About
from weipian.store.queries.clues import ClueHere, clues, outlines
from weipian.store.seeing import seen
from weipian.terms.acting import Act

ACTS = (Act.CLUE_KEPT, Act.CLUE_LINKED)


@dataclass(frozen=True, slots=True)
class ClueShown:
    """A clue; `may_be`: patches that lie on it, the largest share first."""

    clue: ClueHere
    may_be: tuple[str, ...]
    ables: tuple[Able, ...]


def shown(desk: Desk, township: str | None = None, *, only_open: bool = False) -> list[ClueShown]:
    """Those in sight, in the order in which they were kept."""
    sight = seen(desk, township)
    found = [one for one in clues(sight) if one.is_open or not only_open]
    there = proposed(desk, [one for one in found if one.is_open and one.wkb is not None])
    ables = Ables(desk, ACTS)
    return [ClueShown(one, there.get(one.id, ()), ables.of(About(one.township))) for one in found]


def proposed(desk: Desk, open_: Sequence[ClueHere]) -> Mapping[int, tuple[str, ...]]:
    """Clue → patches in sight whose outline holds its point or shares area with its outline; all at once."""
    if not open_:
        return {}
    patches = outlines(seen(desk))
    if not patches:
        return {}
    shapes = planar(patches)
    drawn = [shapes.geometry(place) for place in range(len(patches))]
    tree = shapely.STRtree(drawn)
    found: dict[int, tuple[str, ...]] = {}
    for one in open_:
        assert one.wkb is not None
        place = in_plane(one.crs, one.wkb)
        near = tree.query(place, predicate="intersects").tolist()
        shares = {index: shapely.intersection(place, drawn[index]).area for index in near}
        kept = [index for index in near if place.geom_type == "Point" or shares[index] > 0]
        found[one.id] = tuple(
            patches[index].number for index in sorted(kept, key=lambda index: (-shares[index], index))
        )
    return found
