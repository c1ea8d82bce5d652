"""A few plots' dossiers with all that they are made of: what is drawn is drawn where the bundle is opened.

A bundle asks no books: it goes to another process and is made whole there. Files of the workspace (layers, images,
viewing copies) are read where they lie.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from weipian.figures.plot_overlay import draw_plot
from weipian.office.dossier.dossier import Dossier
from weipian.office.figures.near import Near
from weipian.office.figures.plots import PlotDrawer
from weipian.office.imaging.chip import Chip, Pair
from weipian.office.imaging.plots import Cutter
from weipian.programme.report.dossier.complete import complete
from weipian.programme.report.dossier.needs import needs
from weipian.programme.report.dossier.standing import standing_of
from weipian.store.queries.overlay import Figures, PlotHere
from weipian.terms.dossier import Has
from weipian.terms.submission import ReturnState
from weipian.terms.words import LayerKind


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A dossier without its pictures. `has`: what the books hold, images left out; `views`: photo's hash → its copy."""

    dossier: Dossier
    plot: PlotHere
    measured: tuple[Figures, ...]
    state: ReturnState
    has: frozenset[Has]
    views: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class Bundle:
    """`drawer` None where no map may be drawn; the dossiers say why."""

    drawer: PlotDrawer | None
    cutter: Cutter
    undrawn: tuple[Undrawn, ...]

    def dossiers(self) -> Iterator[Dossier]:
        """In their order. Raises InputError where a kept layer or image is not what was booked."""
        plots = [one.plot for one in self.undrawn]
        for one, figure, pair in zip(self.undrawn, self.figures(), self.cutter.pairs(plots), strict=True):
            yield whole(one, figure, pair)

    def figures(self) -> Iterator[bytes | None]:
        if self.drawer is None:
            yield from (None for _ in self.undrawn)
            return
        measured = [figures for one in self.undrawn for figures in one.measured]
        plots = [one.plot for one in self.undrawn]
        for figure in self.drawer.figures(plots, opened(self.drawer), measured):
            yield draw_plot(figure).encode()


def opened(drawer: PlotDrawer) -> Mapping[LayerKind, Near]:
    """The layers, checked once a process for as long as the same files are asked for and nobody touched them."""
    key = tuple(_seal(drawer.folder / here.kept, here.kept_sha256) for here in drawer.layers.values())
    if key not in _open:
        _open.clear()
        _open[key] = drawer.opened()
    return _open[key]


_Key = tuple[str, str, int, int]
_open: dict[tuple[_Key, ...], Mapping[LayerKind, Near]] = {}


def _seal(path: Path, sha256: str) -> _Key:
    try:
        stat = path.stat()
    except OSError:
        return str(path), sha256, 0, 0
    return str(path), sha256, stat.st_size, stat.st_mtime_ns


def whole(one: Undrawn, figure: bytes | None, pair: Pair) -> Dossier:
    """Only what was really cut counts as an image."""
    sides = ((pair.before, Has.IMAGE_BEFORE), (pair.after, Has.IMAGE_AFTER))
    has = one.has | {word for chip, word in sides if isinstance(chip, Chip)}
    base = one.dossier
    return replace(
        base,
        whole=complete(needs(base.told.policy), standing_of(base.row, one.state, has)),
        chips=pair,
        figure=figure,
        pictures={sha256: content for sha256, path in one.views.items() if (content := _read(path))},
    )


def _read(path: Path) -> bytes:
    """A copy that went meanwhile is as one that could not be made."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
