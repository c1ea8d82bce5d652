"""What was measured, for people and programs; 「查过，没有」 never reads like 「没有查」."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from weipian.programme.overlay.acts.measuring import Overlaid
from weipian.store.queries.layers import LayerHere
from weipian.store.queries.overlay import Figures, PlotHere, figures_of, open_plots
from weipian.terms.acting import Checked
from weipian.terms.area import Area
from weipian.terms.words import LayerKind

Answer = dict[str, object]


def as_answer(done: Overlaid, names: Sequence[str]) -> Answer:
    """The contract's JSON of `overlay`: the plots that were named, else those that were measured now."""
    shown = open_plots(names) if names else [one for one in open_plots() if one.number in set(done.measured)]
    return {
        "asked": done.plots,
        "measured": list(done.measured),
        "rows": done.rows,
        "layers": [_layer(here, done.counts.get(kind, {})) for kind, here in done.layers.items()],
        "not_checked": [kind.value for kind in done.missing],
        "plots": plots_json(shown, done.layers),
    }


def _layer(here: LayerHere, counts: Mapping[Checked, int]) -> Answer:
    return {
        "kind": here.kind.value,
        "label": here.label,
        "version": here.version,
        "sha256": here.kept_sha256,
        "counts": {word.value: count for word, count in counts.items()},
    }


def plots_json(plots: Sequence[PlotHere], layers: Mapping[LayerKind, LayerHere]) -> list[Answer]:
    """Plots with every kind of layer: what was not looked at says so."""
    by_plot: dict[int, list[Figures]] = {}
    for figures in figures_of(plot.id for plot in plots):
        by_plot.setdefault(figures.plot, []).append(figures)
    return [
        {
            "plot": plot.number,
            "patch": plot.patch,
            "township": plot.township,
            "area_m2": Area.of_um2(plot.area_um2).text_m2(),
            "layers": kinds_json(by_plot.get(plot.id, ()), layers),
        }
        for plot in plots
    ]


def kinds_json(found: Iterable[Figures], layers: Mapping[LayerKind, LayerHere]) -> Answer:
    """Every kind: how it was checked, and how much."""
    known = {figures.kind: figures for figures in found}
    return {
        kind.value: _kind(known[kind]) if kind in known else {"checked": not_yet(kind, layers), "area_m2": None}
        for kind in LayerKind
    }


def not_yet(kind: LayerKind, layers: Mapping[LayerKind, LayerHere]) -> str:
    """Nobody looked: there is no such layer, or it is there and the plot was not laid over it yet."""
    return (Checked.NOT_YET if kind in layers else Checked.NOT_CHECKED).value


def _kind(figures: Figures) -> Answer:
    answer: Answer = {"checked": figures.checked.value, "area_m2": text_m2(figures.area_um2)}
    for name in ("cultivated_um2", "at_least_um2"):
        if name in figures.detail:
            answer[f"{name.removesuffix('_um2')}_m2"] = text_m2(figures.detail[name])
    return answer


def text_m2(units: int | None) -> str | None:
    return None if units is None else Area.of_um2(units).text_m2()


def as_text(done: Overlaid) -> str:
    """In a few lines."""
    if not done.measured:
        lines = [f"{done.plots} 个地块都已按现有图层量过，没有要重新套合的"]
    else:
        lines = [f"套合 {len(done.measured)} 个地块（共 {done.plots} 个），登记 {done.rows} 项"]
    for kind, counts in done.counts.items():
        said = "，".join(f"{word.label} {count}" for word, count in counts.items())
        lines.append(f"  {done.layers[kind].label}：{said}")
    missing = "、".join(kind.label for kind in done.missing)
    return "\n".join([*lines, f"没有查（没有这些图层）：{missing}"] if missing else lines)
