"""`python -m benchmarks.large --layer demo -o FOLDER`: 1,000,000 patches on 10,000,000 shapes, in 2 GiB.

Makes what is missing, runs cold and warm, stops a run and goes on with it, and writes `large-LAYER.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import platform
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq

from benchmarks import docs, large_inputs
from benchmarks.large_inputs import LargeInputs
from benchmarks.large_results import LargeResult, LargeRun, save_large
from benchmarks.processes import Cost, Failed, run
from benchmarks.stopping import run_and_stop
from benchmarks.tiles import CLASS_COLUMN

MIB = 2**20
MOST_MIB = 2048
GOOD_ENDS = (0, 3)
"""3: rows of a source were refused, the rest measured."""


def main() -> int:
    said = _options().parse_args()
    folder: Path = said.output.absolute()
    if said.where_there and said.layer == "zoning" and not large_inputs.zoning_source().exists():
        _say("zoning: the folder of real data is not there, left out")
        return 0
    inputs = large_inputs.make(folder, said.layer, said.patches, said.polygons)
    _say(f"{said.layer}: {inputs.shapes:,} shapes in {inputs.tiles} tiles")
    try:
        found = _Runs(folder, inputs, said.layer, said.python, said.bound).all()
    except Failed as wrong:
        _say(str(wrong))
        return 1
    save_large(folder / f"large-{said.layer}.json", [found])
    if said.docs:
        docs.write_large(found)
    highest = max(each.peak_mib for each in found.runs)
    good = found.same_bytes and highest < MOST_MIB
    _say(f"highest peak {highest:,.0f} MiB, same bytes: {found.same_bytes}: {'达到' if good else '未达到'}")
    return 0 if good else 1


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large", description=__doc__)
    parser.add_argument("--layer", choices=["demo", "zoning"], required=True)
    parser.add_argument("--patches", type=int, default=1_000_000)
    parser.add_argument("--polygons", type=int, default=10_000_000)
    parser.add_argument(
        "--bound", type=int, default=MOST_MIB, metavar="MIB", help="private memory of a process; 0: none"
    )
    parser.add_argument("--python", default=sys.executable, help="runs weipian")
    parser.add_argument("--where-there", action="store_true", help="leave out a layer whose data is not there")
    parser.add_argument("--docs", action="store_true", help="write docs/benchmarks.md's section and its JSON anew")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="inputs, caches and results")
    return parser


class _Runs:
    """One layer's runs, with a cache of their own."""

    def __init__(self, folder: Path, inputs: LargeInputs, layer: str, python: str, bound: int) -> None:
        self.inputs, self.layer, self.python, self.bound = inputs, layer, python, bound
        self.folder = folder / f"runs-{layer}"
        self.cache = self.folder / "cache"
        self.environment = {"XDG_CACHE_HOME": str(self.cache)}
        self.runs: list[LargeRun] = []

    def all(self) -> LargeResult:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self._plain("cold")
        warm = self._plain("warm")
        resumed = self._stopped_and_resumed()
        inputs, ready = self.inputs, sum(path.stat().st_size for path in self.cache.rglob("*.ready"))
        result = LargeResult(
            layer=self.layer,
            made=datetime.now(UTC).date().isoformat(),
            machine=f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}",
            patches=pq.read_metadata(inputs.patches).num_rows,
            polygons=inputs.shapes,
            layer_mib=inputs.layer.stat().st_size / MIB,
            ready_mib=ready / MIB,
            rows=pq.read_metadata(warm).num_rows,
            refused=self._refused(),
            bound=f"{self.bound} MiB" if self.bound else "none",
            same_bytes=_hash(warm) == _hash(resumed),
            runs=tuple(self.runs),
        )
        shutil.rmtree(self.cache)
        return result

    def _command(self, output: Path) -> list[str | Path]:
        layer = f"{self.layer}={self.inputs.layer}:{CLASS_COLUMN}"
        bound: list[str | Path] = ["prlimit", f"--data={self.bound * MIB}"] if self.bound else []
        measure: list[str | Path] = [self.python, "-m", "weipian", "measure", self.inputs.patches, "--layer", layer]
        return [*bound, *measure, "--partition", self.layer, "--id", "id", "-o", output]

    def _plain(self, form: str) -> Path:
        output = self.folder / f"{form}.parquet"
        self._add(form, run(self._command(output), self.folder, also=self.environment, fine=GOOD_ENDS))
        return output

    def _stopped_and_resumed(self) -> Path:
        output = self.folder / "resumed.parquet"
        cost, done = run_and_stop(self._command(output), self.folder, output, self.environment)
        self._add("stopped", cost, f"Ctrl-C; {done} blocks done")
        self._add("resumed", run(self._command(output), self.folder, also=self.environment, fine=GOOD_ENDS))
        return output

    def _add(self, form: str, cost: Cost, note: str = "") -> None:
        self.runs.append(LargeRun(form, round(cost.wall, 2), round(cost.cpu, 2), round(cost.peak / MIB, 1), note))
        _say(f"{form}: {cost.wall:.1f} s, CPU {cost.cpu:.1f} s, peak {cost.peak / MIB:,.0f} MiB {note}")

    def _refused(self) -> int:
        """As the last run said it."""
        lines = (self.folder / "said.txt").read_text("utf-8").splitlines()
        found = [line for line in lines if line.startswith("有 ") and "行没有采用" in line]
        return int(found[0].split()[1]) if found else 0


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _say(text: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {text}", file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
