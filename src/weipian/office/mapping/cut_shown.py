"""A cut as it would be, for looking at before it is done: its parts as GeoJSON, and whether they add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from weipian.office.mapping.degrees import in_degrees
from weipian.office.mapping.plots_shown import collection, geojson
from weipian.programme.overlay.acts.splitting import Cut, plan
from weipian.programme.rectification.carrying import would_follow
from weipian.store.acting import Desk
from weipian.store.actors import require_may
from weipian.store.queries.about import about_plot
from weipian.store.queries.overlay import PlotHere, plot_numbered
from weipian.terms.acting import Act
from weipian.terms.area import Area
from weipian.terms.errors import InputError

BOUNDS = ("approval", "township")
LINE = "line"


@dataclass(frozen=True, slots=True)
class PartShown:
    plot: str
    label: str
    mu: str
    m2: str
    thin: bool


@dataclass(frozen=True, slots=True)
class CutShown:
    """`mu`, `m2`: of the whole; `sum_m2`: of the parts together, the same."""

    parts: tuple[PartShown, ...]
    mu: str
    m2: str
    sum_mu: str
    sum_m2: str
    carried: tuple[str, ...]
    shapes: dict[str, Any]


def plot_to_cut(desk: Desk, number: str) -> PlotHere:
    """Raises InputError where it is not there, not seen, or not to be cut by this person."""
    plot = plot_numbered(number, desk.sight)
    require_may(desk.policy, desk.actor, Act.PLOT_SPLIT, about_plot(plot))
    return plot


def bound_asked(by: str, line: str, number: str) -> str:
    """What the cut takes as its bound: a kind, or the line as WKT. Raises InputError.

    A line is put together from numbers: a text that came from a browser is never taken for the name of something on
    this machine.
    """
    if by in BOUNDS:
        return by
    places = []
    for row, text in enumerate(filter(None, (one.strip() for one in line.splitlines())), 1):
        try:
            x, y = (float(part) for part in text.replace(",", " ").replace("，", " ").split())
        except ValueError:
            raise InputError("split_place_unreadable", where=f"{number} 第{row}行", value=text[:40]) from None
        places.append(f"{x!r} {y!r}")
    if len(places) < 2:
        raise InputError("split_line_short", where=number)
    return f"LINESTRING ({', '.join(places)})"


def cut_shown(desk: Desk, number: str, bound: str) -> CutShown:
    """As `weipian split --dry-run` says it; nothing is written. Raises InputError."""
    found = plan(desk, number, bound, None)
    followed = would_follow(desk, [found.plot.id])
    sum_um2 = sum(part.area_um2 for _, part in found.parts)
    whole, added = Area.of_um2(found.plot.area_um2), Area.of_um2(sum_um2)
    return CutShown(
        parts=tuple(_part(name, part) for name, part in found.parts),
        mu=whole.text_mu(),
        m2=whole.text_m2(),
        sum_mu=added.text_mu(),
        sum_m2=added.text_m2(),
        carried=tuple(one.text for one in followed),
        shapes=_shapes(found),
    )


def _part(name: str, part: Any) -> PartShown:
    area = Area.of_um2(part.area_um2)
    return PartShown(name, part.label, area.text_mu(), area.text_m2(), part.thin)


def _shapes(found: Cut) -> dict[str, Any]:
    planar = np.array([part.shape for _, part in found.parts], object)
    told = [
        {"plot": name, "mu": Area.of_um2(part.area_um2).text_mu(2), "place": place}
        for place, (name, part) in enumerate(found.parts)
    ]
    return collection(list(geojson(in_degrees(planar))), told)
