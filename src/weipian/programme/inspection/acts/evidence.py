"""Evidence put in and looked at. The file is durable in the vault first, then its row and event are committed.

What fails between the two leaves a file without a row: it harms nobody, `evidence check` names it, and the same file
put in again takes it up.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from weipian.store import models
from weipian.store.acting import Desk, acting
from weipian.store.actors import About, require_may
from weipian.store.queries.about import departments_of
from weipian.store.queries.evidence import EvidenceHere, OfPlot, evidence_of, plot_of
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import Cancelled, InputError
from weipian.terms.evidence import CustodyKind, EvidenceKind
from weipian.vault.keeping import handed_out
from weipian.vault.kinds import MediaKind
from weipian.vault.looking.eye import Eye
from weipian.vault.places import Places
from weipian.vault.taking import Taken, take

Step = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was taken; `id` of its row, 0 in a rehearsal."""

    id: int
    taken: Taken


@dataclass(frozen=True, slots=True)
class Added:
    """What was taken, and which files were not, each with why."""

    kept: tuple[Kept, ...]
    refused: tuple[InputError, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of files that are put in."""

    plot: OfPlot
    kind: EvidenceKind
    note: str


def about(desk: Desk, plot: str, kind: EvidenceKind, note: str) -> Said:
    """Raises InputError for a plot that is not there for this person, and where they may not add."""
    require_may(desk.policy, desk.actor, Act.EVIDENCE_ADDED)
    found = plot_of(plot, seen(desk))
    require_may(desk.policy, desk.actor, Act.EVIDENCE_ADDED, found.about)
    return Said(found, kind, note)


def add_evidence(
    desk: Desk, files: Sequence[Path], what: Said, step: Step, *, dry_run: bool = False, eye: Eye | None = None
) -> Added:
    """Each file by itself: a bad one is refused, the others go on. `eye`: one that is open already and stays so, for
    who puts in many. Raises InputError where nothing can be written."""
    places, most = Places(desk.workspace.folder), desk.policy.value("evidence.largest").whole << 20
    kept, refused = [], []
    with Eye() if eye is None else nullcontext(eye) as looking:
        for path in files:
            try:
                taken = take(places, looking, path, most, require=partial(_require_fitting, what.kind), dry_run=dry_run)
                kept.append(Kept(0 if dry_run else _register(desk, taken, what), taken))
            except InputError as error:
                if error.code in FATAL:
                    raise
                refused.append(error)
            except KeyboardInterrupt:
                raise Cancelled("evidence_cancelled", kept=len(kept), left=len(files) - len(kept)) from None
            step()
    return Added(tuple(kept), tuple(refused))


def _require_fitting(said: EvidenceKind, kind: MediaKind) -> None:
    """Raises InputError where what is said to be a photo is none."""
    if said.is_photo and not kind.media_type.startswith("image/"):
        raise InputError("evidence_no_photo", kind=said.label)


FATAL = frozenset(
    ("vault_full", "vault_not_writable", "database_full", "database_not_writable", "database_gone", "database_in_doubt",
     "signing_key_missing")
)  # fmt: skip
"""After these the next file would fare no better."""


def _register(desk: Desk, taken: Taken, what: Said) -> int:
    with acting(desk, Act.EVIDENCE_ADDED, "evidence", about=what.plot.about) as act:
        key = act.add(
            models.Evidence,
            sha256=taken.sums.sha256,
            sm3=taken.sums.sm3,
            size=taken.sums.size,
            media_type=taken.kind.media_type,
            name=taken.name,
            kind=what.kind.value,
            plot_id=what.plot.id,
            patch_id=what.plot.patch_id,
            taken_at=taken.facts.get("taken"),
            facts=taken.facts,
            note=what.note or None,
            account_id=desk.actor.account,
        )
        act.subject = f"evidence:{key}"
    return key


def view_original(desk: Desk, key: int, target: Path, why: str = "") -> EvidenceHere:
    """A copy of the original, checked; it gets its name only when the log holds that it was looked at.

    Raises InputError, OSError for the target.
    """
    require_may(desk.policy, desk.actor, Act.EVIDENCE_VIEWED)
    found = evidence_of(key, seen(desk))
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        handed_out(Places(desk.workspace.folder), found.sha256, partial)
        with acting(desk, Act.EVIDENCE_VIEWED, f"evidence:{key}", about=_about(found)) as act:
            row = {"what": CustodyKind.VIEWED.value, "account_id": desk.actor.account, "why": why or None}
            act.add(models.Custody, evidence_id=key, **row)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return found


def _about(found: EvidenceHere) -> About:
    units = departments_of([found.patch]).get(found.patch, frozenset())
    return About(found.township, None, units | frozenset({found.unit} if found.unit else ()))


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be said of a piece of evidence from now on; None leaves what was said."""

    plot: str | None = None
    kind: EvidenceKind | None = None
    note: str | None = None


FILE = ("sha256", "sm3", "size", "media_type", "name", "taken_at", "facts")
"""What a correction leaves as it was."""


def correct(desk: Desk, key: int, correction: Correction) -> int:
    """A new row in the place of one that said something wrong; the bytes stay. Gives its id. Raises InputError."""
    require_may(desk.policy, desk.actor, Act.EVIDENCE_ADDED)
    here = evidence_of(key, seen(desk))
    if not here.current:
        raise InputError("evidence_corrected", where=str(key))
    what = about(desk, correction.plot or here.plot, correction.kind or here.kind, "")
    note = here.note if correction.note is None else correction.note
    new = {"kind": what.kind.value, "plot_id": what.plot.id, "patch_id": what.plot.patch_id, "note": note or None}
    file = models.Evidence.objects.values(*FILE).get(id=key)
    with acting(desk, Act.EVIDENCE_ADDED, "evidence", about=what.plot.about) as act:
        row = {**file, **new, "account_id": desk.actor.account, "replaces_id": key}
        made = act.replace(models.Evidence, [key], [row])[0]
        act.subject = f"evidence:{made}"
    return made
