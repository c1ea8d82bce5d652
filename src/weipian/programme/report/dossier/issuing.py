"""出具: an edition's bytes are durable in the vault first, then the edition is booked; it names the one it replaces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from weipian.programme.report.dossier.edition import Edition, edition_row, file_row, keep
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.copies import note_copies
from weipian.store.models import DossierIssue, Evidence
from weipian.store.past import require_past
from weipian.store.queries.dossiers import Issued
from weipian.store.queries.evidence import OfPlot
from weipian.terms.acting import Act
from weipian.terms.erasure import CopyKind


def issue(desk: Desk, editions: Sequence[tuple[OfPlot, Edition[Issued]]], day: date) -> None:
    """Of several plots, in one act. Raises InputError."""
    if not editions:
        return
    kept = [keep(desk, made) for _, made in editions]
    for plot, _ in editions:
        require_may(desk.policy, desk.actor, Act.DOSSIER_ISSUED, plot.about)
    one = editions[0][0]
    subject = f"plot:{one.id}" if len(editions) == 1 else "plots"
    with acting(desk, Act.DOSSIER_ISSUED, subject, about=one.about) as act:
        require_past(act, day, one.number)
        former = [made.before for _, made in editions if made.before]
        pairs = zip(editions, kept, strict=True)
        files = [{**file_row(desk, made, sums), **_of_plot(plot)} for (plot, made), sums in pairs]
        evidence = act.replace(Evidence, [old.evidence for old in former], files)
        booked = zip(editions, evidence, strict=True)
        rows = [{**edition_row(desk, made, day, key), **_of_plot(plot)} for (plot, made), key in booked]
        act.replace(DossierIssue, [old.id for old in former], rows)
        note_copies(act, CopyKind.DOSSIER, [(file["name"], file["sha256"]) for file in files])


def _of_plot(plot: OfPlot) -> dict[str, Any]:
    return {"plot_id": plot.id, "patch_id": plot.patch_id}
