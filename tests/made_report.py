"""A report with made-up figures."""

from __future__ import annotations

from benchmarks.results import COMPUTING, OURS, PROCESS, Case, Measured, Report

MIB = 2**20


def measured(
    seconds: float | list[float],
    *,
    kind: str = PROCESS,
    patches: int = 10_000,
    engine: str = OURS,
    form: str = "warm",
    mib: float = 200.0,
) -> Measured:
    wall = seconds if isinstance(seconds, list) else [seconds] * 3
    case = Case(patches, kind, engine, form)
    return Measured(case, wall, [2 * each for each in wall], [int(mib * MIB)] * len(wall), 7, 0.01)


def report(*found: Measured, runs: int = 3, left_out: tuple[str, ...] = ()) -> Report:
    return Report(
        made="2023-12-31",
        machine={"cpu": "a processor", "cores": "2 cores"},
        versions={"weipian": "0", "shapely": "2"},
        layers={"land_use": 205_000, "farmland": 20_000, "redline": 2},
        runs=runs,
        measured=found,
        left_out=left_out,
    )


def whole() -> Report:
    """Both kinds on both sizes, one peer that was run less often, and all of our sizes."""
    found = [
        measured(0.2 * size / 10_000, kind=kind, patches=size)
        for size in (100, 1_000, 10_000, 100_000)
        for kind in (PROCESS, COMPUTING)
    ]
    for size in (10_000, 100_000):
        each = 3.0 * size / 10_000
        found += [measured(each, kind=k, patches=size, engine="Shapely", form="ready") for k in (PROCESS, COMPUTING)]
        found.append(measured([20 * each], patches=size, engine="GeoPandas", form="plain", mib=900))
    found.append(measured(30.0, patches=100_000, form="cold", mib=1100))
    return report(*found, left_out=("PostGIS is not installed here and was not measured.",))
