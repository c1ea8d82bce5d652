"""出具综合卷: the bytes are durable in the vault first, then the edition is booked; it names the one it replaces."""

from __future__ import annotations

from datetime import date

from weipian.programme.report.dossier.edition import Edition, edition_row, file_row, keep
from weipian.programme.report.dossier.general.keeping import about_owner
from weipian.store.acting import Desk, acting
from weipian.store.copies import note_copy
from weipian.store.models import Evidence, GeneralIssue
from weipian.store.past import require_past
from weipian.store.queries.general import IssuedGeneral, Owner
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind


def issue_general(desk: Desk, owner: Owner, made: Edition[IssuedGeneral], day: date) -> int:
    """The edition's own number. Raises InputError."""
    sums, old = keep(desk, made), made.before
    with acting(desk, Act.GENERAL_ISSUED, "general_issue", about=about_owner(owner)) as act:
        require_past(act, day, owner.label)
        former = [old.evidence] if old and old.evidence else []
        evidence = act.replace(Evidence, former, [file_row(desk, made, sums)])[0]
        row = {**edition_row(desk, made, day, evidence), "township": owner.township, "unit": owner.unit}
        key = act.replace(GeneralIssue, [old.id] if old else [], [row])[0]
        act.subject = f"general_issue:{key}"
        note_copy(act, CopyKind.DOSSIER, made.name, sums.sha256)
    return key
