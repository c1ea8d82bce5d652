"""How fast overlay figures are drawn: `python -m benchmarks.figures WORKSPACE [--docs]`, by one process and by two.

From a workspace whose plots are laid over its layers: what is booked and what lies around each plot is read, the
figure drawn, its letters set as outlines (SVG), and made a picture (PNG). Opening the workspace falls before the clock;
a run of some figures goes before it, so the font and the mapped layers are open, as in a long run.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.docs import DOCS, PAGE, between

RESULT = DOCS / "benchmarks-figures.json"
START, END = "<!-- figures: start -->", "<!-- figures: end -->"
FORMS = {"SVG": 0, "SVG + PNG, 150 dpi": 150, "SVG + PNG, 300 dpi": 300}
PLOTS, WITH_PNG, ROUNDS, WARM = 300, 10, 3, 2
ASKED = 20
"""Figures a second that the issue asks for."""


def timed(workspace: Path, dpi: int, share: int, of: int) -> dict[str, float]:
    """One process's part: every `of`-th plot from `share` on. Seconds of wall clock and CPU, and how many figures."""
    from weipian.cli.desk import Wanted

    desk = Wanted(workspace).desk()
    from weipian.figures.lettering import lettered
    from weipian.figures.plot_overlay import draw_plot
    from weipian.figures.png import drawn_png
    from weipian.office.figures.plots import chosen_plots, figures_for

    plots = chosen_plots(desk, [])[: WITH_PNG if dpi else PLOTS]

    def draw(some: Sequence[Any]) -> int:
        size = 0
        for figure in figures_for(desk, some):
            svg = lettered(draw_plot(figure)).svg
            size += len(drawn_png(svg, dpi)) if dpi else len(svg.encode())
        return size

    draw(plots[:WARM])
    own = plots[share::of]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    wall, cpu = time.perf_counter(), time.process_time()
    size = draw(own)
    return {
        "figures": len(own), "wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "bytes": size,
    }  # fmt: skip


def measured(workspace: Path, dpi: int, processes: int) -> dict[str, float]:
    """Several processes at once, started together; the wall clock is the slowest one's."""
    command = [sys.executable, "-m", "benchmarks.figures", str(workspace), "--dpi", str(dpi)]
    running = [
        subprocess.Popen(
            [*command, "--share", str(k), str(processes)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for k in range(processes)
    ]
    for one in running:
        assert one.stdout is not None
        one.stdout.readline()
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    parts = [json.loads(one.communicate()[0]) for one in running]
    count = sum(part["figures"] for part in parts)
    return {
        "figures": count,
        "a second": count / max(part["wall"] for part in parts),
        "a second of CPU": count / sum(part["cpu"] for part in parts),
        "KB": sum(part["bytes"] for part in parts) / count / 1000,
    }


def campaign(workspace: Path) -> dict[str, Any]:
    """Every form by one process and by two, round by round, so that a busy spell falls on all alike."""
    runs: dict[tuple[str, int], list[dict[str, float]]] = {}
    for _ in range(ROUNDS):
        for form, dpi in FORMS.items():
            for processes in (1, 2):
                runs.setdefault((form, processes), []).append(measured(workspace, dpi, processes))
    return {"rounds": ROUNDS, "rows": [_row(form, count, some) for (form, count), some in runs.items()]}


def _row(form: str, processes: int, some: Sequence[dict[str, float]]) -> dict[str, Any]:
    medians = {name: round(statistics.median(one[name] for one in some), 1) for name in some[0]}
    return {"form": form, "processes": processes, **medians}


def as_markdown(found: dict[str, Any]) -> str:
    """The table, and whether what was asked for was reached."""
    head = "| form | processes | figures | a second | a second of CPU | KB each |\n|---|---|---|---|---|---|"
    lines = [
        f"| {row['form']} | {row['processes']} | {row['figures']:.0f} | {row['a second']:.1f} "
        f"| {row['a second of CPU']:.1f} | {row['KB']:.0f} |"
        for row in found["rows"]
    ]
    below = [f"{row['form']}, {row['processes']}" for row in found["rows"] if row["a second"] < ASKED]
    said = f"Below {ASKED} a second: {'; '.join(below)}." if below else f"Every form reaches {ASKED} a second."
    return "\n".join([head, *lines, "", f"Medians of {found['rounds']} rounds. {said}"])


def write_docs(found: dict[str, Any]) -> None:
    RESULT.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    PAGE.write_text(between(PAGE.read_text("utf-8"), START, END, as_markdown(found)), "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.figures", description=__doc__)
    parser.add_argument("workspace", type=Path)
    parser.add_argument("--docs", action="store_true", help="write the section of docs/benchmarks.md and its JSON anew")
    parser.add_argument("--dpi", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--share", type=int, nargs=2, help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.share:
        sys.stdout.write(json.dumps(timed(said.workspace, said.dpi, *said.share)))
        return 0
    found = campaign(said.workspace)
    sys.stdout.write(as_markdown(found) + "\n")
    if said.docs:
        write_docs(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
