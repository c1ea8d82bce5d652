"""Overlay figures of plots, many at a time: layers are opened once, and only the plots' neighbourhoods are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from weipian.figures.plot_overlay import draw_plot, map_bounds
from weipian.figures.plot_values import LandShape, PlotFigure
from weipian.office.exporting.cover import require_under_cap
from weipian.office.exporting.secrecy import require_may_take, said_of
from weipian.office.figures.near import Near, opened
from weipian.office.figures.plot_words import GROUNDS, belongs, ground_layer, land_use
from weipian.office.figures.zone import Box, Zone, zone_of_plane
from weipian.programme.overlay.plots import ground_of
from weipian.store.acting import Desk
from weipian.store.queries.layers import LayerHere, current_layers
from weipian.store.queries.overlay import Figures, PlotHere, figures_of, mines_among, open_plots
from weipian.store.seeing import require_township, seen
from weipian.terms.acting import STAMP, Secrecy
from weipian.terms.area import Area
from weipian.terms.words import LayerKind

SOME = 100
"""Plots in one batch: so many neighbourhoods are held in memory."""
NAMED = 5


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A plot with its zone, its outline there, and the box of the plane that its map shows."""

    plot: PlotHere
    zone: Zone
    shape: shapely.Geometry
    box: Box


def plot_overlay(desk: Desk, number: str) -> str:
    """One plot's figure as SVG. Raises InputError `plot_unknown`, also for a plot that this person may not see."""
    return draw_plot(next(plot_figures(desk, [number])))


def chosen_plots(desk: Desk, names: Sequence[str], township: str | None = None) -> list[PlotHere]:
    """The open plots that are named, or all, of a township; only those that this person may see. Raises InputError."""
    require_township(desk, township)
    return open_plots(names, seen(desk, township))


def plot_figures(desk: Desk, names: Sequence[str] = ()) -> Iterator[PlotFigure]:
    """A figure for each plot, by number, as values."""
    return figures_for(desk, chosen_plots(desk, names))


def figures_for(desk: Desk, plots: Sequence[PlotHere]) -> Iterator[PlotFigure]:
    """A figure for each of the plots, in their order.

    Raises InputError where a kept layer is not what was booked, where a layer is too secret for this person, or where
    the maps together cover more ground than may leave at once.
    """
    drawer = plot_drawer(desk, plots)
    near = drawer.opened()
    for at in range(0, len(plots), SOME):
        yield from drawer.figures(plots[at : at + SOME], near, figures_of(plot.id for plot in plots[at : at + SOME]))


def plot_drawer(desk: Desk, plots: Sequence[PlotHere]) -> PlotDrawer:
    """What draws these plots wherever it is taken, another process too. Raises InputError as `figures_for`."""
    layers = current_layers()
    require_may_take(desk, drawn_from(layers))
    require_under_cap(desk.policy, _grounds(plots), _named(plots))
    mines = frozenset(mines_among(plot.patch_id for plot in plots))
    return PlotDrawer(desk.workspace.folder, layers, desk.policy.place_label, mines)


@dataclass(frozen=True, slots=True)
class PlotDrawer:
    """The layers as they are booked; nothing of it asks the books again. `mines`: the patches that are for mining."""

    folder: Path
    layers: Mapping[LayerKind, LayerHere]
    county: str
    mines: frozenset[int]

    def opened(self) -> Mapping[LayerKind, Near]:
        """Each layer checked and mapped, once for many plots. Raises InputError."""
        return opened(self.layers, (LayerKind.LAND_USE, *GROUNDS.values()), self.folder)

    def figures(
        self, plots: Sequence[PlotHere], near: Mapping[LayerKind, Near], measured: Iterable[Figures]
    ) -> Iterator[PlotFigure]:
        """In their order; `measured`: what is booked of them."""
        placed = _placed(plots)
        found = {kind: list(one.features([each.box for each in placed])) for kind, one in near.items()}
        booked: dict[int, dict[LayerKind, Figures]] = {}
        for figures in measured:
            booked.setdefault(figures.plot, {})[figures.kind] = figures
        for index, each in enumerate(placed):
            features = {kind: some[index] for kind, some in found.items()}
            own, mining = booked.get(each.plot.id, {}), each.plot.patch_id in self.mines
            yield _figure(self.county, each, self.layers, near, features, own, mining)
        for one in near.values():
            one.let_go()


