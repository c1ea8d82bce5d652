"""Figures written as files: SVG with its letters as outlines, PNG where wanted, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from weipian.figures.lettering import lettered
from weipian.figures.plot_overlay import draw_plot
from weipian.figures.png import drawn_png
from weipian.office.figures.county import county_map
from weipian.office.figures.course import ratio_course
from weipian.office.figures.duties import duty_calendar
from weipian.office.figures.flow import state_flow
from weipian.office.figures.plots import figures_for
from weipian.office.figures.ratio import ratio_bars
from weipian.office.figures.wall import wall_map
from weipian.store.acting import Desk
from weipian.store.queries.overlay import PlotHere
from weipian.terms.errors import InputError
from weipian.terms.figures import FigureKind
from weipian.workbook.tables import unwritable, whole

SVG, PNG = ".svg", ".png"
FORMS = (SVG, PNG)
UNSAFE = '/\\:*?"<>|'
WHOLE: dict[FigureKind, Callable[[Desk, date], str]] = {
    FigureKind.MAP: county_map,
    FigureKind.RATIO: ratio_bars,
    FigureKind.COURSE: ratio_course,
    FigureKind.CALENDAR: duty_calendar,
    FigureKind.FLOW: state_flow,
    FigureKind.WALL: wall_map,
}


@dataclass(frozen=True, slots=True)
class Order:
    """What to draw and where to: a file by its suffix, else a folder; `pictures`: a PNG beside each SVG, at `dpi`."""

    kind: FigureKind
    target: Path
    today: date
    pictures: bool
    dpi: int
    plots: tuple[PlotHere, ...] = ()

    @property
    def is_one_file(self) -> bool:
        return self.target.suffix.lower() in FORMS


@dataclass(frozen=True, slots=True)
class Written:
    """A file, of which plot, and which characters its font lacks."""

    path: Path
    plot: str
    missing: tuple[str, ...]


def write_figures(desk: Desk, order: Order) -> Iterator[Written]:
    """Write the files, telling of each. Raises InputError `figure_one_file`, `output_…`."""
    if order.is_one_file and order.kind.is_of_plots and len(order.plots) != 1:
        raise InputError("figure_one_file", where=str(order.target), plots=len(order.plots))
    for plot, svg in _drawn(desk, order):
        yield from _write(order, plot, svg)


def _drawn(desk: Desk, order: Order) -> Iterator[tuple[str, str]]:
    if not order.kind.is_of_plots:
        yield "", WHOLE[order.kind](desk, order.today)
        return
    for figure in figures_for(desk, order.plots):
        yield figure.number, draw_plot(figure)


def _write(order: Order, plot: str, svg: str) -> Iterator[Written]:
    drawn = lettered(svg)
    for path in _paths(order, plot):
        body = drawn_png(drawn.svg, order.dpi) if path.suffix.lower() == PNG else drawn.svg.encode()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritable(path, error) from None
        with whole(path, lasting=False) as partial:
            partial.write_bytes(body)
        yield Written(path, plot, drawn.missing)


def _paths(order: Order, plot: str) -> list[Path]:
    """The files of one figure."""
    if order.is_one_file:
        beside = order.target.with_suffix(PNG)
        return [order.target, *([beside] if order.pictures and beside != order.target else [])]
    stem = f"{safe_name(plot)}-{order.kind.label}" if plot else order.kind.label
    return [order.target / f"{stem}{form}" for form in (FORMS if order.pictures else (SVG,))]


def safe_name(plot: str) -> str:
    """A plot's number may hold what no file name may."""
    return "".join("_" if each in UNSAFE or ord(each) < ord(" ") else each for each in plot)
