"""The wall map out of the books: what is to be put right, as it stood on a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from weipian.figures.right_marks import RightMark
from weipian.figures.wall_map import WallMap, WallRow, draw_wall_map
from weipian.office.figures.county import drawn_map
from weipian.office.righting.board import ALL, Board, boards
from weipian.office.righting.listing import Righting, Standing, reviewed_on, to_right
from weipian.programme.rectification.plots import cultivated_mu
from weipian.store.acting import Desk
from weipian.store.seeing import summed


def wall_map(desk: Desk, today: date) -> str:
    """An SVG; who belongs to a township sees that one."""
    return draw_wall_map(wall_of(desk, today))


def wall_of(desk: Desk, today: date) -> WallMap:
    """The sheet's values. Raises InputError `figure_no_plots` where there is no plot."""
    return wall_with(desk, today, shown_on(desk, today))


def shown_on(desk: Desk, day: date) -> list[Righting]:
    """What was to be put right by that day, and what had been; what was determined later is not on it yet.

    What stops a plot, and who can do what, is on its own page: a map of a year asks for neither.
    """
    standing = Standing(desk.policy, day)
    plots = [one for one in to_right(desk, summed(desk).one_township) if (reviewed_on(one) or day) <= day]
    found = [Righting(one, *standing.of(one), cultivated_mu(one.line), (), ()) for one in plots]
    return sorted(found, key=lambda one: (one.clock.due or date.max, one.plot.line.plot))


def wall_with(desk: Desk, today: date, found: list[Righting]) -> WallMap:
    """The sheet of those plots, by township."""
    marks = {one.plot.line.id: mark_of(one) for one in found}
    county = drawn_map(desk, marks, "整改挂图", today)
    return WallMap(
        replace(county, marks=RightMark, notes=("只画要整改的地块", "▲ 达到比例线的乡镇")),
        rows_of(desk, found),
        "逾期：过了整改期限，或判定后没有及时下通知；期限落在休息日的不算乡镇迟",
    )


def rows_of(desk: Desk, found: list[Righting]) -> list[WallRow]:
    """The table beside the map, which needs no map."""
    only = summed(desk).one_township
    names = desk.policy.townships if only is None else (only,)
    return [_row(one, found) for one in boards(found, names, county=only is None)]


def mark_of(one: Righting) -> RightMark:
    return RightMark.of(one.state, late=one.is_late or one.clock.alarm)


def _row(board: Board, found: list[Righting]) -> WallRow:
    own = [one for one in found if board.township in (ALL, one.plot.line.township)]
    marks = Counter(map(mark_of, own))
    return WallRow(
        board.township,
        marks,
        board.open.plots,
        f"{float(board.open.mu):.2f}",
        board.total.plots - board.open.plots,
        board.days_late,
    )
