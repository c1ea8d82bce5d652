"""The inspections that must come before a review, of the patches on its agenda."""

from __future__ import annotations

from weipian.office.inspecting.gates import GateHere, gates_here
from weipian.store import models
from weipian.store.acting import Desk
from weipian.store.queries.reviews import plots_asked, said_in
from weipian.store.seeing import seen


def gates_of_review(desk: Desk, review: int) -> list[GateHere]:
    """As the facts of now ask them, given opinions too; of the patches in sight."""
    sight = seen(desk)
    agenda = [str(one["plot"]) for one in said_in(models.AgendaItem, review, sight)]
    patches = {one.patch for one in plots_asked(sight, agenda).values()}
    return [one for one in gates_here(desk, every=True) if one.patch.number in patches]
