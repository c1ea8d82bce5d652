"""Deals the scenes out over townships and months and gives each change its place."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.random import Generator
from shapely import LineString

from weipian.demo import outlines
from weipian.demo.events import Event
from weipian.demo.ground import Lie
from weipian.demo.scenes import SCENES, SPECIALS, Scene, Special, Year
from weipian.demo.siting import Accept, Siting

HIGHWAY_WIDTH = 32.0
SHORTEST = 120.0


def cast(siting: Siting, year: Year, dice: Generator) -> list[Event]:
    """All changes but the yards and plants that `verdicts` adds to meet the story's aims."""
    events = [_special(siting, special, number, dice) for number, special in enumerate(SPECIALS)]
    for scene in sorted(SCENES, key=lambda scene: -scene.mu[1] if scene.mu[1] else -1e9):
        events += _dealt(siting, scene, year.times, len(events), dice)
    return events


def _special(siting: Siting, special: Special, number: int, dice: Generator) -> Event:
    def accept(lie: Lie) -> bool:
        return (
            special.cultivated[0] <= lie.cultivated <= special.cultivated[1]
            and special.farmland[0] <= lie.farmland <= special.farmland[1]
            and special.redline[0] <= lie.redline <= special.redline[1]
        )

    outline = "blob" if special.kind == "mine" else "block"
    found = None
    for wanted in (accept, lambda lie: lie.area > 0):
        found = found or siting.place(outline, special.township, special.on, special.mu, wanted, special.near)
    if found is None:
        raise LookupError(f"no place for {special.title}")
    return Event(
        number, special.kind, special.turn, special.township, special.month, special.category, *found,
        title=special.title, dice=float(dice.random()),
    )  # fmt: skip


def _dealt(siting: Siting, scene: Scene, times: int, first: int, dice: Generator) -> list[Event]:
    """One scene's changes, township by township; turns, months and categories are dealt in order."""
    events: list[Event] = []
    counts = [times * count for count in scene.counts]
    on_highway = scene.outline == "stretch"
    for township, count in enumerate(_along_highway(siting, counts) if on_highway else counts):
        pieces = _highway(siting, township, count) if on_highway else None
        for k in range(count):
            dealt = len(events)
            turn = scene.turns[dealt % len(scene.turns)]
            found = pieces[k] if pieces is not None else _placed(siting, scene, turn, township, dice)
            events.append(Event(
                first + dealt, scene.kind, turn, township, scene.months[(5 * dealt + township) % len(scene.months)],
                scene.categories[dealt % len(scene.categories)], *found, dice=float(dice.random()),
            ))  # fmt: skip
    return events


def _placed(siting: Siting, scene: Scene, turn: str, township: int, dice: Generator) -> tuple[shapely.Geometry, Lie]:
    mu = float(dice.uniform(*scene.mu))
    outline = "wide_lane" if turn == "wide" else scene.outline
    for accept in (_wanted(scene, turn), lambda lie: lie.area > 0):
        found = siting.place(outline, township, scene.on, mu, accept, scene.near)
        if found is not None:
            return found
    raise LookupError(f"no place for {scene.kind} in township {township}")


def _wanted(scene: Scene, turn: str) -> Accept:
    """Farmland is touched by ponds and by some houses only; forest changes keep off cultivated land."""
    on_fields = "0101" in scene.on

    def accept(lie: Lie) -> bool:
        if scene.kind in ("pond", "unchanged", "house", "camp"):
            return lie.cultivated > 0.55 * lie.area
        if scene.kind == "shed":
            return lie.farmland == 0 or turn == "misused"
        return (lie.farmland == 0) if on_fields else (lie.cultivated < 0.15 * lie.area)

    return accept


def _way(siting: Siting, township: int) -> LineString:
    """The highway within one township, its longest part; of length 0 where it does not go."""
    inside = shapely.buffer(shapely.simplify(siting.ground.covers.townships[township], 10), -1.5 * HIGHWAY_WIDTH)
    parts = shapely.get_parts(shapely.intersection(siting.terrain.highway, inside))
    return max(parts, key=lambda part: float(part.length), default=LineString())


def _along_highway(siting: Siting, counts: list[int]) -> list[int]:
    """What has no room in its township goes to the one with the longest way."""
    length = [_way(siting, township).length for township in range(len(counts))]
    dealt = [min(count, int(own / SHORTEST)) for count, own in zip(counts, length, strict=True)]
    dealt[int(np.argmax(length))] += sum(counts) - sum(dealt)
    return dealt


def _highway(siting: Siting, township: int, count: int) -> list[tuple[shapely.Geometry, Lie]]:
    """Pieces of the new highway within one township, one after another with small gaps."""
    way = _way(siting, township)
    step = min(way.length / max(count, 1), 860.0)
    pieces = []
    for k in range(count):
        shape = outlines.stretch(way, k * step + 15, (k + 1) * step - 15, HIGHWAY_WIDTH)
        shape = shapely.transform(shape, lambda xy: xy.round(2))
        pieces.append((siting.take(shape), siting.ground.lie(shape)))
    return pieces
