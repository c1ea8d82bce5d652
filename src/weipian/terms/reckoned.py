"""A plot as pressing counts it: what letters, triggers and rankings are sums over, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PlotFact:
    """Areas as filed are texts in 亩, as measured whole 1e-6 m². `before`, `after`: where its cultivated land counts.

    `late`: days late by the body that they are charged to. `handed`: the departments that it was handed to.
    `overdue`: how many of its duties are past their day.
    """

    plot_id: int
    plot: str
    township: str
    mining: bool
    determination: str
    settled: bool
    inspected: bool
    area_filed: str = ""
    cultivated_filed: str = ""
    area_um2: int = 0
    cultivated_um2: int | None = None
    farmland_um2: int | None = None
    before: str = ""
    after: str = ""
    overdue: int = 0
    late: Mapping[str, int] = field(default_factory=dict)
    handed: tuple[str, ...] = ()
