"""Which triggers hold of each township, with the figures and plots behind, as this person sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from weipian.office.pressing.reckoning import Period, close_of, facts_seen
from weipian.programme.report.pressing.steps import is_overdue
from weipian.programme.report.pressing.tally import by_township
from weipian.programme.report.pressing.triggers import Beside, Told, told
from weipian.store.acting import Desk
from weipian.store.queries.letters import letters
from weipian.store.seeing import summed
from weipian.terms.pressing import Holds


@dataclass(frozen=True, slots=True)
class TownshipTold:
    township: str
    plots: int
    triggers: Sequence[Told]


def triggers(desk: Desk, period: Period, today: date, township: str | None = None) -> list[TownshipTold]:
    """Raises InputError, UsageError."""
    sight, policy = summed(desk, township), desk.policy
    facts = facts_seen(desk, sight, close_of(policy, period), today)
    only = sight.one_township
    tallies = by_township(facts, policy.townships if only is None else (only,))
    late = overdue_letters(today)
    return [
        TownshipTold(name, one.plots, told(one, Beside(late.get(name, ())), policy))
        for name, one in tallies.items()
        if name
    ]


def overdue_letters(today: date) -> dict[str, tuple[int, ...]]:
    """Township → letters that are out and whose reply is overdue."""
    found: dict[str, tuple[int, ...]] = {}
    for one in letters():
        if one.township and is_overdue(one.state, one.due, today):
            found[one.township] = (*found.get(one.township, ()), one.letter)
    return found


def triggers_json(found: Sequence[TownshipTold]) -> list[dict[str, Any]]:
    return [
        {
            "township": one.township,
            "plots": one.plots,
            "triggers": [
                {
                    "mechanism": each.mechanism.value,
                    "trigger": each.trigger.value,
                    "holds": each.holds.value,
                    "said": each.said,
                    "clause": each.clause,
                    "sure": each.sure,
                    "plots": list(each.plots),
                }
                for each in one.triggers
            ],
        }
        for one in found
    ]


def triggers_text(found: Sequence[TownshipTold]) -> str:
    """What holds, by township and mechanism; then what people have to judge."""
    lines = ["只列情形，不提请、不决定：提请由县卫片办，决定由各机制的决定机关。"]
    for one in found:
        lines.append(f"{one.township}（{one.plots} 个地块）")
        lines += [_line(each) for each in one.triggers if each.holds in (Holds.YES, Holds.FEW)]
        people = "、".join(dict.fromkeys(each.trigger.label for each in one.triggers if each.holds is Holds.PEOPLE))
        lines.append(f"  由人判断：{people}")
    return "\n".join(lines)


def _line(each: Told) -> str:
    name = f"{each.mechanism.label}·{each.trigger.label}"
    return f"  {name}：{each.holds.label}。{each.said}（{each.clause}；提示线{each.sure}）"
