"""States, determinations and dates that follow from the records of a plot, written where they changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from weipian.policy import Policy
from weipian.policy.duties import Duty
from weipian.programme.submission.standing import Duties, Stage, least, next_due
from weipian.store.models import Plot, Standing
from weipian.store.queries.ledger import Line, lines, standings
from weipian.store.writing import Act
from weipian.terms.acting import State
from weipian.terms.words import Category, Determination, Measure, Outcome


def follow(act: Act, policy: Policy, plots: Iterable[int]) -> None:
    """Bring the states of some plots and the standing of their patches in step with the records."""
    touched = set(plots)
    every = lines(reasons=False, beside=touched)
    patches = {line.patch for line in every if line.id in touched}
    by_patch: dict[str, list[Line]] = {}
    states: dict[int, dict[str, Any]] = {}
    for line in every:
        if line.patch in patches:
            by_patch.setdefault(line.patch, []).append(line)
            state = state_of(line)
            if line.id in touched:  # changed or not: which ones changed would tell what was written
                states[line.id] = {"state": state.value}
    if states:
        act.change_many(Plot, states)
    _follow_patches(act, policy, by_patch)


def _follow_patches(act: Act, policy: Policy, by_patch: Mapping[str, list[Line]]) -> None:
    changed: dict[int, dict[str, Any]] = {}
    duties = Duties(policy)
    for found in standings(by_patch):
        own = by_patch[found.number]
        then = {
            "state": least(state_of(line) for line in own).value,
            "due": due_of(own, duties),
            "determination": determination_of(own),
        }
        changed[found.id] = then
    if changed:
        act.change_many(Standing, changed)


def state_of(line: Line) -> State:
    """How far a plot has come by its records; one that was taken out stays out."""
    return line.state if line.state is State.WITHDRAWN else stage_of(line).state


def stage_of(line: Line) -> Stage:
    """A plot's records as its stage."""
    right = line.right.values if line.right else {}
    site = line.site.values if line.site else {}
    return Stage(
        measured=bool(line.laid),
        proposed=line.proposed is not None,
        determined=determined(line) not in ("", Determination.UNDETERMINED.value),
        measure=Measure(right.get("measure", "")),
        ordered=day_in(right, "ordered"),
        outcome=Outcome(right.get("outcome", "")),
        inspected=bool(site.get("inspected")),
    )


def determined(line: Line) -> str:
    """A plot's determination; of a mining plot 合法, 违法 or 伪变化."""
    if line.determined is None:
        return ""
    return line.determined.values["conclusion" if line.category is Category.MINING else "determination"]


def determination_of(own: Iterable[Line]) -> str:
    """A patch's determination: that of its plots, each once."""
    return ",".join(dict.fromkeys(filter(None, map(determined, own))))


def due_of(own: Iterable[Line], duties: Duties) -> date | None:
    """The next date that binds any plot of a patch."""
    days = [next_due(duties_of_line(line, duties), stage_of(line).done) for line in own]
    return min((day for day in days if day is not None), default=None)


def duties_of_line(line: Line, duties: Duties) -> list[Duty]:
    return duties.of(line.issued, line.category, line.period, stage_of(line))


def day_in(texts: Mapping[str, str], name: str) -> date | None:
    text = texts.get(name, "")
    return date.fromisoformat(text) if text else None
