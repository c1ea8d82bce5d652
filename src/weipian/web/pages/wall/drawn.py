"""The wall map as it was drawn last, for as long as nothing is written into the log: a slider asks for many days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weipian.figures.wall_map import WallRow, draw_wall_map
from weipian.office.figures.wall import rows_of, shown_on, wall_with
from weipian.office.righting.listing import Righting
from weipian.store.acting import Desk
from weipian.store.seeing import summed
from weipian.terms.errors import InputError
from weipian.web.pages.kept import kept


@dataclass(frozen=True, slots=True)
class Drawn:
    """The sheet, the rows beside the map, and every plot on it; `failed`: why there is no map."""

    svg: str
    rows: Sequence[WallRow]
    note: str
    plots: Sequence[Righting]
    failed: InputError | None = None


def drawn_on(desk: Desk, day: date) -> Drawn:
    """Raises InputError for who sees no such sum.

    What a person can do with a plot is not in it: that is asked anew on the plot's own page.
    """
    return kept(desk, "wall", lambda: _drawn(desk, day, shown_on(desk, day)), day, whose=summed(desk))


def _drawn(desk: Desk, day: date, plots: list[Righting]) -> Drawn:
    """Where no map can be drawn (no plots yet, an outline that is broken), the tables are still there."""
    try:
        wall = wall_with(desk, day, plots)
    except InputError as error:
        return Drawn("", rows_of(desk, plots), "", plots, error)
    return Drawn(draw_wall_map(wall), wall.rows, wall.note, plots)
