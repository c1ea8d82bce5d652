"""市级验收 and 自治区确认 written down with number, day and paper, per plot or many at once (plan 四(二))."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from weipian.programme.account.quota.acts.noticing import TableGiven
from weipian.store.acting import Desk, acting
from weipian.store.actors import require_may
from weipian.store.days import require_past
from weipian.store.models import QuotaPaper, QuotaStepDone, SheetTaken
from weipian.store.queries.evidence import evidence_of
from weipian.store.queries.quota import PlotNamed, StepHere, plots_named, steps
from weipian.store.seeing import seen
from weipian.store.sight import EVERYTHING
from weipian.store.writing import Act as Doing
from weipian.terms.errors import InputError
from weipian.terms.quota import QuotaStep


@dataclass(frozen=True, slots=True)
class Stepping:
    """One plot (or a part of it, by name) accepted or confirmed; `paper`: the scan, by number of evidence."""

    plot: str
    number: str
    day: date
    part: str = ""
    paper: int | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """What will be written for one plot, and the row that it replaces."""

    said: Stepping
    plot: PlotNamed
    old: StepHere | None


@dataclass(frozen=True, slots=True)
class Stepped:
    """Plots that were written now, those that stood so already, the number of the table."""

    done: list[str]
    same: list[str]
    sheet: int | None = None


class Steps:
    """Checks what is asked against the books as they stand; made inside the act, and before it for a rehearsal."""

    def __init__(self, desk: Desk, step: QuotaStep, numbers: Iterable[str]) -> None:
        self.desk, self.step = desk, step
        self.plots = plots_named(list(numbers), seen(desk))
        self.now = {(key, one.part, one.step): one for key, rows in steps(EVERYTHING).items() for one in rows}
        self._papers: set[int] = set()

    def ready(self, one: Stepping) -> Ready | None:
        """None where it stands so already. Raises InputError."""
        plot = self.plots.get(one.plot)
        if plot is None:
            raise InputError("plot_unknown", where=one.plot)
        require_may(self.desk.policy, self.desk.actor, self.step.act, plot.about)
        if not one.number.strip():
            raise InputError("quota_needs", where=one.plot, name="文号")
        if one.paper is not None and one.paper not in self._papers:
            evidence_of(one.paper, seen(self.desk))
            self._papers.add(one.paper)
        self._require_order(plot, one)
        old = self.now.get((plot.id, one.part, self.step))
        same = old is not None and (old.number, old.day) == (one.number.strip(), one.day)
        return None if same and (one.paper is None or (old and one.paper in old.papers)) else Ready(one, plot, old)

    def _require_order(self, plot: PlotNamed, one: Stepping) -> None:
        """The region confirms what the prefecture accepted: never before it, and not without it."""
        other = QuotaStep.ACCEPTED if self.step is QuotaStep.CONFIRMED else QuotaStep.CONFIRMED
        there = self.now.get((plot.id, one.part, other)) or self.now.get((plot.id, "", other))
        if self.step is QuotaStep.CONFIRMED and there is None:
            raise InputError("quota_not_accepted", where=one.plot)
        days = [there.day, one.day] if there else []
        if days and (days if self.step is QuotaStep.CONFIRMED else days[::-1]) != sorted(days):
            raise InputError("quota_confirmed_early", where=one.plot, day=one.day, other=there.day if there else "")


def take_steps(desk: Desk, step: QuotaStep, wanted: Sequence[Stepping], table: TableGiven | None = None) -> Stepped:
    """All or none, in one act. Raises InputError."""
    require_may(desk.policy, desk.actor, step.act)
    unique = {(one.plot, one.part): one for one in wanted}
    with acting(desk, step.act, "quota_steps") as act:
        books = Steps(desk, step, {plot for plot, _ in unique})
        for one in unique.values():
            require_past(act, one.day, one.plot)
        each = [(one.plot, books.ready(one)) for one in unique.values()]
        ready = sorted((one for _, one in each if one), key=lambda one: (one.plot.id, one.said.part))
        if not ready:
            raise InputError("quota_step_there", where="、".join(plot for plot, _ in unique))
        number = _sheet(act, step, table)
        keys = _write(desk, act, step, ready, number)
        act.subject = f"sheet:{number}" if number else f"quota_step:{keys[0]}" if len(keys) == 1 else "quota_steps"
    return Stepped([one.said.plot for one in ready], [plot for plot, one in each if one is None], number)


def _sheet(act: Doing, step: QuotaStep, table: TableGiven | None) -> int | None:
    if table is None:
        return None
    values = {"name": table.name, "sha256": table.sha256, "rows": table.rows}
    return act.add(SheetTaken, kind=step.sheet.value, **values)


def _write(desk: Desk, act: Doing, step: QuotaStep, ready: Sequence[Ready], sheet: int | None) -> list[int]:
    rows = [
        {
            "plot_id": one.plot.id,
            "patch_id": one.plot.patch_id,
            "part": one.said.part,
            "step": step.value,
            "number": one.said.number.strip(),
            "day": one.said.day,
            "account_id": desk.actor.account,
            "replaces_id": one.old.id if one.old else None,
            "sheet_id": sheet,
        }
        for one in ready
    ]
    keys = act.replace(QuotaStepDone, [one.old.id for one in ready if one.old], rows)
    papers = [(key, one.said.paper) for key, one in zip(keys, ready, strict=True) if one.said.paper is not None]
    act.add_many(QuotaPaper, [{"notice_id": None, "step_id": key, "evidence_id": paper} for key, paper in papers])
    return keys
