"""套合 in the workspace: what is new or has changed is measured; old figures stay as history (requirements B2, B3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from weipian.programme.overlay.lookups import confirmed
from weipian.programme.overlay.surveying import APPROVALS, BESIDE, Found, Surveyor
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.models import Measurement, Plot, Standing
from weipian.store.queries.layers import LayerHere, current_layers
from weipian.store.queries.overlay import (
    Booked,
    PlotHere,
    approvals_booked,
    booked,
    looked_up,
    open_areas,
    open_plots,
    standings,
    states_of,
)
from weipian.store.seeing import workable
from weipian.store.subjects import plots_subject
from weipian.store.writing import Act as Doing
from weipian.terms.acting import Act, Checked, State
from weipian.terms.words import LayerKind

Step = Callable[[str], object]
Layers = Mapping[LayerKind, LayerHere]


@dataclass(frozen=True, slots=True)
class Overlaid:
    """How many plots were asked for and measured, and what came of it by kind of layer."""

    plots: int
    measured: tuple[str, ...]
    rows: int
    layers: Layers
    counts: Mapping[LayerKind, Mapping[Checked, int]] = field(default_factory=dict)

    @property
    def missing(self) -> list[LayerKind]:
        """Kinds that nobody could look at: there is no such layer."""
        return [kind for kind in LayerKind if kind not in self.layers]


def _quiet(_what: str) -> None:
    """Nobody watches."""


def overlay_plots(desk: Desk, names: Sequence[str] = (), *, every: bool = False, step: Step = _quiet) -> Overlaid:
    """Measure the open plots, all or those named; not `every`: only what is new or was measured on something older."""
    require_may(desk.policy, desk.actor, Act.MEASURED)
    layers = current_layers()
    plots = workable(desk, Act.MEASURED, open_plots(names, desk.sight), named=bool(names))
    known = looked_up()
    wanted = _wanted(plots, layers, every, known)
    if not any(wanted.values()):
        return Overlaid(len(plots), (), 0, layers)
    found = Surveyor(desk.workspace.folder, layers, desk.policy, known, step).survey(plots, wanted)
    laid = [plots[index] for index in sorted({index for index, _ in found})]
    measured = tuple(plot.number for plot in laid)
    with acting(desk, Act.MEASURED, plots_subject([plot.id for plot in laid])) as act:
        _write(act, plots, layers, found)
        _stand(act, laid)
    step("登记")
    return Overlaid(len(plots), measured, len(found), layers, _counts(found))


def _wanted(
    plots: Sequence[PlotHere], layers: Layers, every: bool, known: Mapping[str, bool]
) -> dict[LayerKind, list[int]]:
    """By kind, the plots not yet measured on its newest version, or whose outline is newer."""
    before = {} if every else booked()
    wanted = {
        kind: [index for index, plot in enumerate(plots) if _is_old(before.get((plot.id, kind.value)), here, plot)]
        for kind, here in layers.items()
    }
    if APPROVALS in layers:
        beside = {index for kind in BESIDE for index in wanted.get(kind, ())}
        changed = set() if every else _looked_up_since(plots, known)
        wanted[APPROVALS] = sorted({*wanted[APPROVALS], *beside, *changed})
    return wanted


def _is_old(last: Booked | None, here: LayerHere, plot: PlotHere) -> bool:
    return last is None or last.layer != here.id or last.event < plot.since


def _looked_up_since(plots: Sequence[PlotHere], known: Mapping[str, bool]) -> set[int]:
    """Plots whose approvals were looked up in the systems, with another result, after they were measured."""
    details = approvals_booked()
    return {
        index
        for index, plot in enumerate(plots)
        if (detail := details.get(plot.id)) is not None
        and confirmed(detail.get("records", ()), known) != detail.get("confirmed", [])
    }


def _write(act: Doing, plots: Sequence[PlotHere], layers: Layers, found: Found) -> None:
    """What is replaced is read again here: nobody else writes in this transaction."""
    before = booked()
    old = [last.id for index, kind in found if (last := before.get((plots[index].id, kind.value)))]
    rows = [
        {
            "plot_id": plots[index].id,
            "kind": kind.value,
            "layer_id": layers[kind].id,
            "checked": lying.checked.value,
            "area_um2": lying.area_um2,
            "detail": lying.detail,
        }
        for (index, kind), lying in sorted(found.items(), key=lambda item: (plots[item[0][0]].id, item[0][1].value))
    ]
    act.replace(Measurement, old, rows)


def _stand(act: Doing, plots: Sequence[PlotHere]) -> None:
    """Plots and the list follow: figures, the township where none was issued, the state where it was only issued.

    Every row that was looked at is written: which ones differ, or lie in no township, would tell what lies where.
    """
    places = _places(plots)
    now = states_of([plot.id for plot in plots])
    following = {
        key: {"state": _laid_state(state), "township": town or places.get(key, "")}
        for key, (state, town) in now.items()
    }
    act.change_many(Plot, following)
    patches = {plot.patch for plot in plots}
    towns = {plot.patch: places[plot.id] for plot in plots if plot.id in places}
    rows, areas = standings(patches), open_areas(patches)
    changes = {}
    for patch, row in rows.items():
        new: dict[str, Any] = {
            "township": row.township or towns.get(patch, ""),
            "state": _laid_state(row.state),
            **{figure: _sum(values) for figure, values in areas[patch].items()},
        }
        changes[row.id] = new
    act.change_many(Standing, changes)


def _laid_state(state: State) -> str:
    return (State.MEASURED if state is State.ISSUED else state).value


def _places(plots: Sequence[PlotHere]) -> dict[int, str]:
    """The township with the largest share, for plots that were issued without one, by id."""
    from weipian.store.queries.overlay import figures_of

    homeless = {plot.id: plot for plot in plots if not plot.township}
    found = {}
    for figures in figures_of(homeless) if homeless else ():
        records = figures.detail.get("records") if figures.kind is LayerKind.TOWNSHIP else None
        if records:
            largest = max(records, key=lambda one: (one["area_um2"], -one["row"]))
            name = largest["values"].get("name", "")
            found[figures.plot] = name
    return found


def _sum(values: Iterable[int | None]) -> int | None:
    known = list(values)
    return None if not known or None in known else sum(value for value in known if value is not None)


def _counts(found: Found) -> dict[LayerKind, dict[Checked, int]]:
    counts: dict[LayerKind, dict[Checked, int]] = {}
    for (_, kind), lying in found.items():
        own = counts.setdefault(kind, {})
        own[lying.checked] = own.get(lying.checked, 0) + 1
    return counts
