"""How long bulk commands take: `python -m benchmarks.bulk [--rows 1000] [--only 交办] [-o FILE.json] [--docs]`.

Each command as a person calls it, in a process of its own from its start to its end: a workbook of 1,000 rows read,
checked and written as one batch, then the batch undone. Every one has a county of its own. CPU is user and system
time of the process and its children; at most 5 s of it and 10 s by the clock are asked for.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.bulk_acts import ACTS, BATCH, FILE, BulkAct, Row, table, told
from benchmarks.bulk_county import numbers
from benchmarks.docs import DOCS, PAGE, between

RESULT = DOCS / "benchmarks-bulk.json"
START, END = "<!-- bulk: start -->", "<!-- bulk: end -->"
CPU_MOST, CLOCK_MOST = 5.0, 10.0
MADE = """
from pathlib import Path
from sys import argv

from benchmarks.bulk_county import made

print(made(Path(argv[1]), int(argv[2]), determined=argv[3] == "True"), end="")
"""
BOOK = "表.xlsx"


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of the processor and by the clock; of the undoing too, where there is one."""

    act: str
    rows: int
    cpu: float
    clock: float
    undo_cpu: float | None
    undo_clock: float | None

    @property
    def good(self) -> bool:
        return max(self.cpu, self.undo_cpu or 0) <= CPU_MOST and max(self.clock, self.undo_clock or 0) <= CLOCK_MOST


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000)
    parser.add_argument("--only", action="append", help="one command by its name; may be given again")
    parser.add_argument("-o", "--output", type=Path, help="the figures as JSON")
    parser.add_argument("--docs", action="store_true", help="write the section of docs/benchmarks.md and its JSON anew")
    said = parser.parse_args()
    found = [_measured(one, said.rows) for one in ACTS if not said.only or one.name in said.only]
    sys.stdout.write(as_markdown(found) + "\n")
    whole = json.dumps([asdict(one) for one in found], indent=1, ensure_ascii=False) + "\n"
    if said.output:
        said.output.write_text(whole, "utf-8")
    if said.docs:
        RESULT.write_text(whole, "utf-8")
        PAGE.write_text(between(PAGE.read_text("utf-8"), START, END, as_markdown(found)), "utf-8")
    return 0 if all(one.good for one in found) else 1


def _measured(act: BulkAct, rows: int) -> Took:
    folder = Path(tempfile.mkdtemp(prefix="weipian-bulk-"))
    try:
        return _in(folder / "county", act, rows)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _in(folder: Path, act: BulkAct, rows: int) -> Took:
    making = [sys.executable, "-c", MADE, str(folder), str(rows), str(act.determined)]
    credential = subprocess.run(making, check=True, capture_output=True, text=True).stdout
    (folder.parent / "key").write_text(credential, "utf-8")
    for words in act.before:
        _run(folder, words, "")
    write(folder / BOOK, table(act, numbers(rows)))
    answer, cpu, clock = _run(folder, [BOOK if word == FILE else word for word in act.words], act.who)
    if not act.undo:
        return Took(act.name, rows, cpu, clock, None, None)
    batch = str(told(answer, act.batch))
    _, undo_cpu, undo_clock = _run(folder, [batch if word == BATCH else word for word in act.undo], "")
    return Took(act.name, rows, cpu, clock, undo_cpu, undo_clock)


def write(path: Path, rows: Sequence[Row]) -> None:
    """A workbook as people fill it."""
    from xlsxwriter import Workbook

    with Workbook(str(path)) as book:
        page = book.add_worksheet()
        for at, row in enumerate([dict(zip(rows[0], rows[0], strict=True)), *rows]):
            page.write_row(at, 0, list(row.values()))


def _run(folder: Path, words: Sequence[str], who: str) -> tuple[dict[str, object], float, float]:
    """The answer; seconds of the processor, and by the clock. Raises RuntimeError where it is not done whole."""
    person = ("--as", who, "--key-file", "../key") if who else ()
    start = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        running = subprocess.Popen(
            [sys.executable, "-m", "weipian", *words, *person, "--json"], cwd=folder, stdout=out, stderr=err
        )
        _, code, used = os.wait4(running.pid, 0)
        clock = time.perf_counter() - start
        running.returncode = os.waitstatus_to_exitcode(code)
        out.seek(0)
        text = out.read().decode()
        if running.returncode:
            err.seek(0)
            raise RuntimeError(f"{' '.join(words)}: {text}{err.read().decode()}")
    answer: dict[str, object] = json.loads(text)
    return answer, round(used.ru_utime + used.ru_stime, 2), round(clock, 2)


def as_markdown(found: Sequence[Took]) -> str:
    """The table, and what is slower than asked for."""
    head = "| table | rows | CPU s | clock s | undo: CPU s | clock s |\n|---|---|---|---|---|---|"
    lines = [
        f"| {one.act} | {one.rows:,} | {one.cpu:.2f} | {one.clock:.2f} | {_of(one.undo_cpu)} | {_of(one.undo_clock)} |"
        for one in found
    ]
    slow = [one.act for one in found if not one.good]
    asked = f"{CPU_MOST:.0f} s CPU, {CLOCK_MOST:.0f} s by the clock"
    said = f"Slower than {asked}: {', '.join(slow)}." if slow else f"All within {asked}."
    return "\n".join([head, *lines, "", said])


def _of(seconds: float | None) -> str:
    return "—" if seconds is None else f"{seconds:.2f}"


if __name__ == "__main__":
    raise SystemExit(main())
