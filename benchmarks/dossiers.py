"""How fast whole dossiers are issued: `python -m benchmarks.dossiers FOLDER [--plots 500] [--stop] [--docs]`.

The command as a person calls it: everything of each plot read, its map and its two images drawn, composed, set, sealed,
kept in the vault, booked and written out. Wall clock and peak memory are those of the command and its two processes
together, CPU too. Then the parts, one after the other in one process, by CPU. `--stop`: interrupted half-way and asked
again; every plot must then have one edition and one file.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.docs import DOCS, PAGE, between
from benchmarks.processes import run

RESULT = DOCS / "benchmarks-dossiers.json"
START, END = "<!-- dossiers: start -->", "<!-- dossiers: end -->"
PASS, AIM, LOOKED_AT = 5, 10, 40
DAY = "2023-10-09"
MADE = """
from pathlib import Path
from sys import argv

from benchmarks.dossier_county import made

made(Path(argv[1]), int(argv[2]))
"""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of the command, bytes at the peak, pages of a dossier, and CPU seconds of each part of one."""

    plots: int
    pages: float
    wall: float
    cpu: float
    peak: int
    parts: dict[str, float]
    again: float
    stopped: dict[str, int]
    said: str


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.dossiers", description=__doc__)
    parser.add_argument("folder", type=Path, help="the county is made here where it is not there yet")
    parser.add_argument("--plots", type=int, default=500)
    parser.add_argument("--stop", action="store_true", help="interrupt a run half-way and ask again")
    parser.add_argument("--machine", default="", help="words of who else used the machine: busy, quiet")
    parser.add_argument("--docs", action="store_true", help="write the section of docs/benchmarks.md and its JSON anew")
    said = parser.parse_args()
    place = said.folder.absolute() / f"county-{said.plots}"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-c", MADE, str(place), str(said.plots)], check=True)
    found = measured(place, said.plots, stop=said.stop, said=said.machine)
    sys.stdout.write(as_markdown(found) + "\n")
    if said.docs:
        RESULT.write_text(json.dumps(asdict(found), indent=1, ensure_ascii=False) + "\n", "utf-8")
        PAGE.write_text(between(PAGE.read_text("utf-8"), START, END, as_markdown(found)), "utf-8")
    return 0


def measured(place: Path, plots: int, *, stop: bool, said: str) -> Took:
    """Each run on a copy of the county."""
    parts = _parts(_copy(place, "parts"))
    stopped = _stopped(_copy(place, "stopped"), plots) if stop else {}
    own = _copy(place, "run")
    cost = run(_command(own, "卷宗"), own)
    pages = [pages for pages, _, _ in _editions(own)]
    assert len(pages) == plots, len(pages)
    again = run(_command(own, "再来"), own).wall
    return Took(plots, sum(pages) / plots, cost.wall, cost.cpu, cost.peak, parts, again, stopped, said)


def _copy(place: Path, name: str) -> Path:
    import shutil

    target = place.with_name(f"{place.name}-{name}")
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(place, target)
    return target


def _command(place: Path, output: str) -> list[str | Path]:
    words: list[str | Path] = [
        "dossier",
        "issue",
        "--workspace",
        place,
        "--all",
        "-o",
        place / output,
        "--on",
        DAY,
        "--json",
    ]
    return [sys.executable, "-m", "weipian", *words]


def _editions(place: Path) -> list[tuple[int, int, int]]:
    """Pages, edition and plot of every dossier that is booked."""
    import sqlite3

    from weipian.record.audit import DATABASE

    with sqlite3.connect(place / DATABASE) as books:
        return books.execute("SELECT pages, edition, plot_id FROM dossier_issue").fetchall()


def _stopped(place: Path, plots: int) -> dict[str, int]:
    """Ctrl-C when half are booked, then the same command again."""
    out = place / "卷宗"
    signal.signal(signal.SIGINT, signal.default_int_handler)
    ended = threading.Event()

    def watch(leader: int) -> None:
        while not ended.wait(0.2):
            if out.is_dir() and len(list(out.glob("*.pdf"))) * 2 >= plots:
                os.killpg(leader, signal.SIGINT)
                return

    thread: list[threading.Thread] = []

    def begun(leader: int) -> None:
        thread.append(threading.Thread(target=watch, args=(leader,), daemon=True))
        thread[0].start()

    run(_command(place, "卷宗"), place, fine=(0, 1, 130), began=begun)
    ended.set()
    half, files = len(_editions(place)), len(list(out.glob("*.pdf")))
    assert 0 < half < plots
    assert files <= half, "what is booked may still have to be written out"
    run(_command(place, "卷宗"), place)
    editions = _editions(place)
    assert len({plot for _, _, plot in editions}) == len(editions) == plots, len(editions)
    assert {edition for _, edition, _ in editions} == {1}
    assert len(list(out.glob("*.pdf"))) == plots
    return {
        "booked at the stop": half,
        "written out at the stop": files,
        "booked at the end": len(editions),
        "files": plots,
    }


