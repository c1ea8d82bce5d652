"""The restore drill: a backup restored into a folder that goes away, compared row by row, file by file, worked in."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from weipian.policy import load
from weipian.record.audit import DATABASE, audit_workspace, head_beside
from weipian.store.actors import setting_up
from weipian.store.backup.checking import scratch
from weipian.store.backup.continuing import Wish
from weipian.store.backup.filling import counted, rows_of
from weipian.store.backup.layout import CARD_MEMBER, FOLDERS, Manifest, file_of
from weipian.store.backup.opening import Opened, opened
from weipian.store.backup.restoring import release, restore
from weipian.store.backup.rows import Cell
from weipian.store.backup.writing import Step, chunks_of
from weipian.terms.acting import Act

MOST = 100
"""So many differences are named."""
CONTINUED = ("event", "event_payload", "log_head")
"""Tables that the restore itself adds to."""


@dataclass(slots=True)
class Drill:
    """What a drill found. `seconds`: how long each step took; `since`: events in the live workspace since then."""

    path: Path
    sha256: str
    manifest: Manifest
    at: str
    rows: int = 0
    files: int = 0
    bytes: int = 0
    differences: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    since: int | None = None

    @property
    def age(self) -> float:
        """Seconds from the backup to the drill."""
        return (datetime.fromisoformat(self.at) - datetime.fromisoformat(self.manifest.made_at)).total_seconds()

    @property
    def passed(self) -> bool:
        return not self.differences and not self.findings


def drill(path: Path, os_user: str, live: Path, step: Step) -> Drill:
    """Restore, compare, act, audit; nothing of it stays. Raises InputError for a backup that can't be restored."""
    with scratch() as folder, opened(path, step) as backup:
        found = Drill(path, backup.sha256, backup.manifest, datetime.now(UTC).isoformat(timespec="seconds"))
        place = folder / "workspace"
        with _timed(found, "restore"):
            restore(path, place, Wish(os_user, reason="还原演练", with_findings=True), step)
        with _timed(found, "compare"):
            found.differences += [*_rows(found, backup, place / DATABASE, step)][:MOST]
            found.differences += [*_files(found, backup, place, step)][:MOST]
        with _timed(found, "act_and_audit"):
            found.findings += [*_worked_in(place, os_user)][:MOST]
    head = head_beside(live)
    if head is not None and head.workspace == found.manifest.workspace:
        found.since = head.seq - found.manifest.head.seq
    return found


@contextmanager
def _timed(found: Drill, step: str) -> Iterator[None]:
    begun = time.monotonic()
    yield
    found.seconds[step] = round(time.monotonic() - begun, 2)


def _rows(found: Drill, backup: Opened, database: Path, step: Step) -> Iterator[str]:
    """Every row of the backup, looked up by its key in the restored database; and whether there are others."""
    with closing(sqlite3.connect(f"file:{database.as_posix()}?mode=ro", uri=True)) as books:
        for table, count in found.manifest.tables.items():
            names, rows = rows_of(backup, table)
            if table != "log_head" and names:
                found.rows += count
                yield from _table(books, table, names, counted(rows, step))
            more = 1 if table in CONTINUED[:2] else 0
            there = books.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - names of our tables
            if there != count + more:
                yield f"表 {table}：备份 {count} 条，还原后 {there - more} 条"


def _table(books: sqlite3.Connection, table: str, names: Sequence[str], rows: Iterator[list[Cell]]) -> Iterator[str]:
    key = "seq" if "seq" in names else "id"
    place = names.index(key)
    columns = ", ".join(f'"{name}"' for name in names)
    asked = f'SELECT {columns} FROM "{table}" WHERE "{key}" = ?'  # noqa: S608 - names of our tables
    for row in rows:
        if books.execute(asked, [row[place]]).fetchone() != tuple(row):
            yield f"表 {table} 第 {row[place]!r} 号记录不同"


def _files(found: Drill, backup: Opened, place: Path, step: Step) -> Iterator[str]:
    """Every file of the backup by its bytes; and whether there are others."""
    wanted = {file_of(one.name): one for one in backup.manifest.members if file_of(one.name)}
    del wanted[file_of(CARD_MEMBER)]
    for name, member in wanted.items():
        found.files += 1
        found.bytes += member.bytes
        sha256 = hashlib.sha256()
        for chunk in chunks_of(place / name):
            sha256.update(chunk)
            step(len(chunk))
        if sha256.hexdigest() != member.sha256:
            yield f"文件 {name} 不同"
    there = {
        path.relative_to(place).as_posix() for top in FOLDERS for path in (place / top).rglob("*") if path.is_file()
    }
    yield from (f"多出文件 {name}" for name in sorted(there - set(wanted)))


def _worked_in(place: Path, os_user: str) -> Iterator[str]:
    """An act is done in the restored workspace (brought to today's form first), and all of it audited."""
    from weipian.store.acting import Desk, acting
    from weipian.store.start import start
    from weipian.store.upgrading import bring_up

    workspace = start(place, any_form=True)
    bring_up(workspace)
    desk = Desk(workspace, load(workspace.policy), setting_up(os_user, "还原演练"))
    with acting(desk, Act.BACKED_UP, "drill"):
        pass
    release()
    yield from (str(finding) for finding in audit_workspace(place).findings)
