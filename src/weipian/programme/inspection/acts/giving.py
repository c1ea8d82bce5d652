"""Originals handed out, with the sheet that names each: who got what is in the log before it has its name."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from weipian.programme.inspection.sheet import LIST, SHEET, list_text, sheet_text, stored
from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import note_copy
from weipian.store.queries.evidence import EvidenceHere, listed, plot_of
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.errors import InputError
from weipian.terms.evidence import CustodyKind
from weipian.vault.keeping import handed_out
from weipian.vault.places import Places
from weipian.work.placing import is_full

Step = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Given:
    """What was handed out, and the SHA-256 of its sheet."""

    found: tuple[EvidenceHere, ...]
    sheet_sha256: str


def chosen(desk: Desk, plots: Sequence[str]) -> list[EvidenceHere]:
    """All evidence of some plots, each once. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.EVIDENCE_GIVEN)
    own = seen(desk)
    every = {one.id: one for number in plots for one in listed(own, plot_of(number, own))}
    if not every:
        raise InputError("evidence_none", where="、".join(plots))
    return [every[key] for key in sorted(every)]


def give_out(desk: Desk, found: Sequence[EvidenceHere], folder: Path, why: str, step: Step) -> Given:
    """A new folder with every original, checked while it is copied. Raises InputError; then there is no folder."""
    _require_new(folder)
    partial = folder.with_name(f".{folder.name}.{os.getpid()}.partial")
    try:
        partial.mkdir()
        sheet = _write(desk, found, partial, step)
        with acting(desk, Act.EVIDENCE_GIVEN, _subject(found)) as act:
            said = {"what": CustodyKind.GIVEN.value, "account_id": desk.actor.account, "why": why or None}
            act.add_many(models.Custody, [{"evidence_id": one.id, "sheet": sheet, **said} for one in found])
            note_copy(act, CopyKind.EVIDENCE, folder.name, sheet)
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    except OSError as error:
        code = "output_disk_full" if is_full(error) else "output_locked"
        raise InputError(code, where=str(folder)) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return Given(tuple(found), sheet)


def _require_new(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError("folder_not_empty", where=str(folder))
    if not folder.absolute().parent.is_dir():
        raise InputError("output_no_folder", where=str(folder), folder=str(folder.parent))


def _write(desk: Desk, found: Sequence[EvidenceHere], folder: Path, step: Step) -> str:
    places = Places(desk.workspace.folder)
    for one in found:
        handed_out(places, one.sha256, folder / stored(one).plain_name)
        step()
    sheet = sheet_text(found).encode()
    (folder / SHEET).write_bytes(sheet)
    sheet_sha256 = hashlib.sha256(sheet).hexdigest()
    (folder / LIST).write_text(f"{list_text(found)}{sheet_sha256}  {SHEET}\n", encoding="utf-8", newline="\n")
    return sheet_sha256


def _subject(found: Sequence[EvidenceHere]) -> str:
    return f"evidence:{found[0].id}" if len(found) == 1 else "evidence"
