"""A year that was lived: its workspace asked by commands, and its tables put together from its exported log alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import as_command

LIVING = Path(__file__).with_name("living.py")
Tables = dict[str, dict[int, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Log:
    """The events as they were written, and what the tables say after them."""

    events: list[dict[str, Any]]
    tables: Tables

    def current(self, table: str) -> list[dict[str, Any]]:
        return [row for row in self.tables[table].values() if row["current"]]


def replayed(path: Path) -> Log:
    events = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    events = [event for event in events if "rows" in event]
    tables: Tables = defaultdict(lambda: defaultdict(dict))
    for event in events:
        for row, sealed in zip(event["rows"], event["payload"]["rows"], strict=True):
            tables[row["table"]][row["key"]].update(sealed["values"])
    return Log(events, tables)


@dataclass(frozen=True, slots=True)
class Year:
    """`closes`: of every close kind, key, version and figures, as they were shown on its day."""

    folder: Path
    closes: list[Any]
    log: Log


def run(*words: str | Path) -> str:
    """Another program in Python; what it said."""
    done = subprocess.run(
        [sys.executable, *map(str, words)], capture_output=True, text=True, encoding="utf-8", check=False, timeout=1200
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def commanded(folder: Path, *words: str | Path) -> as_command.Done:
    """A command in that workspace that went well."""
    done = as_command.run(*words, cwd=folder)
    assert done.code == 0, done.err
    return done


def asked(year: Year, *words: str) -> Any:
    return commanded(year.folder, *words, "--json").json
