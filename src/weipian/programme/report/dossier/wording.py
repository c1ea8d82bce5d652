"""情况说明 in somebody's own words: beside the proposed text, logged; taken back, the proposed text holds again."""

from __future__ import annotations

import hashlib
from datetime import date

from weipian.store.acting import Desk, acting
from weipian.store.models import DossierAccount
from weipian.store.past import require_past
from weipian.store.queries.dossiers import worded
from weipian.store.queries.evidence import plot_of
from weipian.store.seeing import seen
from weipian.terms.acting import Act
from weipian.terms.errors import InputError

LONGEST = 6_000


def digest(text: str) -> str:
    """Of a proposed text, so that it is seen when the findings have changed since."""
    return hashlib.sha256(text.encode()).hexdigest()


def reword(desk: Desk, number: str, text: str, made: str, day: date) -> int:
    """`made`: the proposed text that was before them. An empty `text` takes theirs back. Raises InputError."""
    own = text.strip()
    if len(own) > LONGEST:
        raise InputError("dossier_account_long", where=number, most=LONGEST, count=len(own))
    plot = plot_of(number, seen(desk))
    with acting(desk, Act.DOSSIER_WORDED, f"plot:{plot.id}", about=plot.about) as act:
        require_past(act, day, number)
        old = worded([plot.id]).get(plot.id)
        if old is None and not own:
            raise InputError("dossier_account_none", where=number)
        row = {"plot_id": plot.id, "patch_id": plot.patch_id, "text": own or None, "made": digest(made), "day": day}
        old_row = DossierAccount.objects.filter(plot_id=plot.id, current=True).values_list("id", flat=True).first()
        row |= {"account_id": desk.actor.account, "replaces_id": old_row}
        return act.replace(DossierAccount, [old_row] if old_row else [], [row])[0]
