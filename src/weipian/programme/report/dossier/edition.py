"""An edition of a dossier or of a general volume: its bytes durable in the vault first, then its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from weipian.store.acting import Desk
from weipian.terms.evidence import EvidenceKind
from weipian.vault.kinds import PDF
from weipian.vault.made import kept_bytes
from weipian.vault.places import Places
from weipian.vault.sums import Sums


class Former(Protocol):
    """An edition as it is booked; `evidence` None: its bytes were erased."""

    @property
    def id(self) -> int: ...
    @property
    def evidence(self) -> int | None: ...


Before = TypeVar("Before", bound=Former)


@dataclass(frozen=True, slots=True)
class Edition(Generic[Before]):
    """What is to be booked. `says`: digest of what it says; `before`: the edition that it replaces."""

    number: int
    pdf: bytes
    name: str
    says: str
    pages: int
    gaps: int
    head: str
    before: Before | None


def keep(desk: Desk, made: Edition[Any]) -> Sums:
    """Durable in the vault. Raises InputError."""
    return kept_bytes(Places(desk.workspace.folder), made.pdf, made.name)


def file_row(desk: Desk, made: Edition[Any], sums: Sums) -> dict[str, Any]:
    """As evidence of no plot."""
    return {
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
        "replaces_id": made.before.evidence if made.before else None,
        "account_id": desk.actor.account,
    }


def edition_row(desk: Desk, made: Edition[Any], day: date, evidence: int) -> dict[str, Any]:
    return {
        "edition": made.number,
        "evidence_id": evidence,
        "says": made.says,
        "pages": made.pages,
        "gaps": made.gaps,
        "head": made.head,
        "day": day,
        "replaces_id": made.before.id if made.before else None,
        "account_id": desk.actor.account,
    }
