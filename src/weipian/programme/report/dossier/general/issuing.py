"""出具综合卷: the bytes are durable in the vault first, then the edition is booked; it names the one it replaces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.programme.report.dossier.general.keeping import about_owner
from weipian.store.acting import Desk, acting
from weipian.store.copies import note_copy
from weipian.store.models import Evidence, GeneralIssue
from weipian.store.past import require_past
from weipian.store.queries.general import IssuedGeneral, Owner
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind
from weipian.terms.evidence import EvidenceKind
from weipian.vault.kinds import PDF
from weipian.vault.made import kept_bytes
from weipian.vault.places import Places


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
    before: IssuedGeneral | None


def issue_general(desk: Desk, owner: Owner, made: Edition, day: date) -> int:
    """The edition's own number. Raises InputError."""
    sums = kept_bytes(Places(desk.workspace.folder), made.pdf, made.name)
    old = made.before
    before = [old.evidence] if old and old.evidence else []
    with acting(desk, Act.GENERAL_ISSUED, "general_issue", about=about_owner(owner)) as act:
        require_past(act, day, owner.label)
        file: dict[str, Any] = {
            "sha256": sums.sha256,
            "sm3": sums.sm3,
            "size": sums.size,
            "media_type": PDF.media_type,
            "name": made.name,
            "kind": EvidenceKind.DOSSIER.value,
            "plot_id": None,
            "patch_id": None,
            "taken_at": None,
            "facts": {},
            "note": f"第 {made.number} 版",
            "replaces_id": before[0] if before else None,
            "account_id": desk.actor.account,
        }
        evidence = act.replace(Evidence, before, [file])[0]
        row = {
            "township": owner.township,
            "unit": owner.unit,
            "day": day,
            "evidence_id": evidence,
            "account_id": desk.actor.account,
            "replaces_id": old.id if old else None,
            "edition": made.number,
            "says": made.says,
            "pages": made.pages,
            "gaps": made.gaps,
            "head": made.head,
        }
        key = act.replace(GeneralIssue, [old.id] if old else [], [row])[0]
        act.subject = f"general_issue:{key}"
        note_copy(act, CopyKind.DOSSIER, made.name, sums.sha256)
    return key
