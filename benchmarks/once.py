"""One measurement in a process of its own: `python -m benchmarks.once prepare|process|computing …`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import TypeVar

from benchmarks import answer
from benchmarks.engines import peer
from benchmarks.inputs import Inputs
from benchmarks.processes import Tree
from benchmarks.results import OURS
from benchmarks.server import DSN, SERVER

T = TypeVar("T")
FEW = 100
"""Patches of the run before the timed one: code is loaded then, pages are in memory."""


class WithoutPandas(MetaPathFinder):
    """As in an environment where pandas is not installed."""

    def find_spec(self, name: str, path: object, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.once", description=__doc__)
    parser.add_argument("what", choices=["prepare", "process", "computing"])
    parser.add_argument("engine")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--form", default="ready")
    parser.add_argument("--patches", type=int, default=0)
    parser.add_argument("--output", type=Path)
    said = parser.parse_args()
    inputs = Inputs.load(said.folder)
    if said.engine != OURS and not peer(said.engine).pandas:
        sys.meta_path.insert(0, WithoutPandas())
    match said.what:
        case "prepare":
            peer(said.engine).engine().prepare(inputs)
        case "process":
            found = peer(said.engine).engine().process(inputs, said.form, inputs.plane_patches(said.patches))
            answer.write(said.output, answer.balance(found))
        case _:
            computing = _computing_ours if said.engine == OURS else _computing
            computing(said.engine, inputs, said.patches, said.output)
    return 0


def _computing(engine: str, inputs: Inputs, patches: int, output: Path) -> None:
    """Patches read to areas balanced, by a peer with its layers at hand."""
    opened = peer(engine).engine().open(inputs, "ready")
    opened.measure(inputs.plane_patches(FEW))
    path = inputs.plane_patches(patches)
    balanced = _timed(lambda: answer.balance(opened.measure(path)), output)
    answer.write(output, balanced)


def _computing_ours(engine: str, inputs: Inputs, patches: int, output: Path) -> None:
    from benchmarks.engines import ours

    opened = ours.opened(inputs)
    opened.measure(inputs.source_patches(FEW))
    path = inputs.source_patches(patches)
    ours.write(output, _timed(lambda: opened.measure(path), output))


def _timed(work: Callable[[], T], output: Path) -> T:
    """Run; wall clock and CPU go into a file beside the output."""
    start, cpu = time.perf_counter(), _cpu()
    found = work()
    said = {"wall": time.perf_counter() - start, "cpu": _cpu() - cpu}
    output.with_suffix(".json").write_text(json.dumps(said), "utf-8")
    return found


def _cpu() -> float:
    """This process's, its finished children's and, where one serves it, the server's."""
    times = os.times()
    served = Tree(int(os.environ[SERVER])).cpu() if DSN in os.environ else 0.0
    return times.user + times.system + times.children_user + times.children_system + served


if __name__ == "__main__":
    sys.exit(main())
