"""A workspace's files in a backup: all that a row names, as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from weipian.record import evidence
from weipian.record.audit import CARD
from weipian.record.books import Books
from weipian.store.backup.layout import CARD_MEMBER, FILES, FOLDERS, Manifest, is_kept, is_safe
from weipian.store.backup.writing import Writing, chunks_of
from weipian.terms.errors import InputError

KEPT = ("layer_version", "county_image")
"""Tables whose rows name a file without which a restored workspace does not work."""


def named_in(books: Books, tables: Mapping[str, int], folder: Path) -> dict[str, str]:
    """Files that rows name → their SHA-256. Raises InputError where a layer is not there: nothing works without it.

    A piece of evidence that is gone hinders no backup of the rest: it is told.
    """
    found = dict[str, str]()
    for table in KEPT:
        for row in books.rows(table) if table in tables else ():
            if not (folder / str(row["kept"])).is_file():
                raise InputError("backup_file_missing", where=str(row["kept"]), table=table, row=row["id"])
            found[str(row["kept"])] = str(row["kept_sha256"])
    for row in books.rows(evidence.TABLE) if evidence.TABLE in tables else ():
        if row["sha256"] is not None:
            found[evidence.place_of(str(row["sha256"]))] = str(row["sha256"])
    return found


def altered(named: Mapping[str, str], manifest: Manifest) -> tuple[str, ...]:
    """Of the files that rows name, those that are not what the rows say, or not there."""
    there = {member.name: member.sha256 for member in manifest.members}
    return tuple(name for name, sha256 in sorted(named.items()) if there.get(FILES + name) != sha256)


def add_files(writing: Writing, folder: Path) -> None:
    """Card and files. Raises InputError for what could not be restored everywhere, or went away meanwhile."""
    card = (folder / CARD).read_bytes()
    writing.add(CARD_MEMBER, [card], packed=False)
    seen: set[str] = set()
    for name, path in files_in(folder):
        if not is_safe(FILES + name) or name.casefold() in seen:
            raise InputError("backup_name", where=name)
        seen.add(name.casefold())
        try:
            writing.add(FILES + name, chunks_of(path), packed=False, mode=path.stat().st_mode)
        except FileNotFoundError:
            raise InputError("backup_changed_meanwhile", where=name) from None


def files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """The workspace's files, by their path in it."""
    for top in FOLDERS:
        for path in sorted((folder / top).rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_symlink():
                raise InputError("backup_link", where=name)
            if is_kept(name) and path.is_file():
                yield name, path
