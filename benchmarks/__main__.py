"""`python -m benchmarks --patches 10000 100000 --runs 5 -o FOLDER`: measures, prints a table, writes JSON and a PNG."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks import docs, processes, server
from benchmarks.agreement import Disagreement
from benchmarks.campaign import Campaign, Plan, sizes_of_ours, those_there
from benchmarks.figure import draw
from benchmarks.inputs import LAYERS, Inputs
from benchmarks.making import make_inputs
from benchmarks.once import FEW
from benchmarks.results import Report, sorted_cases
from benchmarks.tables import as_text

PACKAGES = ("weipian", "numba", "numpy", "shapely", "sedonadb", "duckdb", "geopandas", "pyarrow")


def main() -> int:
    said = _options().parse_args()
    plan = Plan(tuple(said.patches), said.runs, said.slow_runs, said.slow_seconds, said.budget * 60, said.python)
    folder: Path = said.output.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    inputs = make_inputs(folder / f"inputs-{said.scale:g}", sorted({FEW, *sizes_of_ours(plan)}), said.scale)
    path = folder / "benchmark.json"
    try:
        _measure(inputs, plan, path)
    except (Disagreement, processes.Failed) as wrong:
        _say(f"{type(wrong).__name__}: {wrong}")
        return 1
    report = Report.load(path)
    draw(report, folder / "benchmark.png")
    if said.docs:
        docs.write(report)
    sys.stdout.write(as_text(report) + "\n")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--patches", type=int, nargs="+", default=[10_000, 100_000], help="sizes that peers run on")
    parser.add_argument("--runs", type=int, default=5, help="runs of each case; medians are shown")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the county; 1: 205,000 land-use shapes")
    parser.add_argument("--slow-runs", type=int, default=5, help="runs of a case that is slow")
    parser.add_argument("--slow-seconds", type=float, default=30.0, help="a first run of this length is slow")
    parser.add_argument("--budget", type=float, default=240.0, metavar="MINUTES", help="start no run after this")
    parser.add_argument(
        "--docs", action="store_true", help="write docs/benchmarks.md's tables, its figure and JSON anew"
    )
    parser.add_argument("--python", default=sys.executable, help="runs weipian: one of an environment without peers")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="results and made layers")
    return parser


def _measure(inputs: Inputs, plan: Plan, path: Path) -> None:
    """Run the plan; the report is written after every round, so that a run that is broken off leaves what it has."""
    left_out: list[str] = []
    with server.running() as tree:
        campaign = Campaign(inputs, plan, tree, _say, left_out=left_out)
        for _ in campaign.rounds(those_there(left_out.append, tree)):
            _report(campaign).save(path)
    _report(campaign).save(path)


def _report(campaign: Campaign) -> Report:
    layers = {name: pq.read_metadata(campaign.inputs.source_layer(name)).num_rows for name in LAYERS}
    return Report(
        made=datetime.now(UTC).date().isoformat(),
        machine=_machine(),
        versions=_versions(),
        layers=layers,
        runs=campaign.plan.runs,
        measured=sorted_cases(campaign.found.values()),
        left_out=tuple(campaign.left_out),
    )


def _machine() -> dict[str, str]:
    names = [line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "cpu": names[0] if names else platform.machine(),
        "cores": f"{os.cpu_count()} cores",
        "memory": f"{memory:.0f} GiB",
        "system": f"{platform.system()} {platform.release()}",
        "python": f"Python {platform.python_version()}",
    }


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text("utf-8").splitlines()
    except OSError:
        return []


def _versions() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    postgis = server.version()
    return {**found, "PostGIS": postgis} if postgis else found


def _say(text: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {text}", file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
