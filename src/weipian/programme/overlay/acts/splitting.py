"""拆分、合并: a plot cut into parts that add up to it, and put together again (plan 二(七), requirement B4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import shapely

from weipian.programme.overlay.bounds import bound_of
from weipian.programme.overlay.carried import Carried, Carry, nothing
from weipian.programme.overlay.plots import ground_of
from weipian.programme.overlay.splitting import Part, cut
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Plot
from weipian.store.queries.about import about_plot
from weipian.store.queries.overlay import PlotHere, determined, parts_of, plot_numbered
from weipian.terms.acting import Act, State
from weipian.terms.area import M2_PER_MU
from weipian.terms.errors import InputError

HOW = {"approval": "按用地批准红线", "township": "按乡镇界线"}
DRAWN, MERGED = "按给定的线", "合并"


@dataclass(frozen=True, slots=True)
class Cut:
    """The plot and its parts with the numbers that they get, or would get; what goes on with them."""

    plot: PlotHere
    parts: tuple[tuple[str, Part], ...]
    carried: tuple[Carried, ...] = ()


@dataclass(frozen=True, slots=True)
class Merged:
    """The number that now stands, and what goes on with it."""

    number: str
    carried: tuple[Carried, ...] = ()


def plan(desk: Desk, number: str, by: str, epsg: int | None) -> Cut:
    """How a plot would be cut; nothing is written. Raises InputError where it can't be."""
    require_may(desk.policy, desk.actor, Act.PLOT_SPLIT)
    plot = plot_numbered(number, desk.sight)
    _require_open(plot)
    _require_undetermined([plot])
    least = desk.policy.value("areas.split_sliver").number * M2_PER_MU
    outline = ground_of([plot]).planar([0])[0]
    try:
        parts = cut(outline, plot.area_um2, bound_of(plot, by, desk.workspace.folder, epsg), float(least))
    except InputError as error:
        raise InputError(error.code, where=error.where or number, **error.params) from None
    first = len(parts_of(plot.id)) + 1
    return Cut(plot, tuple((f"{number}-{first + place}", part) for place, part in enumerate(parts)))


def split_plot(desk: Desk, number: str, by: str, epsg: int | None, carry: Carry = nothing) -> Cut:
    """Cut it: the parts are plots of their own, still to be measured; the plot itself is closed.

    `carry`: what later stages have on the plot goes on with its parts.
    """
    found = plan(desk, number, by, epsg)
    with acting(desk, Act.PLOT_SPLIT, f"plot:{found.plot.id}", about=about_plot(found.plot)) as act:
        _require_open(plot_numbered(number))
        parts = act.add_many(Plot, [_row(found.plot, name, part, by) for name, part in found.parts])
        act.change(Plot, found.plot.id, closed=True)
        carried = carry(act, desk, [found.plot.id], parts)
    return replace(found, carried=carried)


def _row(plot: PlotHere, name: str, part: Part, by: str) -> dict[str, object]:
    return {
        "number": name,
        "patch_id": plot.patch_id,
        "parent_id": plot.id,
        "how": f"{HOW.get(by, DRAWN)} {part.label}".strip(),
        "wkb": shapely.to_wkb(part.shape),
        "area_um2": part.area_um2,
        "township": part.label if by == "township" and part.label else plot.township,
        "state": State.ISSUED.value,
    }


def merge_plots(desk: Desk, numbers: Sequence[str], carry: Carry = nothing) -> Merged:
    """Put parts of one plot together; all of them give the plot itself back."""
    require_may(desk.policy, desk.actor, Act.PLOT_MERGED)
    parts = [plot_numbered(number, desk.sight) for number in dict.fromkeys(numbers)]
    parent = _parent_of(parts)
    for one in parts:
        require_may(desk.policy, desk.actor, Act.PLOT_MERGED, about_plot(one))
    siblings = parts_of(parent)
    whole = {one.id for one in siblings if not one.closed} == {one.id for one in parts}
    with acting(desk, Act.PLOT_MERGED, f"plot:{parts[0].id}") as act:
        act.change_many(Plot, {one.id: {"closed": True} for one in parts})
        if whole:
            act.change(Plot, parent, closed=False)
            return Merged(_number_of(parent), carry(act, desk, [one.id for one in parts], [parent]))
        name = f"{_number_of(parent)}-{len(siblings) + 1}"
        key = act.add(Plot, **_merged(parts, parent, name))
        return Merged(name, carry(act, desk, [one.id for one in parts], [key]))


def _merged(parts: Sequence[PlotHere], parent: int, name: str) -> dict[str, object]:
    joined = shapely.coverage_union_all(list(ground_of(parts).planar(range(len(parts)))))
    return {
        "number": name,
        "patch_id": parts[0].patch_id,
        "parent_id": parent,
        "how": f"{MERGED} {'、'.join(one.number for one in parts)}",
        "wkb": shapely.to_wkb(joined),
        "area_um2": sum(one.area_um2 for one in parts),
        "township": parts[0].township,
        "state": State.ISSUED.value,
    }


def _parent_of(parts: Sequence[PlotHere]) -> int:
    """The one plot that all were cut from. Raises InputError where they can't be put together."""
    parents = {one.parent for one in parts}
    first = parts[0].parent
    if first is None or len(parents) != 1 or len(parts) < 2:
        raise InputError("merge_not_of_one", where="、".join(one.number for one in parts))
    for one in parts:
        _require_open(one)
    _require_undetermined(parts)
    return first


def _number_of(plot: int) -> str:
    return str(Plot.objects.values_list("number", flat=True).get(id=plot))


def _require_open(plot: PlotHere) -> None:
    if plot.closed:
        raise InputError("plot_closed", where=plot.number)


def _require_undetermined(plots: Sequence[PlotHere]) -> None:
    """A determination is about the land that it was made of: it is not carried over to other land."""
    for plot in plots:
        if determined(plot.id):
            raise InputError("plot_determined", where=plot.number)
