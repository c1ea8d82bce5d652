"""The wall map as it was drawn last, for as long as nothing is written into the log: a slider asks for many days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.figures.wall_map import WallRow, draw_wall_map
from weipian.office.figures.wall import shown_on, wall_with
from weipian.office.righting.listing import Righting
from weipian.store.acting import Desk
from weipian.store.queries.log import head_now
from weipian.store.seeing import summed
from weipian.web.frame.here import here

MOST = 24
Key = tuple[str, date, str, str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The sheet, the rows beside the map, and every plot on it."""

    svg: str
    rows: Sequence[WallRow]
    note: str
    plots: Sequence[Righting]


_kept: dict[Key, Drawn] = {}


def drawn_on(desk: Desk, day: date) -> Drawn:
    """Raises InputError for who sees no such sum, or where there is no plot.

    What a person can do with a plot is not in it: that is asked anew on the plot's own page.
    """
    key = (head_now().hash, day, summed(desk).one_township or "", str(here().workspace.folder))
    found = _kept.get(key)
    if found is None:
        plots = shown_on(desk, day)
        wall = wall_with(desk, day, plots)
        found = Drawn(draw_wall_map(wall), wall.rows, wall.note, plots)
        for old in [one for one in _kept if one[0] != key[0]] + list(_kept)[: max(len(_kept) - MOST + 1, 0)]:
            _kept.pop(old, None)
        _kept[key] = found
    return found
