"""The runs: every case in rounds, the order turned by one each round, every measurement in a fresh process."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import agreement, processes
from benchmarks.engines import PEERS, Peer, ours
from benchmarks.inputs import Inputs
from benchmarks.marks import FEW, GROWTH
from benchmarks.processes import Tree
from benchmarks.results import COMPUTING, OURS, PROCESS, Case, Measured

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How often and how long. A case whose first run took `slow_seconds` or more gets `slow_runs` runs in all.

    `python` runs ours: pyarrow loads pandas where it is installed, half a second that weipian by itself does not have.
    """

    sizes: tuple[int, ...]
    runs: int
    slow_runs: int
    slow_seconds: float
    budget: float
    python: str = sys.executable


def sizes_of_ours(plan: Plan) -> list[int]:
    """Ours is measured on more sizes than peers: the few, and those that show its growth."""
    return sorted({FEW, *plan.sizes, *(size for size in GROWTH if size <= max(plan.sizes))})


def cases(plan: Plan, peers: Sequence[Peer]) -> list[Case]:
    """Ours warm on all sizes; ours cold and the peers on the sizes asked for. Ours first: a budget may end early."""
    found = [Case(size, kind, OURS, ours.WARM) for size in sizes_of_ours(plan) for kind in (COMPUTING, PROCESS)]
    for size in plan.sizes:
        found.append(Case(size, PROCESS, OURS, ours.COLD))
        for one in peers:
            found += [Case(size, PROCESS, one.name, form) for form in one.forms(size)]
            found.append(Case(size, COMPUTING, one.name, "ready"))
    return sorted(found, key=lambda one: (one.patches, not one.is_ours, one))


@dataclass(slots=True)
class Campaign:
    """Runs a plan. `left_out` gathers what was not or less often run, in sentences."""

    inputs: Inputs
    plan: Plan
    server: Tree | None
    say: Say
    found: dict[Case, Measured] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    failed: set[Case] = field(default_factory=set)
    started: float = field(default_factory=time.monotonic)

    @property
    def out_of_time(self) -> bool:
        return time.monotonic() - self.started > self.plan.budget

    def rounds(self, peers: Sequence[Peer]) -> Iterator[int]:
        """Each round's number when it is done. Raises agreement.Disagreement, processes.Failed (ours alone)."""
        todo = cases(self.plan, [one for one in peers if self._prepared(one)])
        self._reference()
        for number in range(self.plan.runs):
            turn = number * max(1, len(todo) // self.plan.runs)
            for case in todo[turn:] + todo[:turn]:
                if not self._is_done(case, number):
                    self._try(case)
            yield number
        self._tell(todo)

    def _try(self, case: Case) -> None:
        """A peer that fails is told and not tried again; if ours fails there is nothing to compare with."""
        try:
            self._measure(case)
        except processes.Failed as failed:
            if case.is_ours:
                raise
            self._leave_out(case.engine, f"{case.form}, {case.kind}, {case.patches:,} patches", failed)
            self.failed.add(case)

    def _leave_out(self, engine: str, where: str, failed: processes.Failed) -> None:
        self.say(f"{engine} failed ({where}): {failed}")
        self.left_out.append(f"{engine} failed ({where}): {str(failed).strip().splitlines()[-1]}")

    def _is_done(self, case: Case, number: int) -> bool:
        if self.out_of_time or case in self.failed:
            return True
        known = self.found.get(case)
        return known is not None and known.wall[0] >= self.plan.slow_seconds and number >= self.plan.slow_runs

    def _tell(self, todo: Sequence[Case]) -> None:
        if self.out_of_time:
            self.left_out.append(f"The budget of {self.plan.budget / 60:g} minutes ended before all runs were done.")
        never = [one for one in todo if one not in self.found and one not in self.failed]
        missing = [f"{one.engine} ({one.form}) {one.kind} {one.patches:,}" for one in never]
        if missing:
            self.left_out.append(f"Not run: {', '.join(missing)}.")
        if any(one.runs < self.plan.runs for one in self.found.values()):
            slow = f"{self.plan.slow_seconds:g} s or more were run {self.plan.slow_runs} ×"
            self.left_out.append(f"Cases that took {slow}; the column `runs` says which.")

    def _prepared(self, one: Peer) -> bool:
        self.say(f"{one.name}: ready format")
        command = [sys.executable, "-m", "benchmarks.once", "prepare", one.name, str(self.inputs.folder)]
        try:
            self._run(command)
        except processes.Failed as failed:
            self._leave_out(one.name, "ready format", failed)
            return False
        return True

    def _reference(self) -> None:
        """Ours on every size, once and not timed: ready files are there then, and there is something to compare to."""
        for size in sizes_of_ours(self.plan):
            self.say(f"reference, {size:,} patches")
            self._run(self._command_of_ours(size, self._reference_path(size)))

    def _run(self, command: list[str], server: Tree | None = None) -> processes.Cost:
        return processes.run(command, self.inputs.folder, server, ours.environment(self.inputs))

    def _reference_path(self, size: int) -> Path:
        return self.inputs.folder / f"reference-{size}.parquet"

    def _measure(self, case: Case) -> None:
        output = self.inputs.folder / "output.parquet"
        output.unlink(missing_ok=True)
        if case.form == ours.COLD:
            ours.make_cold(self.inputs)
        server = self.server if case.engine == "PostGIS" else None
        cost = self._run(self._command(case, output), server)
        wall, cpu = cost.wall, cost.cpu
        if case.kind == COMPUTING:
            said = json.loads(output.with_suffix(".json").read_text("utf-8"))
            wall, cpu = said["wall"], said["cpu"]
        self._keep(case, wall, cpu, cost.peak, output)

    def _command_of_ours(self, patches: int, output: Path) -> list[str]:
        return ours.command(self.inputs, patches, output, self.plan.python)

    def _command(self, case: Case, output: Path) -> list[str]:
        if case.is_ours and case.kind == PROCESS:
            return self._command_of_ours(case.patches, output)
        python = self.plan.python if case.is_ours else sys.executable
        what = [python, "-m", "benchmarks.once", case.kind, case.engine, str(self.inputs.folder)]
        return [*what, "--form", case.form, "--patches", str(case.patches), "--output", str(output)]

    def _keep(self, case: Case, wall: float, cpu: float, peak: int, output: Path) -> None:
        name = f"{case.engine} ({case.form}) {case.kind}, {case.patches:,} patches"
        known = self.found.setdefault(case, Measured(case))
        if not known.runs:
            compared = agreement.compare(name, self._reference_path(case.patches), output)
            known.rows, known.worst_m2 = compared.rows, compared.worst_m2
        known.wall.append(wall)
        known.cpu.append(cpu)
        known.peak.append(peak)
        self.say(f"{name}: {wall:.3f} s, CPU {cpu:.2f} s, {peak / 2**20:.0f} MiB")


def those_there(say: Callable[[str], None], server: Tree | None) -> list[Peer]:
    """The peers that can be run here; the others are named."""
    found = []
    for one in PEERS:
        if one.is_there and (one.name != "PostGIS" or server is not None):
            found.append(one)
        else:
            say(f"{one.name} is not installed here and was not measured.")
    return found
