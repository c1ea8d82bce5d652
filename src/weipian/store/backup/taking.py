"""Making a backup: logged first, then one moment of the books, then the files that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from weipian import __version__
from weipian.record.books import Books
from weipian.record.head import Head
from weipian.store.acting import Desk, acting
from weipian.store.backup.files import add_files, altered, files_in, named_in
from weipian.store.backup.layout import (
    FOLDERS,
    README,
    ROWS,
    Manifest,
)
from weipian.store.backup.newest import Newest, keep_newest
from weipian.store.backup.readme import TEXT
from weipian.store.backup.rows import lines_of
from weipian.store.backup.snapshot import snapshot
from weipian.store.backup.writing import Step, Writing, gathered, partial_of, require_new, written
from weipian.store.copies import note_copy
from weipian.store.signing import key_at
from weipian.store.workspace import Workspace
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError

UNTAKEN = frozenset({"django_migrations"})
"""Says when a database was laid, which is the next one's own affair."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup as it was made. `sha256`: of the whole file; `left_out`: tables that are none of ours; `altered`: files
    that are not what the rows which name them say."""

    path: Path
    sha256: str
    bytes: int
    manifest: Manifest
    left_out: tuple[str, ...]
    altered: tuple[str, ...]


def take(desk: Desk, target: Path, step: Step) -> Taken:
    """A backup of the workspace in a new file. Raises InputError; then there is no file."""
    target = place_for(desk.workspace, target)
    require_new(target)
    with acting(desk, Act.BACKED_UP, "backup") as act:
        event = act.seq
        note_copy(act, CopyKind.BACKUP, target.name, None)  # its hash can't stand in itself
    return taken(desk.workspace, target, event, step)


def taken(workspace: Workspace, target: Path, event: int | None, step: Step) -> Taken:
    """As `take`, without an event of its own making."""
    key, public = key_at(workspace.key)
    sealed: list[str] = []
    with written(target, step, sealed) as writing, snapshot(workspace, partial_of(target, "books-")) as books:
        writing.add(README, [TEXT.encode()], packed=True)
        tables, left_out = _add_tables(writing, books)
        named = named_in(books, tables, workspace.folder)
        add_files(writing, workspace.folder)
        manifest = _manifest(workspace, public, books, event, tables, writing)
        writing.close(manifest, key.sign)
    made = Taken(target, sealed[0], target.stat().st_size, manifest, left_out, altered(named, manifest))
    keep_newest(workspace.folder, Newest(str(target.resolve()), made.sha256, made.bytes, manifest.made_at))
    return made


def place_for(workspace: Workspace, target: Path) -> Path:
    """A folder stands for a file in it, named after workspace and time. Raises InputError for one in the workspace."""
    if target.is_dir():
        target /= f"{workspace.folder.name}-{datetime.now(UTC).astimezone():%Y%m%d-%H%M%S}.weipian.zip"
    place = target.resolve()
    if not place.parent.is_dir():
        raise InputError("backup_no_folder", where=str(place.parent))
    if any(place.is_relative_to(workspace.folder / folder) for folder in FOLDERS):
        raise InputError("backup_in_itself", where=str(target))
    return target


def size_of(workspace: Workspace) -> int:
    """Bytes that there are to do, more or less: for progress."""
    files = sum(path.stat().st_size for _, path in files_in(workspace.folder))
    return files + (0 if workspace.schema else workspace.database.stat().st_size)


def _add_tables(writing: Writing, books: Books) -> tuple[dict[str, int], tuple[str, ...]]:
    """Every table of ours → its rows; and the names of those that are not."""
    from django.apps import apps

    ours = {model._meta.db_table for model in apps.get_models()}
    tables, left_out = dict[str, int](), list[str]()
    for table in books.tables():
        if table not in ours:
            left_out += [table] if table not in UNTAKEN else []
            continue
        count = _Counted(books.rows(table))
        try:
            writing.add(f"{ROWS}{table}.jsonl", gathered(lines_of(count)), packed=True)
        except TypeError as error:
            raise InputError("backup_not_read", where=table, reason=str(error)) from error
        tables[table] = count.rows
    return tables, tuple(left_out)


class _Counted:
    """Rows, counted as they go by."""

    def __init__(self, rows: Iterator[Mapping[str, object]]) -> None:
        self.found, self.rows = rows, 0

    def __iter__(self) -> Iterator[Mapping[str, object]]:
        for row in self.found:
            self.rows += 1
            yield row


def _manifest(
    workspace: Workspace, key: str, books: Books, event: int | None, tables: Mapping[str, int], writing: Writing
) -> Manifest:
    return Manifest(
        key=key,
        workspace=workspace.id,
        policy=workspace.policy,
        form=workspace.form,
        database="postgresql" if workspace.schema else "sqlite",
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        weipian=__version__,
        head=books.head() or Head(workspace.id, 0, "", "", key),
        event=event,
        tables=dict(tables),
        members=tuple(writing.members),
    )
