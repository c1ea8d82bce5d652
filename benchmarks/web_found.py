"""What the workbench did under load, its marks, and the table for the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.web_alone import COLD, NEXT, WARM, Alone

READ, WRITE, FLOOR = "read", "write", "floor"
MOST = {READ: 300, WRITE: 600}
"""Milliseconds that nineteen of twenty may take."""
FIRST_MOST = 300_000
QUICK_MOST = {NEXT: 150, COLD: 100, WARM: 10}


@dataclass(frozen=True, slots=True)
class Kind:
    """Requests of a kind; milliseconds."""

    name: str
    count: int
    failed: int
    median: float
    p95: float


@dataclass(frozen=True, slots=True)
class Found:
    """`kinds`: reads and writes together, the floor, then each address. CPU in seconds; `counting`: until everybody's
    pages were there."""

    patches: int
    users: int
    think: float
    seconds: float
    server_cpu: float
    tool_cpu: float
    first: int
    counting: float
    kinds: tuple[Kind, ...]
    alone: tuple[Alone, ...]

    @property
    def missed(self) -> list[str]:
        """Marks that were not reached."""
        by_name = {one.name: one for one in self.kinds}
        slow = [
            f"{name}: {by_name[name].p95:.0f} ms, {most} ms asked for" if name in by_name else f"{name}: not asked"
            for name, most in MOST.items()
            if name not in by_name or by_name[name].p95 > most
        ]
        failed = [f"{one.name}: {one.failed} failed" for one in self.kinds if one.failed]
        quick = [
            f"{one.what}: {one.p95:.0f} ms" for one in self.alone if one.p95 > QUICK_MOST.get(one.what, float("inf"))
        ]
        heavy = [f"first page: {self.first:,} bytes"] if self.first > FIRST_MOST else []
        return [*slow, *failed, *quick, *heavy]

    @property
    def good(self) -> bool:
        return not self.missed


def found_in(told: Sequence[Mapping[str, Any]], *, alone: Iterable[Alone], **more: Any) -> Found:
    """From locust's figures: by the name's first word."""
    names = [READ, WRITE, FLOOR, *sorted(str(one["name"]) for one in told if " " in str(one["name"]))]
    kinds = [kind for name in names if (kind := _kind(name, told)) is not None]
    return Found(kinds=tuple(kinds), alone=tuple(alone), **more)


def _kind(name: str, told: Sequence[Mapping[str, Any]]) -> Kind | None:
    own = [one for one in told if one["name"] == name or (" " not in name and str(one["name"]).split()[0] == name)]
    times: dict[float, int] = {}
    for one in own:
        for took, count in one["response_times"].items():
            times[float(took)] = times.get(float(took), 0) + count
    if not times:
        return None
    failed = sum(one["num_failures"] for one in own)
    return Kind(name, sum(times.values()), failed, percentile(times, 0.5), percentile(times, 0.95))


def percentile(times: Mapping[float, int], share: float) -> float:
    """The least that so many of all took no longer than; `times`: how many took how long."""
    left = share * sum(times.values())
    for took in sorted(times):
        left -= times[took]
        if left <= 0:
            return took
    raise ValueError(share)


def as_markdown(found: Found) -> str:
    """The tables, and what was missed."""
    cores = f"server {found.server_cpu / found.seconds:.2f}, locust {found.tool_cpu / found.seconds:.2f} of a core"
    asked = f"{found.patches:,} patches, {found.users} people, a pause of {found.think:g} s, {found.seconds:.0f} s"
    head = f"{asked}; {cores}. First page: {found.first / 1000:.0f} kB"
    head += f" compressed. The county counted once for everybody before: {found.counting:.0f} s."
    load = [f"| {one.name} | {one.count:,} | {one.failed} | {one.median:.0f} | {one.p95:.0f} |" for one in found.kinds]
    quick = [f"| {one.what} | {one.first:.0f} | {one.median:.0f} | {one.p95:.0f} |" for one in found.alone]
    said = "Missed: " + "; ".join(found.missed) + "." if found.missed else "All marks reached."
    return "\n".join(
        [
            head, "", "| under load | requests | failed | median ms | p95 ms |", "|---|---|---|---|---|", *load, "",
            "| alone | first ms | median ms | p95 ms |", "|---|---|---|---|", *quick, "", said,
        ]
    )  # fmt: skip
