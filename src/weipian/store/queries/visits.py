"""One visit with the facts that it wrote and replaced, and what stands of them now: whether it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from weipian.store.models import Inspection, SiteFacts


@dataclass(frozen=True, slots=True)
class VisitRows:
    """Ids and texts as stored. `wrote`: the facts that it wrote; `stands`: those that are current, in row `now`."""

    plot: int
    account: int
    before: int | None
    wrote: str | None
    now: int | None
    stands: str | None
    newest: bool
    closed: bool


def visit_rows(number: int) -> VisitRows:
    """Of a visit that is there. `newest`: no later one of its plot stands; `closed`: the plot was cut since."""
    columns = ("plot_id", "account_id", "before_id", "site__facts", "plot__closed")
    plot, account, before, wrote, closed = Inspection.objects.filter(id=number).values_list(*columns).get()
    stands = SiteFacts.objects.filter(plot_id=plot, current=True).values_list("id", "facts").first()
    now, facts = stands or (None, None)
    newest = not Inspection.objects.filter(plot_id=plot, current=True, id__gt=number).exists()
    return VisitRows(plot, account, before, wrote, now, facts, newest, closed)
