"""What-if (plan 二(八)): the fewest plots, or the least area, whose rectification leads out of scope.

With N, D after what is done and A, r the line, a county or township is out of scope where N' < A or N' < r·D'.
A measure takes a plot's area from N, from D, or both, as the policy's counts say. So there are two goals, each
linear in the areas: Σ area > N − A, and Σ (1 or 1−r)·area > N − r·D; the better answer of the two is taken.
It orders priority only: it never re-classifies, splits or delays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction
from math import floor, gcd, lcm

from weipian.programme.account.candidates import OUTCOMES, OpenPlot, is_open
from weipian.programme.account.fewest import Chosen, Item, fewest
from weipian.programme.account.least import least
from weipian.programme.account.ledger import LedgerRow
from weipian.programme.account.ratio import Counts, Line, Sums
from weipian.terms.words import Determination


class Minimise(Enum):
    """What a plan has least of."""

    PLOTS = "plots"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Plan:
    """Plots and their measures; `proven` is false where a smaller area is not excluded."""

    measure: Mapping[str, str]
    proven: bool = True


@dataclass(frozen=True, slots=True)
class Effect:
    """What of a plot's area a measure takes from the numerator and the denominator: 0 or 1 each."""

    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class Goal:
    """Σ gain·area > target, `gain` by measure; targets in 亩."""

    target: Fraction
    gain: Mapping[str, Fraction]


def effects(counts: Counts) -> dict[str, Effect]:
    """四(一)1 and 2, as the policy counts them: approval from the numerator, recultivation from both."""
    now = counts.of(LedgerRow("", "", Determination.UNLAWFUL_NEW, Fraction(0)))
    found: dict[str, Effect] = {}
    for name, outcome in OUTCOMES.items():
        then = counts.of(LedgerRow("", "", Determination.UNLAWFUL_NEW, Fraction(0), outcome))
        found[name] = Effect(now.numerator - then.numerator, now.denominator - then.denominator)
    return found


def goals(sums: Sums, line: Line, effect: Mapping[str, Effect]) -> tuple[Goal, Goal]:
    """The two ways out of scope: under the area, or under the ratio."""
    return (
        Goal(sums.numerator - line.area, {name: Fraction(e.numerator) for name, e in effect.items()}),
        Goal(
            sums.numerator - line.ratio * sums.denominator,
            {name: e.numerator - line.ratio * e.denominator for name, e in effect.items()},
        ),
    )


def plan(
    plots: Sequence[OpenPlot], sums: Sums, line: Line, effect: Mapping[str, Effect], minimise: Minimise
) -> Plan | None:
    """A least plan, or None where even every measure in time does not lead out of scope."""
    if not sums.reaches(line):
        return Plan({})
    found = [_towards(plots, goal, minimise) for goal in goals(sums, line, effect)]
    areas = {plot.plot: plot.area for plot in plots}
    reached = [(answer, _size(answer, areas, minimise)) for answer in found if answer is not None]
    if not reached:
        return None
    best = min(reached, key=lambda pair: pair[1])[0]
    return replace(best, proven=all(answer.proven for answer, _ in reached))


def _size(answer: Plan, areas: Mapping[str, Fraction], minimise: Minimise) -> tuple[Fraction, int, Fraction]:
    """By plots: plots, approvals, area. By area: area, approvals, plots."""
    count, area = Fraction(len(answer.measure)), sum((areas[plot] for plot in answer.measure), Fraction(0))
    approvals = sum(name == "approval" for name in answer.measure.values())
    return (count, approvals, area) if minimise is Minimise.PLOTS else (area, approvals, count)


def _towards(plots: Sequence[OpenPlot], goal: Goal, minimise: Minimise) -> Plan | None:
    """A least plan for one goal."""
    usable = [plot for plot in plots if plot.area and _best(plot, goal) is not None]
    items, target = on_grid(usable, goal)
    chosen: Chosen | None = fewest(items, target) if minimise is Minimise.PLOTS else least(items, target)
    if chosen is None:
        return None
    return Plan(_measures([usable[i] for i in chosen.indices], goal), chosen.proven)


def _best(plot: OpenPlot, goal: Goal) -> str | None:
    """The measure that gains most; where both serve equally, recultivation; None where none gains."""
    ranked = sorted(plot.measures, key=lambda name: (-goal.gain[name], name != "recultivate"))
    return ranked[0] if ranked and goal.gain[ranked[0]] > 0 else None


def on_grid(plots: Sequence[OpenPlot], goal: Goal) -> tuple[list[Item], int]:
    """The plots and the target in integers: exact, since every area is a whole multiple of the grid's unit."""
    gains = {plot.plot: goal.gain[_best(plot, goal) or ""] for plot in plots}
    fine = lcm(*(plot.area.denominator for plot in plots))
    coarse = gcd(*(int(plot.area * fine) for plot in plots)) or 1
    scale = lcm(*(gain.denominator for gain in gains.values()))
    items = []
    for plot in plots:
        area = int(plot.area * fine) // coarse
        items.append(Item(area, int(gains[plot.plot] * scale) * area, int("recultivate" not in plot.measures)))
    return items, floor(goal.target * fine * scale / coarse)


def _measures(chosen: Sequence[OpenPlot], goal: Goal) -> dict[str, str]:
    """The best measure of each; then, smallest first, recultivation instead as long as the goal holds.

    That makes recultivations as many as these plots allow.
    """
    measure = {plot.plot: _best(plot, goal) or "" for plot in chosen}
    slack = sum((goal.gain[measure[plot.plot]] * plot.area for plot in chosen), Fraction(0)) - goal.target
    for plot in sorted(chosen, key=lambda plot: plot.area):
        loss = (goal.gain[measure[plot.plot]] - goal.gain["recultivate"]) * plot.area
        if "recultivate" in plot.measures and loss < slack:
            slack -= loss
            measure[plot.plot] = "recultivate"
    return measure


def strongest(plots: Sequence[OpenPlot], goal: Goal) -> dict[str, str]:
    """All that can be done in time, by the measure that brings each plot furthest towards the goal."""
    best = {plot.plot: _best(plot, goal) for plot in plots}
    return {plot: measure for plot, measure in best.items() if measure is not None}


def carried_out(rows: Sequence[LedgerRow], measure: Mapping[str, str]) -> list[LedgerRow]:
    """The ledger as it would be: the open parts of the plan's plots with their new outcome."""
    return [
        replace(row, outcome=OUTCOMES[measure[row.plot]]) if is_open(row) and row.plot in measure else row
        for row in rows
    ]
