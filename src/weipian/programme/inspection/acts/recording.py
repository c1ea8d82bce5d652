"""登记核查: what was found on site or at the desk becomes the plot's facts; what stood there stays (plan 二(二))."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.policy import Policy
from weipian.programme.inspection.acts.assigning import Sheet
from weipian.programme.inspection.site import merged
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import Inspection, InspectionEvidence, SheetTaken, SiteFacts
from weipian.store.queries.inspected import PlotToInspect, evidence_plots, plots_to_inspect
from weipian.store.seeing import seen
from weipian.store.writing import Act as Doing
from weipian.terms.errors import InputError
from weipian.terms.inspection import InspectionKind, SheetKind

Follow = Callable[[Doing, Policy, Iterable[int]], None]
"""States and dates that follow from a plot's records: a later stage's work, handed in."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A plot inspected: when, by whom, the written account, facts by key as kept, evidence by number."""

    plot: str
    day: date
    inspectors: str
    told: str = ""
    facts: Mapping[str, str] | None = None
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """Ids of the inspections; the number of the table that they came from."""

    ids: list[int]
    sheet: int | None = None


class Recording:
    """Checks visits against the books as they stand; made inside the act, and before it for a rehearsal."""

    def __init__(self, desk: Desk, kind: InspectionKind, visits: Sequence[Visit]) -> None:
        self.desk, self.kind = desk, kind
        self.plots = plots_to_inspect({one.plot for one in visits}, seen(desk))
        self.belongs = evidence_plots({key for one in visits for key in one.evidence})

    def plot_of(self, visit: Visit) -> PlotToInspect:
        """Raises InputError where the plot is not there, not this person's, or the visit says too little."""
        plot = self.plots.get(visit.plot)
        if plot is None:
            raise InputError("plot_unknown", where=visit.plot)
        require_may(self.desk.policy, self.desk.actor, self.kind.act, plot.about)
        if not visit.inspectors.strip():
            raise InputError("inspection_who", where=visit.plot)
        if not (visit.told.strip() or visit.facts or visit.evidence):
            raise InputError("inspection_says_nothing", where=visit.plot)
        for key in visit.evidence:
            if self.belongs.get(key) not in plot.line:
                raise InputError("evidence_of_another_plot", where=visit.plot, evidence=key)
        return plot

    def facts_of(self, visit: Visit, plot: PlotToInspect) -> dict[str, str]:
        """The plot's facts from now on; only who was there on site has inspected it."""
        said = dict(visit.facts or {})
        if self.kind is InspectionKind.SITE:
            said |= {"inspected": visit.day.isoformat(), "inspector": visit.inspectors.strip()}
        if visit.told.strip():
            said["account"] = visit.told.strip()
        return merged(plot.facts, said.items())


def record(
    desk: Desk, kind: InspectionKind, visits: Sequence[Visit], follow: Follow, sheet: Sheet | None = None
) -> Recorded:
    """All or none, as one act. Raises InputError."""
    require_may(desk.policy, desk.actor, kind.act)
    if len({one.plot for one in visits}) != len(visits):
        raise InputError("inspection_twice", where="、".join(one.plot for one in visits))
    with acting(desk, kind.act, "inspections") as act:
        books = Recording(desk, kind, visits)
        pairs = sorted(((books.plot_of(one), one) for one in visits), key=lambda pair: pair[0].id)
        for _, one in pairs:
            require_past(act, one.day, one.plot)
        number = None if sheet is None else _add_sheet(act, kind, sheet, len(visits))
        ids = _write(act, books, pairs, number)
        act.subject = f"sheet:{number}" if number else f"inspection:{ids[0]}" if len(ids) == 1 else act.subject
        follow(act, desk.policy, {plot.id for plot, _ in pairs})
    return Recorded(ids, number)


def _add_sheet(act: Doing, kind: InspectionKind, sheet: Sheet, rows: int) -> int:
    values = {"name": sheet.name, "sha256": sheet.sha256, "rows": rows}
    own = SheetKind.DESK if kind is InspectionKind.DESK else SheetKind.INSPECTIONS
    return act.add(SheetTaken, kind=own.value, **values)


def _write(act: Doing, books: Recording, pairs: Sequence[tuple[PlotToInspect, Visit]], sheet: int | None) -> list[int]:
    facts = [{"plot_id": plot.id, "facts": books.facts_of(one, plot)} for plot, one in pairs]
    site = act.replace(SiteFacts, [plot.site for plot, _ in pairs if plot.site is not None], facts)
    rows = [
        {
            "plot_id": plot.id,
            "patch_id": plot.patch_id,
            "kind": books.kind.value,
            "day": one.day,
            "inspectors": one.inspectors.strip(),
            "told": one.told.strip() or None,
            "facts": dict(one.facts or {}),
            "account_id": books.desk.actor.account,
            "site_id": new,
            "before_id": plot.site,
            "sheet_id": sheet,
        }
        for (plot, one), new in zip(pairs, site, strict=True)
    ]
    ids = act.add_many(Inspection, rows)
    named = [
        {"inspection_id": key, "evidence_id": evidence}
        for key, (_, one) in zip(ids, pairs, strict=True)
        for evidence in dict.fromkeys(one.evidence)
    ]
    act.add_many(InspectionEvidence, named)
    return ids
