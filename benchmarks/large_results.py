"""What large runs found: one JSON document for all layers, and the table made from it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LargeRun:
    """One run: seconds of wall clock and CPU, MiB at the peak; `done` blocks when it ended."""

    form: str
    seconds: float
    cpu_seconds: float
    peak_mib: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class LargeResult:
    """One layer's runs. `same_bytes`: whether the resumed run wrote what the uninterrupted one did."""

    layer: str
    made: str
    machine: str
    patches: int
    polygons: int
    layer_mib: float
    ready_mib: float
    rows: int
    refused: int
    bound: str
    same_bytes: bool
    runs: tuple[LargeRun, ...]


def save_large(path: Path, found: Sequence[LargeResult]) -> None:
    path.write_text(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1) + "\n", "utf-8")


def load_large(path: Path) -> list[LargeResult]:
    """Nothing where nothing was measured yet."""
    if not path.exists():
        return []
    found = json.loads(path.read_text("utf-8"))
    return [LargeResult(**{**one, "runs": tuple(LargeRun(**run) for run in one["runs"])}) for one in found]


def large_markdown(found: Sequence[LargeResult]) -> str:
    """A paragraph and a table for each layer."""
    return "\n\n".join(_section(one) for one in found) or "Not measured yet."


def _section(one: LargeResult) -> str:
    said = (
        f"**{one.layer}**, {one.made}, {one.machine}: {one.patches:,} patches × {one.polygons:,} shapes "
        f"({one.layer_mib:,.0f} MiB of GeoParquet, {one.ready_mib:,.0f} MiB ready), {one.rows:,} rows, "
        f"{one.refused:,} rows refused. Bound: {one.bound}. "
        f"Resumed gives {'the same bytes' if one.same_bytes else '**other bytes**'}."
    )
    lines = ["| run | seconds | CPU s | peak MiB | |", "| --- | --- | --- | --- | --- |"]
    lines += [
        f"| {run.form} | {run.seconds:.1f} | {run.cpu_seconds:.1f} | {run.peak_mib:,.0f} | {run.note} |"
        for run in one.runs
    ]
    return "\n".join([said, "", *lines])
