"""How fast a long log is audited: `python -m benchmarks.audit [--events 1000000] -o FOLDER`.

Makes a workspace whose log has so many single acts, written straight into its tables as `acting()` would write them,
and keeps it in FOLDER for the next time. Of every four acts two enter a person or firm (a row of 7 columns), one puts a
new row in the place of an older one (8 columns), one adds a note (1 column). Then `audit verify --chain` and the whole
`audit verify` run as processes of their own, the file in the system's memory.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sqlite3
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.processes import Cost, run
from weipian.record.canon import image, text_of
from weipian.record.chain import Event
from weipian.store.making import make
from weipian.store.signing import signed
from weipian.store.workspace import Workspace
from weipian.store.writing import put_beside

POLICY, USER, MIB = "demo-2023", "clerk", 2**20
CHAIN_MOST, WHOLE_MOST = 4.0, 15.0
"""Seconds a million events."""
EVERY = timedelta(seconds=20.017)
"""Between two acts."""
Row = dict[str, Any]
Writing = tuple[int, Row]
"""A row's key, and the columns that are written of it."""


def main() -> int:
    said = _options().parse_args()
    folder = _made(said.output.absolute(), said.events)
    size = (folder / "weipian.sqlite3").stat().st_size / MIB
    print(f"{said.events:,} events, {size:,.0f} MiB")  # noqa: T201
    found = {}
    for name, words in (("chain", ["--chain"]), ("whole", [])):
        costs = [_audit(folder, words) for _ in range(said.runs + 1)][1:]
        found[name] = min(costs, key=lambda cost: cost.wall)
        walls = ", ".join(f"{cost.wall:.1f}" for cost in costs)
        best = found[name]
        print(f"{name}: {walls} s; best: CPU {best.cpu:.1f} s, peak {best.peak / MIB:,.0f} MiB")  # noqa: T201
    share = said.events / 1_000_000
    good = found["chain"].wall <= CHAIN_MOST * share and found["whole"].wall <= WHOLE_MOST * share
    print("达到" if good else "未达到")  # noqa: T201
    return 0 if good else 1


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.audit", description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3, help="of each; one more goes before")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="keeps the made log")
    return parser


def _audit(folder: Path, words: list[str]) -> Cost:
    return run([sys.executable, "-m", "weipian", "audit", "verify", *words, "--workspace", folder], folder.parent)


def _made(place: Path, events: int) -> Path:
    """The workspace with its log, whole or not there."""
    folder = place / f"audit-{events}"
    if folder.exists():
        return folder
    partial = place / f"audit-{events}.{os.getpid()}.partial"
    try:
        made = make(partial, POLICY, USER)
        with closing(sqlite3.connect(made.workspace.database)) as database:
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            database.isolation_level = None
            database.execute("BEGIN")
            _write(database, made.workspace, events)
            database.execute("COMMIT")
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def _write(database: sqlite3.Connection, workspace: Workspace, events: int) -> None:
    chance = random.Random(1)  # noqa: S311 - the same log each time
    ((at, last),) = database.execute("SELECT at, hash FROM event").fetchall()
    begun = datetime.fromisoformat(at)
    state: dict[int, Row] = {}
    for seq in range(2, events + 1):
        at = (begun + seq * EVERY).isoformat(timespec="milliseconds")
        act, rows = _act(chance, seq, state)
        last = _log(database, seq, at, act, f"party:{rows[-1][0]}", last, rows, chance)
    _store(database, state)
    head = signed(workspace.key, workspace.id, events, last, at)
    fields = (head.seq, head.hash, head.at, head.signature)
    database.execute("UPDATE log_head SET seq = ?, hash = ?, at = ?, signature = ? WHERE id = 1", fields)
    put_beside(head, workspace.folder)


def _act(chance: random.Random, seq: int, state: dict[int, Row]) -> tuple[str, list[Writing]]:
    kind = seq % 4 if len(state) > 10 else 0
    if kind == 3:
        key = chance.randrange(1, len(state) + 1)
        state[key]["note"] = f"电话核实{seq}"
        return "record_kept", [(key, {"note": state[key]["note"]})]
    rows: list[Writing] = []
    if kind == 2:
        old = len(state) - chance.randrange(8)
        if state[old]["current"]:
            state[old]["current"] = 0
            rows.append((old, {"current": 0}))
    new = len(state) + 1
    state[new] = {
        "id": new, "event": seq, "current": 1, "name": f"星原镇第{seq % 97}村民小组{seq}", "kind": "农户",
        "number": f"45032900{seq:010}", "note": "",
    }  # fmt: skip
    return "record_kept", [*rows, (new, dict(state[new]))]


def _log(
    database: sqlite3.Connection, seq: int, at: str, act: str, subject: str, prev: str, rows: list[Writing],
    chance: random.Random,
) -> str:  # fmt: skip
    images, sealed = [], []
    for key, values in rows:
        salt = chance.randbytes(16)
        images.append({"table": "party", "key": key, "columns": image(salt, values)})
        sealed.append({"salt": b64encode(salt).decode(), "values": values})
    event = Event(seq, at, "张经办(clerk)", act, subject, prev, text_of(images))
    found = event.hash()
    database.execute(
        "INSERT INTO event (seq, at, actor, act, subject, prev, hash, rows) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (seq, at, event.actor, act, subject, prev, found, event.rows),
    )
    database.execute("INSERT INTO event_payload (seq, body) VALUES (?, ?)", (seq, text_of({"rows": sealed})))
    return found


def _store(database: sqlite3.Connection, state: dict[int, Row]) -> None:
    def rows() -> Iterator[Row]:
        yield from state.values()

    database.executemany(
        "INSERT INTO party (id, event, current, name, kind, number, note)"
        " VALUES (:id, :event, :current, :name, :kind, :number, :note)",
        rows(),
    )


if __name__ == "__main__":
    sys.exit(main())
