"""Taking a file in: copied, looked at, refused or sealed, with its viewing copies; nothing here knows whose it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from weipian.terms.errors import InputError
from weipian.vault.keeping import coming, seal
from weipian.vault.kinds import ACTIVE, MediaKind
from weipian.vault.looking.eye import Eye
from weipian.vault.looking.looked import Looked, Note
from weipian.vault.names import shown_name, suffix_of
from weipian.vault.places import Places
from weipian.vault.sums import Sums
from weipian.vault.viewing import drafts, put_views


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it is (or would be) kept. `fresh`: its bytes were not there before."""

    name: str
    kind: MediaKind
    sums: Sums
    facts: Mapping[str, object]
    notes: tuple[Note, ...]
    fresh: bool


def welcome(_kind: MediaKind) -> None:
    """Every kind that the vault takes at all."""


Require = Callable[[MediaKind], None]


def take(
    places: Places, eye: Eye, source: Path, most: int, *, require: Require = welcome, dry_run: bool = False
) -> Taken:
    """The file durably in the vault, unless this is a rehearsal. `require` raises where a file of its kind is not
    wanted. Raises InputError that names it."""
    name = shown_name(source.name)
    try:
        return _taken(places, eye, source, most, require, dry_run)
    except InputError as error:
        where = error.where if error.where not in ("", name) else ""
        raise InputError(error.code, where=f"{name}（{where}）" if where else name, **error.params) from None


def _taken(places: Places, eye: Eye, source: Path, most: int, require: Require, dry_run: bool) -> Taken:
    name = shown_name(source.name)
    if (suffix := suffix_of(source.name)) in ACTIVE:
        raise InputError("evidence_active_name", suffix=suffix)
    with ExitStack() as open_:
        arrived = open_.enter_context(coming(places, source, most, name))
        made = open_.enter_context(drafts(places))
        looked = eye.look(arrived.path, suffix, made)
        require(looked.kind)
        notes = (*looked.notes, *_of_name(source.name, looked))
        if dry_run:
            fresh = not places.original(arrived.sums.sha256).exists()
        else:
            fresh = seal(places, arrived)
            put_views(places, arrived.sums.sha256, made)
    return Taken(name, looked.kind, arrived.sums, looked.facts, notes, fresh)


def _of_name(name: str, looked: Looked) -> tuple[Note, ...]:
    """Where the name says something else than the content."""
    notes, suffix = [], suffix_of(name)
    if suffix not in looked.kind.suffixes:
        notes.append(Note("said_evidence_other_suffix", {"suffix": suffix or "（无）", "kind": looked.kind.label}))
    if shown_name(name) != name:
        notes.append(Note("said_evidence_name"))
    return tuple(notes)
