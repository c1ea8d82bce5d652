"""All that a world leaves behind: tables, files, answers; and raw bytes to look for what must be gone."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import shapely

from noninterference.worlds import Military

Rows = dict[str, list[tuple[Any, ...]]]


def tables(database: Path) -> Rows:
    """Every table as it is stored, in order of id."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as books:
        names = [name for (name,) in books.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: books.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall() for name in names}


MACHINE = "notes"
"""The folder in which ready layers note where on the disk their layer was seen: it follows from the copying."""


def files(folder: Path) -> dict[str, str]:
    """Name → hash of every file under a folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.parent.name != MACHINE
    }


def masked(found: Rows) -> Rows:
    """Without what a binding chain can't be alike in: digests of erased columns, and hashes that follow from them."""
    gone = _erased(found["event"])
    out = dict(found)
    out["event"] = [(*row[:5], "", "", _masked(row[7], row[0], gone)) for row in found["event"]]
    out["log_head"] = [(row[0], row[1], row[2], "", row[4], row[5], "") for row in found["log_head"]]
    return out


def _erased(events: list[tuple[Any, ...]]) -> dict[tuple[str, int], dict[str, int]]:
    """Row → column, or *, → the event up to which it was taken away."""
    gone: dict[tuple[str, int], dict[str, int]] = {}
    for event in events:
        for row in json.loads(event[7]) if event[3] == "erased" else ():
            for name in row.get("erased", ()):
                gone.setdefault((row["table"], row["key"]), {})[name] = event[0]
    return gone


def _masked(text: str, seq: int, gone: dict[tuple[str, int], dict[str, int]]) -> str:
    rows = json.loads(text)
    for row in rows:
        until = gone.get((row["table"], row["key"]), {})
        row["columns"] = {
            name: "" if max(until.get(name, 0), until.get("*", 0)) >= seq else digest
            for name, digest in row["columns"].items()
        }
    return json.dumps(rows)


def canaries(patches: Sequence[Military], stored: Sequence[bytes]) -> tuple[set[bytes], set[bytes]]:
    """What must be nowhere: as it is stored (numbers, words, figures, doubles), and in forms that nothing should have:
    doubles the other way round, coordinates as texts."""
    texts = {text.encode() for one in patches for text in (one.number, one.words, one.mu)}
    values = [x for wkb in stored for x in shapely.get_coordinates(shapely.from_wkb(wkb)).ravel().tolist()]
    issued = [
        x for one in patches for each in (one.first, one.then) for x in shapely.get_coordinates(each).ravel().tolist()
    ]
    plain = texts | {struct.pack("<d", x) for x in values}
    other = {struct.pack(form, x) for x in (*values, *issued) for form in ("<d", ">d")}
    return plain, plain | other | {f"{x:.3f}".encode() for x in (*values, *issued)}


def outlines(database: Path, numbers: tuple[str, ...]) -> list[bytes]:
    """The outlines that are stored of some patches: as issued, and of their parts in the plane."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as books:
        marks = ", ".join("?" * len(numbers))
        rows = books.execute(
            f"SELECT wkb FROM patch WHERE number IN ({marks}) UNION ALL SELECT l.wkb FROM plot l JOIN patch p"
            f" ON p.id = l.patch_id WHERE p.number IN ({marks}) AND l.wkb IS NOT NULL",
            numbers * 2,
        )
        return [bytes(wkb) for (wkb,) in rows]


def hits(folders: list[Path], wanted: set[bytes]) -> dict[str, int]:
    """Raw file → how many of the canaries are in it."""
    found = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                whole = path.read_bytes()
                count = sum(one in whole for one in wanted)
                if count:
                    found[str(path)] = count
    return found


def cache() -> Path:
    return Path(os.environ["XDG_CACHE_HOME"])
