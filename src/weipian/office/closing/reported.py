"""When plots were released and problems answered, as the bulletin and the reminders count them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from weipian.programme.submission.periods.lateness import Stay
from weipian.store.queries.assigned import held
from weipian.store.queries.ledger import Line
from weipian.store.queries.submission import ProblemDays, Returned, ever_sent_back, problem_days, returns
from weipian.terms.closing import Lies
from weipian.terms.submission import ReturnState

REPORT = "report"


@dataclass(frozen=True, slots=True)
class Reported:
    """`kept` False: no return was ever filled here, so that nothing is known of when anything was reported."""

    returns: Mapping[int, Returned] = field(default_factory=dict)
    sent_back: frozenset[int] = frozenset()
    of_plot: Mapping[int, list[ProblemDays]] = field(default_factory=dict)
    of_patch: Mapping[str, list[ProblemDays]] = field(default_factory=dict)

    @property
    def kept(self) -> bool:
        return bool(self.returns)

    def first_released(self, plot: int) -> date | None:
        return self.returns[plot].first_released_on if plot in self.returns else None

    def went_on(self, plot: int) -> bool:
        """Whether its return was ever released or sent back: what the returned share is counted of."""
        return plot in self.sent_back or self.first_released(plot) is not None

    def waits_to_be_mended(self, plot: int) -> bool:
        return plot in self.returns and self.returns[plot].state is ReturnState.RETURNED

    def problems(self, line: Line) -> list[ProblemDays]:
        """Those of the plot; of one that names the patch, each open plot's."""
        return [*self.of_plot.get(line.id, ()), *self.of_patch.get(line.patch, ())]


def reported() -> Reported:
    of_plot: dict[int, list[ProblemDays]] = {}
    of_patch: dict[str, list[ProblemDays]] = {}
    for one in problem_days():
        if one.plot_id is not None:
            of_plot.setdefault(one.plot_id, []).append(one)
        else:
            of_patch.setdefault(one.patch, []).append(one)
    return Reported(returns(), ever_sent_back(), of_plot, of_patch)


def given_to(patches: Collection[str]) -> dict[str, list[Stay]]:
    """Patch → to whom it was given to be inspected, from when."""
    found: dict[str, list[Stay]] = {}
    for patch, rows in held(patches).items():
        for one in rows:
            lies = Lies.TOWNSHIP if one.township else Lies.DEPARTMENT if one.department else Lies.COUNTY
            found.setdefault(patch, []).append(Stay(one.day, lies, one.holder))
    return found


def inspected_on(line: Line) -> date | None:
    text = line.site.values.get("inspected", "") if line.site else ""
    return date.fromisoformat(text) if text else None
