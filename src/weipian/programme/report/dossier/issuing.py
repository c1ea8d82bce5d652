"""出具: an edition's bytes are durable in the vault first, then the edition is booked; it names the one it replaces."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import note_copies
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


def issue(desk: Desk, editions: Sequence[tuple[OfPlot, Edition]], day: date) -> None:
    """Of several plots, in one act. Raises InputError."""
    if not editions:
        return
    kept = [_kept(desk, made) for _, made in editions]
    for plot, _ in editions:
        require_may(desk.policy, desk.actor, Act.DOSSIER_ISSUED, plot.about)
    one = editions[0][0]
    subject = f"plot:{one.id}" if len(editions) == 1 else "plots"
    with acting(desk, Act.DOSSIER_ISSUED, subject, about=one.about) as act:
        require_past(act, day, one.number)
        former = [made.before for _, made in editions if made.before]
        files = [_file(desk, plot, made, sums) for (plot, made), sums in zip(editions, kept, strict=True)]
        evidence = act.replace(Evidence, [old.evidence for old in former], files)
        rows = [_row(desk, plot, made, day, key) for (plot, made), key in zip(editions, evidence, strict=True)]
        act.replace(DossierIssue, [old.id for old in former], rows)
        note_copies(act, CopyKind.DOSSIER, [(file["name"], file["sha256"]) for file in files])


def _file(desk: Desk, plot: OfPlot, made: Edition, sums: Sums) -> dict[str, Any]:
    return {
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
        **_of_plot(desk, plot),
    }


def _row(desk: Desk, plot: OfPlot, made: Edition, day: date, evidence: int) -> dict[str, Any]:
    return {
        "edition": made.number,
        "evidence_id": evidence,
        "says": made.says,
        "pages": made.pages,
        "gaps": made.gaps,
        "head": made.head,
        "day": day,
        "replaces_id": made.before.id if made.before else None,
        **_of_plot(desk, plot),
    }


def _of_plot(desk: Desk, plot: OfPlot) -> dict[str, Any]:
    return {"plot_id": plot.id, "patch_id": plot.patch_id, "account_id": desk.actor.account}


def _kept(desk: Desk, made: Edition) -> Sums:
    places = Places(desk.workspace.folder)
    with TemporaryDirectory(prefix=f"weipian-dossier-{os.getpid()}-") as folder:
        path = Path(folder) / "dossier.pdf"
        path.write_bytes(made.pdf)
        with coming(places, path, len(made.pdf), made.name) as arrived:
            seal(places, arrived)
            return arrived.sums
