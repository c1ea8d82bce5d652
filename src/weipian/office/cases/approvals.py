"""Whether the county pursues the approval of a plot, without writing anything."""

from __future__ import annotations

from weipian.office.cases.ground import ground
from weipian.programme.rectification.cases.acts.approving import Applying, decided_on, why_not
from weipian.programme.rectification.cases.later_approval import Obstacle
from weipian.store.acting import Desk
from weipian.store.queries.cases import plots_for_cases
from weipian.store.seeing import seen
from weipian.terms.errors import InputError


def against(desk: Desk, number: str, said: Applying) -> list[Obstacle]:
    """Raises InputError for a plot that is not there."""
    plot = plots_for_cases([number], seen(desk)).get(number)
    if plot is None:
        raise InputError("plot_unknown", where=number)
    return why_not(desk, said, decided_on(desk, [plot.id]).get(plot.id), ground([plot.id]).get(plot.id))