def _parts(place: Path) -> dict[str, float]:
    """CPU seconds of each part of one dossier, the processes' start left out."""
    script = f"from benchmarks.dossiers import by_part; by_part({str(place)!r})"
    told = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(told.stdout.splitlines()[-1])
    return found


def by_part(place: str) -> None:
    """Printed as JSON."""
    from weipian.cli.desk import Wanted

    desk = Wanted(Path(place)).desk()
    from weipian.office.dossier.gathering import bundles
    from weipian.office.dossier.issuing import chosen_for

    every, chosen = chosen_for(desk, (), None)
    day = date.fromisoformat(DAY)
    timed = _Timed({})
    for some in (chosen[:8], chosen[8 : 8 + LOOKED_AT]):
        timed.spent.clear()
        waiting = iter(bundles(desk, every, some, day))
        while bundle := timed.of("read from the books", lambda: next(waiting, None)):  # noqa: B023 - called at once
            _drawn(timed, desk, bundle, {one.line.plot: one for one in some}, Path(place), day)
    print(json.dumps({name: spent / LOOKED_AT for name, spent in timed.spent.items()}))  # noqa: T201


def _drawn(timed: _Timed, desk: Any, bundle: Any, chosen: dict[str, Any], place: Path, day: date) -> None:
    from weipian.office.dossier.bundling import whole
    from weipian.office.dossier.composing import Stamp, composed, says
    from weipian.office.dossier.writing import write
    from weipian.papers.seal import Issue, drafted
    from weipian.papers.typesetting import built
    from weipian.programme.report.dossier.edition import Edition
    from weipian.programme.report.dossier.issuing import issue
    from weipian.store.queries.dossiers import Issued
    from weipian.store.queries.evidence import OfPlot
    from weipian.store.signing import signer

    key, sign = signer(desk.workspace.key)
    figures = timed.of("maps", lambda: list(bundle.figures()))
    pairs = timed.of("images", lambda: list(bundle.cutter.pairs([one.plot for one in bundle.undrawn])))
    ready: list[tuple[OfPlot, Edition[Issued]]] = []
    for one, figure, pair in zip(bundle.undrawn, figures, pairs, strict=True):
        d = whole(one, figure, pair)
        said = timed.of("composed", lambda: says(d))  # noqa: B023
        paper = timed.of("composed", lambda: composed(d, Stamp(1, "1:0", desk.workspace.id, day)))  # noqa: B023
        made = timed.of("set", lambda: built(paper))  # noqa: B023
        about = Issue(desk.workspace.id, d.number, "1", "1:0", DAY, key)
        draft = timed.of("seal", lambda: drafted(made.pdf, about))  # noqa: B023
        pdf = timed.of("seal", lambda: draft.filled(sign(draft.message())))  # noqa: B023
        line = chosen[d.number]
        plot = OfPlot(line.line.id, d.number, line.line.patch_id, line.about)
        ready.append((plot, Edition(1, pdf, f"{d.number}.pdf", said, made.pages, 0, "1:0", None)))
    timed.of("kept, booked, written", lambda: issue(desk, ready, day))
    for _, edition in ready:
        timed.of("kept, booked, written", lambda: write(place / "out" / edition.name, edition.pdf))  # noqa: B023


@dataclass(frozen=True, slots=True)
class _Timed:
    spent: dict[str, float]

    def of(self, part: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        found = work()
        self.spent[part] = self.spent.get(part, 0.0) + time.process_time() - start
        return found


def as_markdown(found: Took) -> str:
    each = found.cpu / found.plots
    rate, could = found.plots / found.wall, 2 / each
    words = "the aim is reached" if rate >= AIM else "it passes" if rate >= PASS else "it does not pass"
    return "\n".join([
        "| dossiers | pages each | s | a second | CPU s each | two cores could | peak memory | asked again, s |",
        "|---|---|---|---|---|---|---|---|",
        f"| {found.plots} | {found.pages:.1f} | {found.wall:.0f} | {rate:.1f} | {each:.3f} "
        f"| {could:.1f} | {found.peak / 2**20:.0f} MB | {found.again:.0f} |",
        "",
        f"Asked: {PASS} a second on two cores, aim {AIM}: {words}. The machine: {found.said or 'not said'}.",
        "",
        *_table(("part", "CPU ms a dossier"), ((name, f"{spent * 1000:.0f}") for name, spent in found.parts.items())),
        *(_table(("stopped half-way", "dossiers"), ((name, str(n)) for name, n in found.stopped.items()))),
    ])  # fmt: skip


def _table(head: tuple[str, str], rows: Iterable[tuple[str, str]]) -> list[str]:
    every = [f"| {name} | {value} |" for name, value in rows]
    return [f"| {head[0]} | {head[1]} |", "|---|---|", *every, ""] if every else []


if __name__ == "__main__":
    sys.exit(main())
