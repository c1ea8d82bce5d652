"""The year 2023 in the made-up county: every change, where it lies, how it was seen and decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from weipian.demo.cast import cast
from weipian.demo.events import Event
from weipian.demo.ground import Ground
from weipian.demo.scenes import LARGE_YEAR, MINING, SMALL_YEAR
from weipian.demo.siting import Siting
from weipian.demo.size import Size
from weipian.demo.terrain import Terrain
from weipian.demo.verdicts import judged


def tell(terrain: Terrain, ground: Ground, size: Size) -> tuple[Event, ...]:
    """The events in order of their patch numbers."""
    dice = np.random.default_rng(terrain.seed)
    siting = Siting(terrain, ground, dice)
    year = LARGE_YEAR if size.large else SMALL_YEAR
    return _numbered(judged(siting, cast(siting, year, dice), year.aims, dice))


def _numbered(events: list[Event]) -> tuple[Event, ...]:
    """Opaque numbers as a platform gives them: month by month, land and mining apart."""
    seen: Counter[str] = Counter()
    numbered = []
    for event in sorted(events, key=lambda event: (event.month, event.category == MINING, event.dice)):
        series = f"4599{'KC' if event.category == MINING else 'LP'}23{event.month:02d}"
        seen[series] += 1
        numbered.append(replace(event, patch=f"{series}{seen[series]:05d}"))
    return tuple(numbered)
