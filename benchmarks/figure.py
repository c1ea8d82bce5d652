"""The figure: seconds on a logarithmic scale, a dot for each engine and form, ours in colour.

Dots and not bars: a bar has a length, which means nothing where the scale has no zero.
"""

from __future__ import annotations

from math import ceil, floor, log10
from pathlib import Path
from typing import Any

from benchmarks.results import COMPUTING, PROCESS, Measured, Report

OURS, PEER, INK = "#c0392b", "#7f8c96", "#2c3e50"
BESIDE: dict[str, Any] = {"textcoords": "offset points", "va": "center", "fontsize": 9, "color": INK}


def draw(report: Report, path: Path) -> None:
    """A PNG with a panel for each number of patches and each kind."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    panels = [(kind, patches) for patches in report.sizes() for kind in (COMPUTING, PROCESS)]
    tall = max((len(report.of(*panel)) for panel in panels), default=1)
    rows = max(1, len(report.sizes()))
    figure, axes = pyplot.subplots(rows, 2, figsize=(12, 1.2 + rows * (0.9 + 0.34 * tall)), squeeze=False)
    for axis, (kind, patches) in zip(axes.flat, panels, strict=False):
        _panel(axis, report.of(kind, patches), f"{kind}, {patches:,} patches")
    figure.suptitle("Areas of patches on three layers, to 0.01 m² balanced: seconds (log scale, less is better)")
    figure.tight_layout()
    figure.savefig(path, dpi=110, metadata={"Software": None})
    pyplot.close(figure)


def _panel(axis: Any, measured: list[Measured], title: str) -> None:
    axis.set_title(title, loc="left", fontsize=11, color=INK)
    names = [f"{one.case.engine} ({one.case.form})" for one in measured]
    colours = [OURS if one.case.is_ours else PEER for one in measured]
    for place, (one, colour) in enumerate(zip(measured, colours, strict=True)):
        axis.plot(one.seconds, place, "o", color=colour, markersize=9)
        axis.annotate(f"{one.seconds:.2f} s", (one.seconds, place), (9, 0), **BESIDE)
    axis.set_yticks(range(len(names)), names)
    axis.set_xscale("log")
    axis.set_xlim(10 ** floor(log10(measured[0].seconds)), 10 ** ceil(log10(measured[-1].seconds * 1.6)))
    axis.xaxis.set_major_formatter("{x:g}")
    axis.xaxis.set_minor_formatter("")
    axis.invert_yaxis()
    axis.grid(color="#e5e8ea", zorder=0)
    axis.set_axisbelow(True)
    axis.margins(y=0.12)
    axis.spines[["top", "right"]].set_visible(False)
    axis.tick_params(labelsize=9)