def drawn_from(layers: Mapping[LayerKind, LayerHere]) -> list[LayerHere]:
    """The layers that a plot's figure draws."""
    return [layers[kind] for kind in (LayerKind.LAND_USE, *GROUNDS.values()) if kind in layers]


def _named(plots: Sequence[PlotHere]) -> str:
    names = "、".join(plot.number for plot in plots[:NAMED])
    return names if len(plots) <= NAMED else f"{names} 等 {len(plots)} 个地块"


def told_of_layers() -> list[str]:
    """What whoever takes plots' figures away has to know of the layers' 密级."""
    return said_of(drawn_from(current_layers()))


def _grounds(plots: Sequence[PlotHere]) -> NDArray[np.object_]:
    """The ground that each map shows, as a box of the plane."""
    boxes = [placed.box for at in range(0, len(plots), SOME) for placed in _placed(plots[at : at + SOME])]
    return np.array([shapely.box(*box) for box in boxes], object)


def _placed(plots: Sequence[PlotHere]) -> list[Placed]:
    """In the plane as they are measured, then each in its own zone."""
    outlines = ground_of(plots).planar(range(len(plots)))
    return [_place(plot, outline) for plot, outline in zip(plots, outlines, strict=True)]


def _place(plot: PlotHere, outline: shapely.Geometry) -> Placed:
    zone = zone_of_plane(int(plot.patch_crs.removeprefix("EPSG:")), float(outline.bounds[0]))
    shape = zone.shapes(np.array([outline], object))[0]
    return Placed(plot, zone, shape, zone.plane_box(map_bounds(shape)))


def _figure(
    county: str,
    placed: Placed,
    layers: Mapping[LayerKind, LayerHere],
    near: Mapping[LayerKind, Near],
    features: Mapping[LayerKind, list[int]],
    booked: Mapping[LayerKind, Figures],
    mining: bool,
) -> PlotFigure:
    plot = placed.plot
    land = [
        LandShape(shape, code)
        for shape, code in zip(_shapes(placed, near, features, LayerKind.LAND_USE), _codes(near, features), strict=True)
    ]
    return PlotFigure(
        number=plot.number,
        subtitle=_subtitle(county, plot),
        shape=placed.shape,
        area=_area(plot),
        crs=placed.zone.crs.label,
        land=land_use(layers.get(LayerKind.LAND_USE), booked.get(LayerKind.LAND_USE), land),
        grounds=tuple(
            ground_layer(ground, kind, layers.get(kind), booked.get(kind), _shapes(placed, near, features, kind))
            for ground, kind in GROUNDS.items()
            if belongs(kind, layers.get(kind), booked.get(kind), mining=mining)
        ),
        notice=_notice([layers[kind] for kind in near]),
    )


def _shapes(
    placed: Placed, near: Mapping[LayerKind, Near], features: Mapping[LayerKind, list[int]], kind: LayerKind
) -> Sequence[shapely.Geometry]:
    if not features.get(kind):
        return ()
    return list(placed.zone.shapes(near[kind].shapes(features[kind], placed.box)))


def _codes(near: Mapping[LayerKind, Near], features: Mapping[LayerKind, list[int]]) -> list[str]:
    kind = LayerKind.LAND_USE
    return near[kind].codes(features[kind]) if features.get(kind) else []


def _area(plot: PlotHere) -> Area:
    return Area.of_um2(plot.area_um2)


def _subtitle(county: str, plot: PlotHere) -> str:
    """Where it is; of a part also of what."""
    whole = "" if plot.number == plot.patch else f"　图斑 {plot.patch} 的一部分（{plot.how}）"
    return f"{county}　{plot.township or '乡镇未定'}{whole}"


def _notice(layers: Sequence[LayerHere]) -> str:
    """Not for the public; where the law of secrets binds a layer behind it, the highest 密级 too."""
    highest = Secrecy.highest(layer.secrecy for layer in layers)
    return f"{STAMP}　底数密级：{highest.label}" if highest.is_secret else STAMP
