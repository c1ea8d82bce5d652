"""出具: an edition's bytes are durable in the vault first, then the edition is booked; it names the one it replaces."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from weipian.store.acting import Desk, acting
from weipian.store.copies import note_copy
from weipian.store.models import DossierIssue, Evidence
from weipian.store.past import require_past
from weipian.store.queries.dossiers import Issued
from weipian.store.queries.evidence import OfPlot
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.evidence import EvidenceKind
from weipian.vault.keeping import coming, seal
from weipian.vault.kinds import PDF
from weipian.vault.places import Places
from weipian.vault.sums import Sums


@dataclass(frozen=True, slots=True)
class Edition:
    """What is to be booked. `says`: digest of what it says; `before`: the edition that it replaces."""

    number: int
    pdf: bytes
    name: str
    says: str
    pages: int
    gaps: int
    head: str
    before: Issued | None


def issue(desk: Desk, plot: OfPlot, made: Edition, day: date) -> int:
    """The edition's own number. Raises InputError."""
    sums = _kept(desk, made)
    with acting(desk, Act.DOSSIER_ISSUED, f"plot:{plot.id}", about=plot.about) as act:
        require_past(act, day, plot.number)
        of_plot = {"plot_id": plot.id, "patch_id": plot.patch_id, "account_id": desk.actor.account}
        file: dict[str, Any] = {
            "sha256": sums.sha256,
            "sm3": sums.sm3,
            "size": sums.size,
            "media_type": PDF.media_type,
            "name": made.name,
            "kind": EvidenceKind.DOSSIER.value,
            "taken_at": None,
            "facts": {},
            "note": f"第 {made.number} 版",
            "replaces_id": made.before.evidence if made.before else None,
            **of_plot,
        }
        old = made.before
        evidence = act.replace(Evidence, [old.evidence] if old else [], [file])[0]
        row: dict[str, Any] = {
            "edition": made.number,
            "evidence_id": evidence,
            "says": made.says,
            "pages": made.pages,
            "gaps": made.gaps,
            "head": made.head,
            "day": day,
            "replaces_id": old.id if old else None,
            **of_plot,
        }
        key = act.replace(DossierIssue, [old.id] if old else [], [row])[0]
        note_copy(act, CopyKind.DOSSIER, made.name, sums.sha256)
    return key


def _kept(desk: Desk, made: Edition) -> Sums:
    places = Places(desk.workspace.folder)
    with TemporaryDirectory(prefix=f"weipian-dossier-{os.getpid()}-") as folder:
        path = Path(folder) / "dossier.pdf"
        path.write_bytes(made.pdf)
        with coming(places, path, len(made.pdf), made.name) as arrived:
            seal(places, arrived)
            return arrived.sums
