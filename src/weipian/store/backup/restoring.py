"""A backup put into a new folder: checked first, then written aside, audited, and only then in its place."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from weipian.policy import load
from weipian.record.audit import CARD, DATABASE
from weipian.record.findings import Report
from weipian.store.address import keep_address
from weipian.store.backup.checking import audited, of_its_form, require_known_form
from weipian.store.backup.continuing import Wish, continued
from weipian.store.backup.filling import fill_file, fill_server
from weipian.store.backup.layout import CARD_MEMBER, FILES, FOLDERS, Manifest, file_of
from weipian.store.backup.opening import Opened, opened
from weipian.store.backup.writing import BINARY, CHUNK, Step, settle
from weipian.store.workspace import Workspace, card_text, schema_of
from weipian.terms.errors import InputError

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class Restored:
    """The workspace; `lost`: events that a known head has and the backup has not; `nobody`: who restored it has no
    account in it."""

    folder: Path
    manifest: Manifest
    report: Report
    event: int
    lost: int
    nobody: bool


def restore(path: Path, folder: Path, wish: Wish, step: Step) -> Restored:
    """A workspace from a backup. Raises InputError; then nothing was made."""
    require_empty(folder)
    with opened(path, step) as backup:
        lost = require_possible(path, backup.manifest, wish)
        partial = folder.with_name(f".{folder.name}.{os.getpid()}.partial")
        try:
            _files(backup, partial, step)
            with _books(partial, backup, wish, step) as (workspace, report):
                event, nobody = continued(workspace, backup, wish, report)
                release()
                _into_place(partial, folder)
        except OSError as error:
            reason = error.strerror or str(error)
            raise InputError("restore_not_written", where=str(folder), reason=reason) from error
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        return Restored(folder.resolve(), backup.manifest, report, event, lost, nobody)


def require_empty(folder: Path) -> None:
    """Raises InputError where something stands there: a workspace is never restored over another."""
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise InputError("folder_not_empty", where=str(folder))
    if not folder.resolve().parent.is_dir():
        raise InputError("backup_no_folder", where=str(folder.resolve().parent))


def require_possible(path: Path, manifest: Manifest, wish: Wish) -> int:
    """Raises InputError for what can't be restored here; gives how many events a known head has beyond it."""
    require_known_form(path, manifest)
    load(manifest.policy)
    if len(wish.reason) > LONGEST_REASON or not wish.reason.isprintable():
        raise InputError("restore_reason", where="--reason", most=LONGEST_REASON)
    head, known = manifest.head, wish.known
    if known is None:
        return 0
    if not known.genuine() or (known.workspace, known.key) != (head.workspace, head.key):
        raise InputError("restore_other_head", where="--head")
    if known.seq == head.seq and known.hash != head.hash:
        raise InputError("restore_forked", where="--head", seq=head.seq)
    return max(known.seq - head.seq, 0)


def _files(backup: Opened, partial: Path, step: Step) -> None:
    """Every file of the backup, hashed once more as it is written."""
    partial.mkdir(mode=0o700)
    for top in FOLDERS:
        (partial / top).mkdir(mode=0o700 if top == "secret" else 0o777)
    for member in backup.manifest.members:
        if (name := file_of(member.name)) and member.name != CARD_MEMBER:
            target = partial / name
            target.parent.mkdir(parents=True, exist_ok=True)
            _write(backup, member.name, member.sha256, target, step)
    for top in ("images", "vault"):
        if not any((partial / top).iterdir()):
            (partial / top).rmdir()


def _write(backup: Opened, name: str, sha256: str, target: Path, step: Step) -> None:
    found = hashlib.sha256()
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | BINARY, 0o600)
    with os.fdopen(handle, "wb") as out, backup.open(name) as source:
        while chunk := source.read(CHUNK):
            out.write(chunk)
            found.update(chunk)
            step(len(chunk))
        out.flush()
        os.fsync(out.fileno())
    if found.hexdigest() != sha256:
        raise InputError("backup_damaged", where=str(backup.path), name=name)
    target.chmod(backup.mode_of(name) & (0o700 if name.startswith(FILES + "secret/") else 0o755))


@contextmanager
def _books(partial: Path, backup: Opened, wish: Wish, step: Step) -> Iterator[tuple[Workspace, Report]]:
    """The books filled and audited, in the folder or on the server; what fails there leaves no schema."""
    from weipian.store.start import start

    schema = schema_of(backup.manifest.workspace) if wish.url else ""
    manifest = backup.manifest
    (partial / CARD).write_text(_card(backup, schema), encoding="utf-8")
    if not schema:
        fill_file(partial / DATABASE, backup, step)
        report = audited(partial / DATABASE, backup, partial)
        yield start(partial, any_form=True), report
        return
    keep_address(partial, wish.url)
    workspace = start(partial, any_form=True)
    from weipian.store.backup.server import audited_on_server, make_room
    from weipian.store.postgresql.laying import laid

    make_room(schema)
    with laid(schema, manifest.form):
        fill_server(backup, step)
        yield workspace, of_its_form(audited_on_server(manifest.head, partial), manifest.form)


def _card(backup: Opened, schema: str) -> str:
    """The card as it was, but for where the books are. Raises InputError where it is not the manifest's."""
    manifest = backup.manifest
    with backup.open(CARD_MEMBER) as source:
        lines = source.read().decode(errors="replace").splitlines()
    asked = card_text(manifest.workspace, manifest.policy, manifest.form, schema).splitlines()
    if not set(asked[:3]) <= set(lines):
        raise InputError("backup_damaged", where=str(backup.path), name=CARD_MEMBER)
    own = [line for line in lines if line not in asked and not line.startswith(("database", "schema"))]
    return "\n".join([*asked, *own]) + "\n"


def release() -> None:
    """Nobody has the books open any more, so that their folder can be moved or removed."""
    from django.db import connection

    connection.close()


def _into_place(partial: Path, folder: Path) -> None:
    if folder.exists():
        folder.rmdir()
    partial.rename(folder)
    settle(folder.parent)
