"""What was measured, and its file: one JSON document that tables, figure and docs are made from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

PROCESS, COMPUTING = "process", "computing"
OURS = "weipian"


@dataclass(frozen=True, slots=True, order=True)
class Case:
    """One thing to measure. `kind`: process (start to file written) or computing (patches read to areas balanced)."""

    patches: int
    kind: str
    engine: str
    form: str

    @property
    def is_ours(self) -> bool:
        return self.engine == OURS


@dataclass(slots=True)
class Measured:
    """Its runs: seconds of wall clock and CPU, bytes at the peak; and how far its areas lie from ours at most."""

    case: Case
    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    peak: list[int] = field(default_factory=list)
    rows: int = 0
    worst_m2: float = 0.0

    @property
    def seconds(self) -> float:
        return median(self.wall)

    @property
    def cpu_seconds(self) -> float:
        return median(self.cpu)

    @property
    def peak_mib(self) -> float:
        return median(self.peak) / 2**20

    @property
    def runs(self) -> int:
        return len(self.wall)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole benchmark. `left_out`: what could not be measured and why, in sentences."""

    made: str
    machine: dict[str, str]
    versions: dict[str, str]
    layers: dict[str, int]
    runs: int
    measured: tuple[Measured, ...]
    left_out: tuple[str, ...]

    def of(self, kind: str, patches: int) -> list[Measured]:
        """The quickest first."""
        found = [one for one in self.measured if one.case.kind == kind and one.case.patches == patches]
        return sorted(found, key=lambda one: one.seconds)

    def ours(self, kind: str, patches: int, form: str = "warm") -> Measured | None:
        wanted = Case(patches, kind, OURS, form)
        return next((one for one in self.measured if one.case == wanted), None)

    def best_peer(self, kind: str, patches: int) -> Measured | None:
        return next((one for one in self.of(kind, patches) if not one.case.is_ours), None)

    def sizes(self) -> list[int]:
        """The numbers of patches that peers were measured on."""
        return sorted({one.case.patches for one in self.measured if not one.case.is_ours})

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n", "utf-8")

    @staticmethod
    def load(path: Path) -> Report:
        return Report.of_json(json.loads(path.read_text("utf-8")))

    @staticmethod
    def of_json(said: dict[str, Any]) -> Report:
        measured = tuple(Measured(**{**one, "case": Case(**one["case"])}) for one in said["measured"])
        return Report(**{**said, "measured": measured, "left_out": tuple(said["left_out"])})


def sorted_cases(measured: Iterable[Measured]) -> tuple[Measured, ...]:
    return tuple(sorted((one for one in measured if one.runs), key=lambda one: one.case))
